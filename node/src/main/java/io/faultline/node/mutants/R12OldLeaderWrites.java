package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;
import io.faultline.node.raft.Role;

/** R12: entries of a deposed leader are stored, also by the leader that followed it. */
final class R12OldLeaderWrites extends RaftRules {
    @Override
    public boolean storesEntriesOfOlderLeader(Role role) {
        return true;
    }
}
