package io.faultline.node.mutants;

import io.faultline.node.raft.Message.VoteReply;
import io.faultline.node.raft.RaftRules;

/** E05: a vote reply of an older term is counted. */
final class E05VoteOfOlderTermCounted extends RaftRules {
    @Override
    public boolean countsVote(VoteReply reply, long term) {
        return reply.granted() && !reply.preVote();
    }
}
