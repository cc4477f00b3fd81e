package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;

/** R09: a follower says that it holds entries before its disk does. */
final class R09AnsweredBeforeFsync extends RaftRules {
    @Override
    public boolean logIsDurableFirst() {
        return false;
    }
}
