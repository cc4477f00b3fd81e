package io.faultline.node.mutants;

import io.faultline.node.raft.HardState;
import io.faultline.node.raft.RaftRules;

/** E17: a higher term is adopted but the old vote is kept. */
final class E17OldVoteKept extends RaftRules {
    @Override
    public HardState enterTerm(HardState before, long term) {
        return new HardState(term, before.vote());
    }
}
