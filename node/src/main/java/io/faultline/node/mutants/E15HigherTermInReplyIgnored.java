package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;

/** E15: a higher term in a reply makes no node step down. */
final class E15HigherTermInReplyIgnored extends RaftRules {
    @Override
    public boolean adoptsReplyTerm(long replyTerm, long requestTerm, long currentTerm) {
        return false;
    }
}
