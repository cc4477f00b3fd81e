package io.faultline.nemesis.play;

/**
 * What all active faults together do to the disk and the clock of one node.
 *
 * @param errorProbability that a write fails
 * @param extraSyncNanos how much longer a sync takes
 * @param clockRate the product of all rates
 */
public record NodeState(double errorProbability, long extraSyncNanos, double clockRate) {

    /** A node nobody touches. */
    public static final NodeState HEALTHY = new NodeState(0.0, 0, 1.0);

    /** Returns whether disk or clock are worse than within the bounds. */
    public boolean isImpaired(Bounds bounds) {
        return errorProbability > 0.0
                || extraSyncNanos > bounds.syncNanosMax()
                || Math.abs(clockRate - 1.0) > bounds.clockDriftMax();
    }
}
