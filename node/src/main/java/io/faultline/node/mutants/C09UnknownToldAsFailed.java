package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;

/** C09: a command of a deposed leader is told to have failed. */
final class C09UnknownToldAsFailed extends RaftRules {
    @Override
    public boolean outcomeOfLostIsUnknown() {
        return false;
    }
}
