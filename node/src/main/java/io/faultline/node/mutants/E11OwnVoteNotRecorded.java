package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;

/** E11: a candidate does not record its own vote. */
final class E11OwnVoteNotRecorded extends RaftRules {
    @Override
    public boolean candidateRecordsOwnVote() {
        return false;
    }
}
