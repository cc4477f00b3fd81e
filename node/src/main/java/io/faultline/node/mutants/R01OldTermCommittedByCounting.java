package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;

/** R01: an entry of an older term is committed by counting (Figure 8). */
final class R01OldTermCommittedByCounting extends RaftRules {
    @Override
    public boolean commitsByCounting(long entryTerm, long term) {
        return true;
    }
}
