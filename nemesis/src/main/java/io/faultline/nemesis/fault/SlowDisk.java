package io.faultline.nemesis.fault;

import java.util.List;

/**
 * Makes each sync of the disk take longer.
 *
 * @param target whom
 * @param extraSyncNanos by how much
 */
public record SlowDisk(Target target, long extraSyncNanos) implements Fault {

    /** Checks the bound. */
    public SlowDisk {
        Require.positive(extraSyncNanos, "extraSyncNanos");
    }

    @Override
    public FaultKind kind() {
        return FaultKind.SLOW_DISK;
    }

    @Override
    public Injection resolve(ClusterView view) {
        return new Injection.DiskFault(target.resolve(view), 0.0, 0, extraSyncNanos);
    }

    @Override
    public List<String> namedNodes() {
        return target.mentioned();
    }
}
