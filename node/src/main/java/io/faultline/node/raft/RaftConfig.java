package io.faultline.node.raft;

import java.util.List;

/**
 * Who a node is and how it runs.
 *
 * @param self this node
 * @param members all nodes this one can reach, itself included, ascending
 * @param voters those that vote as long as no log says otherwise
 * @param timing the node's intervals
 */
public record RaftConfig(NodeId self, List<NodeId> members, NodeSet voters, Timing timing, Features features) {
    public RaftConfig {
        members = members.stream().sorted().distinct().toList();
        if (!members.contains(self)) {
            throw new IllegalArgumentException(self + " is not among the members " + members);
        }
        if (voters.size() == 0 || (voters.bits() & ~NodeSet.of(members).bits()) != 0) {
            throw new IllegalArgumentException("the voters " + voters + " are not among the members " + members);
        }
    }

    /** A node of a cluster in which all members vote. */
    public RaftConfig(NodeId self, List<NodeId> members, Timing timing, Features features) {
        this(self, members, NodeSet.of(members), timing, features);
    }

    /** As above, with the standard features but for pre-vote. */
    public RaftConfig(NodeId self, List<NodeId> members, Timing timing, boolean preVote) {
        this(self, members, timing, Features.DEFAULT.withPreVote(preVote));
    }

    public boolean preVote() {
        return features.preVote();
    }

    public RaftConfig withFeatures(Features other) {
        return new RaftConfig(self, members, voters, timing, other);
    }
}
