package io.faultline.node.mutants;

import io.faultline.node.raft.Message.AppendReply;
import io.faultline.node.raft.RaftRules;

/** R07: a refusal's hint is taken for what the follower holds. */
final class R07MatchFromRefusal extends RaftRules {
    @Override
    public long matchAfterReply(AppendReply reply, long known, long sent, long last) {
        return Math.max(known, reply.success() ? reply.index() : reply.index() - 1);
    }
}
