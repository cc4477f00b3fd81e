package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;
import io.faultline.node.raft.Role;

/** D4: a candidate follows a leader of a higher term without adopting its term. */
final class D4CandidateKeepsOwnTerm extends RaftRules {
    @Override
    public boolean adoptsAppendEntriesTerm(Role role) {
        return role != Role.CANDIDATE;
    }
}
