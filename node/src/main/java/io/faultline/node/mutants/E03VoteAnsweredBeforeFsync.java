package io.faultline.node.mutants;

import io.faultline.node.raft.HardState;
import io.faultline.node.raft.PersistPlan;
import io.faultline.node.raft.RaftRules;
import java.util.List;

/** E03: the vote is answered before the disk has it. */
final class E03VoteAnsweredBeforeFsync extends RaftRules {
    @Override
    public PersistPlan persistPlan(HardState before, HardState after) {
        return new PersistPlan(List.of(), List.of(after));
    }
}
