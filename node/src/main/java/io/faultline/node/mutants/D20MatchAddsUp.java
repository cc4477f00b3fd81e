package io.faultline.node.mutants;

import io.faultline.node.raft.Message.AppendReply;
import io.faultline.node.raft.RaftRules;

/** D20: each answer adds its number of entries to what the follower is thought to hold. */
final class D20MatchAddsUp extends RaftRules {
    @Override
    public long matchAfterReply(AppendReply reply, long known, long sent, long last) {
        return reply.success() ? known + reply.index() - reply.previousIndex() : known;
    }
}
