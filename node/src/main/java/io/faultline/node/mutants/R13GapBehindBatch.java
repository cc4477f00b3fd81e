package io.faultline.node.mutants;

import io.faultline.node.raft.Message.AppendReply;
import io.faultline.node.raft.RaftRules;

/** R13: what did not fit into a message counts as sent and held. */
final class R13GapBehindBatch extends RaftRules {
    @Override
    public long matchAfterReply(AppendReply reply, long known, long sent, long last) {
        return reply.success() ? Math.max(known, sent) : known;
    }
}
