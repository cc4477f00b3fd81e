package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;
import io.faultline.node.raft.Timing;
import java.util.random.RandomGenerator;

/** K5: timeouts are drawn in whole milliseconds, as the lab does, so that candidates of one term meet more often. */
final class K5WholeMilliseconds extends RaftRules {
    private static final long STEP = 1_000_000;

    @Override
    public long electionTimeout(Timing timing, RandomGenerator random) {
        long drawn = super.electionTimeout(timing, random) - timing.electionTimeoutMin();
        return timing.electionTimeoutMin() + drawn / STEP * STEP;
    }
}
