package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;

/** E19: a refused RequestVote resets the election timer. */
final class E19RefusedVoteResetsTimer extends RaftRules {
    @Override
    public boolean refusedVoteResetsTimer() {
        return true;
    }
}
