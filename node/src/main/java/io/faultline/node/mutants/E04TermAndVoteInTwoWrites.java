package io.faultline.node.mutants;

import io.faultline.node.raft.HardState;
import io.faultline.node.raft.PersistPlan;
import io.faultline.node.raft.RaftRules;
import java.util.List;

/** E04: term and vote are stored in two writes, and the answer waits for the first. */
final class E04TermAndVoteInTwoWrites extends RaftRules {
    @Override
    public PersistPlan persistPlan(HardState before, HardState after) {
        return new PersistPlan(List.of(after.withoutVote()), List.of(after));
    }
}
