package io.faultline.node.mutants;

import io.faultline.node.raft.Configuration;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.RaftRules;

/** M05: votes of nodes that are no voters count. */
final class M05AnyoneElects extends RaftRules {
    @Override
    public boolean voteCounts(Configuration configuration, NodeId voter) {
        return true;
    }
}
