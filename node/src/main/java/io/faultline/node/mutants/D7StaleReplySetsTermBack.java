package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;

/** D7: a reply's term is compared with the term of its request, then adopted even if the node is further. */
final class D7StaleReplySetsTermBack extends RaftRules {
    @Override
    public boolean adoptsReplyTerm(long replyTerm, long requestTerm, long currentTerm) {
        return replyTerm > requestTerm && replyTerm != currentTerm;
    }
}
