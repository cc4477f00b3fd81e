package io.faultline.node.mutants;

import io.faultline.node.raft.HardState;
import io.faultline.node.raft.PersistPlan;
import io.faultline.node.raft.RaftRules;

/** E01: votedFor is kept in memory only. */
final class E01VoteKeptInMemory extends RaftRules {
    @Override
    public PersistPlan persistPlan(HardState before, HardState after) {
        return super.persistPlan(before, after.withoutVote());
    }
}
