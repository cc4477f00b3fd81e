package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;

/** E20: a follower that must refuse entries does not reset its election timer. */
final class E20RefusedEntriesLeaveTimer extends RaftRules {
    @Override
    public boolean refusedEntriesResetTimer() {
        return false;
    }
}
