package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;
import io.faultline.node.raft.Timing;

/** D5: a node that was held up for longer than an election timeout never answers again. */
final class D5PausedNodeStaysSilent extends RaftRules {
    @Override
    public boolean goesOnAfterPause(long nanos, Timing timing) {
        return nanos <= timing.electionTimeoutMax();
    }
}
