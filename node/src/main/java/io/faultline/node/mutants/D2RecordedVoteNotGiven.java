package io.faultline.node.mutants;

import io.faultline.node.raft.Ballot;
import io.faultline.node.raft.RaftRules;
import io.faultline.node.raft.Role;

/** D2: a candidate or leader records its vote for another but answers no. */
final class D2RecordedVoteNotGiven extends RaftRules {
    @Override
    public boolean givesRecordedVote(Ballot ballot) {
        return ballot.roleBefore() == Role.FOLLOWER;
    }
}
