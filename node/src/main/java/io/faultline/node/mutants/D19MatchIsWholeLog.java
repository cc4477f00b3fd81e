package io.faultline.node.mutants;

import io.faultline.node.raft.Message.AppendReply;
import io.faultline.node.raft.RaftRules;

/** D19: after an answer the follower is thought to hold the leader's whole log. */
final class D19MatchIsWholeLog extends RaftRules {
    @Override
    public long matchAfterReply(AppendReply reply, long known, long sent, long last) {
        return reply.success() ? last : known;
    }
}
