package io.faultline.node.mutants;

import io.faultline.node.raft.Message.AppendReply;
import io.faultline.node.raft.RaftRules;

/** R15: after a refusal the same entries are sent again. */
final class R15SameEntriesAgain extends RaftRules {
    @Override
    public long nextAfterRefusal(AppendReply reply, long ownLastOfTerm) {
        return reply.previousIndex() + 1;
    }
}
