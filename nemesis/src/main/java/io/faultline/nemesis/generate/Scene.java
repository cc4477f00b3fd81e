package io.faultline.nemesis.generate;

import io.faultline.nemesis.schedule.Phases;
import java.util.List;

/**
 * What every class may know while it draws: the cluster and the times, never another class.
 *
 * @param nodes the cluster
 * @param electionNanos E, the greatest election timeout: the yardstick of all durations
 * @param settleNanos D, how long a clean stretch must last to be judged
 * @param phases of the trial
 */
record Scene(List<String> nodes, long electionNanos, long settleNanos, Phases phases) {

    int size() {
        return nodes.size();
    }

    /** Returns that many election timeouts. */
    double elections(double count) {
        return electionNanos * count;
    }
}
