package io.faultline.node.mutants;

import io.faultline.node.raft.Message.AppendReply;
import io.faultline.node.raft.RaftRules;

/** K6: the next index goes back by one after each refusal, as in the paper (§5.3). */
final class K6LinearProbing extends RaftRules {
    @Override
    public long nextAfterRefusal(AppendReply reply, long ownLastOfTerm) {
        return reply.previousIndex();
    }
}
