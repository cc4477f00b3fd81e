package io.faultline.nemesis.fault;

import java.util.List;

/**
 * Lets disk writes fail: each with a probability, and the next few for certain.
 *
 * @param target whom
 * @param probability that a write fails, within 0..1
 * @param nextWrites how many of the next writes fail for certain
 */
public record DiskError(Target target, double probability, int nextWrites) implements Fault {

    /** Checks that some write can fail. */
    public DiskError {
        Require.probability(probability, "probability");
        Require.nonNegative(nextWrites, "nextWrites");
        if (probability == 0.0 && nextWrites == 0) {
            throw new IllegalArgumentException("a disk error must let some write fail");
        }
    }

    @Override
    public FaultKind kind() {
        return FaultKind.DISK_ERROR;
    }

    @Override
    public Injection resolve(ClusterView view) {
        return new Injection.DiskFault(target.resolve(view), probability, nextWrites, 0);
    }

    @Override
    public List<String> namedNodes() {
        return target.mentioned();
    }
}
