package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;

/** R08: answers to requests of an older term are counted. */
final class R08OldRepliesCount extends RaftRules {
    @Override
    public boolean countsAppendReply(long requestTerm, long term) {
        return true;
    }
}
