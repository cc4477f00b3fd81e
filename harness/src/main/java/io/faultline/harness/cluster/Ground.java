package io.faultline.harness.cluster;

import io.faultline.checkers.history.HistoryRecorder;

/** Where clusters run: simulated or docker. */
public interface Ground {
    /** Its word on the command line and in {@code trial.json}: {@code sim} or {@code docker}. */
    String word();

    /**
     * Opens a cluster; nothing runs before {@link Cluster#start}.
     *
     * @param seed of the trial; everything drawn for the cluster comes from it
     * @param recorder gets every node event and condition, in the order of the cluster's timeline
     */
    Cluster open(ClusterSpec spec, long seed, HistoryRecorder recorder);
}
