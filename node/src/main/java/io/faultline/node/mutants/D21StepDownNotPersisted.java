package io.faultline.node.mutants;

import io.faultline.node.raft.HardState;
import io.faultline.node.raft.PersistPlan;
import io.faultline.node.raft.RaftRules;
import java.util.List;

/** D21: a term that a node adopts without voting is not persisted. */
final class D21StepDownNotPersisted extends RaftRules {
    @Override
    public PersistPlan persistPlan(HardState before, HardState after) {
        return after.vote() == HardState.NO_VOTE
                ? new PersistPlan(List.of(), List.of())
                : super.persistPlan(before, after);
    }
}
