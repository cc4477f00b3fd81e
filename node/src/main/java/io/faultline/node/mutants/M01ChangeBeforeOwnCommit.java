package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;

/** M01: members are changed before the leader has committed in its own term. */
final class M01ChangeBeforeOwnCommit extends RaftRules {
    @Override
    public boolean changeNeedsOwnCommit() {
        return false;
    }
}
