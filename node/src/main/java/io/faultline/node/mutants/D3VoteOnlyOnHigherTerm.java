package io.faultline.node.mutants;

import io.faultline.node.raft.Ballot;
import io.faultline.node.raft.RaftRules;

/** D3: a vote is given only to a request of a higher term, so a repeated request is refused. */
final class D3VoteOnlyOnHigherTerm extends RaftRules {
    @Override
    public boolean mayVoteFor(Ballot ballot) {
        return ballot.request().term() > ballot.termBefore();
    }
}
