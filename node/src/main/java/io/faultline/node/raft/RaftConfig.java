package io.faultline.node.raft;

import java.util.List;

/**
 * Who a node is and how it runs.
 *
 * @param self this node
 * @param members all nodes of the cluster, this one included, ascending
 * @param timing the node's intervals
 * @param preVote whether a node asks if it could win before it raises its term (dissertation §9.6)
 */
public record RaftConfig(NodeId self, List<NodeId> members, Timing timing, boolean preVote) {
    public RaftConfig {
        members = members.stream().sorted().distinct().toList();
        if (!members.contains(self)) {
            throw new IllegalArgumentException(self + " is not among the members " + members);
        }
    }
}
