package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;

/** C06: a client gets the answer of whatever entry has its index. */
final class C06WaiterMatchedByIndex extends RaftRules {
    @Override
    public boolean answersWaiter(long entryTerm, long waiterTerm) {
        return true;
    }

    @Override
    public boolean lostEntryEndsWaiting() {
        return false;
    }
}
