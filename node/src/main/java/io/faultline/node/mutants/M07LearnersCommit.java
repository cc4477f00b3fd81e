package io.faultline.node.mutants;

import io.faultline.node.raft.Configuration;
import io.faultline.node.raft.NodeSet;
import io.faultline.node.raft.RaftRules;

/** M07: learners count in the quorum that commits. */
final class M07LearnersCommit extends RaftRules {
    @Override
    public NodeSet commitQuorum(Configuration configuration) {
        return configuration.all();
    }
}
