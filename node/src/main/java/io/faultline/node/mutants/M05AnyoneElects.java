package io.faultline.node.mutants;

import io.faultline.node.raft.Configuration;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.RaftRules;

/** M05: learners are asked for their votes, and those of nodes that are no voters count. */
final class M05AnyoneElects extends RaftRules {
    @Override
    public boolean voteCounts(Configuration configuration, NodeId voter) {
        return true;
    }
}
