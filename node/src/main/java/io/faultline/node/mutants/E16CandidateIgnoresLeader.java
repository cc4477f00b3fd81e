package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;

/** E16: AppendEntries of the same term does not make a candidate a follower. */
final class E16CandidateIgnoresLeader extends RaftRules {
    @Override
    public boolean sameTermLeaderEndsCandidacy() {
        return false;
    }
}
