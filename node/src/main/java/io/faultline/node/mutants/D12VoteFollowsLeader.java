package io.faultline.node.mutants;

import io.faultline.node.raft.HardState;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.RaftRules;

/** D12: votedFor is set to the leader by every heartbeat. */
final class D12VoteFollowsLeader extends RaftRules {
    @Override
    public HardState voteAfterAppendEntries(HardState state, NodeId leader) {
        return state.withVote(leader);
    }
}
