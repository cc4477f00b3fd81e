package io.faultline.node.mutants;

import io.faultline.node.raft.Message.VoteReply;
import io.faultline.node.raft.RaftRules;

/** E22: a pre-vote reply is counted as a vote. */
final class E22PreVoteCountedAsVote extends RaftRules {
    @Override
    public boolean countsVote(VoteReply reply, long term) {
        return reply.granted() && reply.requestTerm() == term;
    }
}
