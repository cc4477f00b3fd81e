package io.faultline.node.mutants;

import io.faultline.node.raft.HardState;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.RaftRules;

/** E10: the vote is cleared by AppendEntries of the same term. */
final class E10VoteClearedByAppendEntries extends RaftRules {
    @Override
    public HardState voteAfterAppendEntries(HardState state, NodeId leader) {
        return state.withoutVote();
    }
}
