package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;

/** C02: a leader answers reads before it has committed in its own term. */
final class C02ReadBeforeOwnCommit extends RaftRules {
    @Override
    public boolean readNeedsOwnCommit() {
        return false;
    }
}
