package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;

/** E23: a leader whose term is raised goes on appending, in the new term. */
final class E23DeposedLeaderAppends extends RaftRules {
    @Override
    public boolean deposedLeaderStopsAppending() {
        return false;
    }
}
