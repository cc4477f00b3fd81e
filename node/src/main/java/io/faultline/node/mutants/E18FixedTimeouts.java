package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;
import io.faultline.node.raft.Timing;
import java.util.random.RandomGenerator;

/** E18: election timeouts are fixed, not random. */
final class E18FixedTimeouts extends RaftRules {
    @Override
    public long electionTimeout(Timing timing, RandomGenerator random) {
        return timing.electionTimeoutMin();
    }
}
