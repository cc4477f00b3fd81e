package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;

/** E14: AppendEntries of a lower term is accepted and sets the term back. */
final class E14OlderLeaderAccepted extends RaftRules {
    @Override
    public boolean refusesAppendEntries(long leaderTerm, long currentTerm) {
        return false;
    }
}
