package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;

/** D18: any refusal ends a candidacy. */
final class D18RefusalEndsCandidacy extends RaftRules {
    @Override
    public boolean refusalEndsCandidacy() {
        return true;
    }
}
