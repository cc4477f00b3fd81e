package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;

/** C10: entries reach the state machine before they are committed. */
final class C10UncommittedApplied extends RaftRules {
    @Override
    public long appliesUpTo(long commit, long last) {
        return last;
    }
}
