package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;

/** C01: a leader answers reads without a round to the others. */
final class C01LeaderReadsAlone extends RaftRules {
    @Override
    public boolean readNeedsRound() {
        return false;
    }
}
