package io.faultline.node.mutants;

import io.faultline.node.raft.HardState;
import io.faultline.node.raft.PersistPlan;
import io.faultline.node.raft.RaftRules;

/** E02: currentTerm is not persisted. */
final class E02TermNotPersisted extends RaftRules {
    @Override
    public PersistPlan persistPlan(HardState before, HardState after) {
        return super.persistPlan(before, new HardState(0, after.vote()));
    }
}
