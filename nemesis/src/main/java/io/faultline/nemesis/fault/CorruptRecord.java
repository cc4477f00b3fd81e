package io.faultline.nemesis.fault;

import java.util.List;

/**
 * Crashes nodes and damages one stored, synced record of each; restarts them at the end.
 *
 * <p>A correct node notices and refuses to start, for ever: a schedule may do this to a minority
 * only, and only when asked for by name.
 *
 * @param target whom
 */
public record CorruptRecord(Target target) implements Fault {

    @Override
    public FaultKind kind() {
        return FaultKind.CORRUPT_RECORD;
    }

    @Override
    public Injection resolve(ClusterView view) {
        return new Injection.NodesDown(target.resolve(view), DownMode.CORRUPT_RECORD);
    }

    @Override
    public List<String> namedNodes() {
        return target.mentioned();
    }
}
