package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;

/** D6: the election after one that was denied by a higher term listens to no votes. */
final class D6VotesNobodyCounts extends RaftRules {
    @Override
    public boolean campaignListens(boolean previousDeniedByHigherTerm) {
        return !previousDeniedByHigherTerm;
    }
}
