package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;

/** M02: members are changed while an earlier change is not committed. */
final class M02TwoChangesAtOnce extends RaftRules {
    @Override
    public boolean changesOneAtATime() {
        return false;
    }
}
