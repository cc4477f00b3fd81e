package io.faultline.node.mutants;

import io.faultline.node.raft.Ballot;
import io.faultline.node.raft.RaftRules;
import io.faultline.node.raft.Role;

/** E12: a leader or candidate still grants its vote in its own term. */
final class E12LeaderStillGrants extends RaftRules {
    @Override
    public boolean mayVoteFor(Ballot ballot) {
        boolean self = ballot.roleBefore() == Role.CANDIDATE || ballot.roleBefore() == Role.LEADER;
        return super.mayVoteFor(ballot)
                || self && ballot.request().term() == ballot.state().term();
    }
}
