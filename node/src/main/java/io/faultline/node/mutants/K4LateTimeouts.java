package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;
import io.faultline.node.raft.Timing;
import java.util.random.RandomGenerator;

/** K4: timeouts are random, but only from the upper half of the interval. */
final class K4LateTimeouts extends RaftRules {
    @Override
    public long electionTimeout(Timing timing, RandomGenerator random) {
        long half = (timing.electionTimeoutMax() - timing.electionTimeoutMin()) / 2;
        return timing.electionTimeoutMax() - half + (half == 0 ? 0 : random.nextLong(half));
    }
}
