package io.faultline.node.raft;

/**
 * Who takes part in a cluster (dissertation §4).
 *
 * @param voters whose majority elects and commits; at least one
 * @param learners who get the log but have no vote: a new server catches up as one (§4.2.1)
 */
public record Configuration(NodeSet voters, NodeSet learners) {
    public Configuration {
        if (voters.size() == 0) {
            throw new IllegalArgumentException("a configuration has at least one voter");
        }
        if ((voters.bits() & learners.bits()) != 0) {
            throw new IllegalArgumentException("a node is a voter or a learner, not both: " + voters + ", " + learners);
        }
    }

    public static Configuration of(NodeSet voters) {
        return new Configuration(voters, NodeSet.EMPTY);
    }

    /** Voters and learners. */
    public NodeSet all() {
        return new NodeSet(voters.bits() | learners.bits());
    }
}
