package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;

/** R03: an entry that differs is replaced, but what follows it stays. */
final class R03TailKept extends RaftRules {
    @Override
    public boolean dropsTail() {
        return false;
    }
}
