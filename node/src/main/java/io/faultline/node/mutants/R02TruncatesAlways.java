package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;

/** R02: a follower cuts its log at the previous entry of every request. */
final class R02TruncatesAlways extends RaftRules {
    @Override
    public boolean truncates(boolean differs) {
        return true;
    }
}
