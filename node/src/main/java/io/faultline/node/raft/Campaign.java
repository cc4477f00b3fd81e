package io.faultline.node.raft;

/** One round of asking for votes or pre-votes: who answered, who granted, and whether it is won. */
final class Campaign {
    private final NodeId self;
    private final boolean listens;
    private final boolean transfer;
    private NodeSet answered;
    private NodeSet voters;
    private int replies = 1;

    /**
     * Starts a round in which the candidate's own vote is counted already.
     *
     * @param transfer whether the leader asked for it
     */
    Campaign(NodeId self, boolean listens, boolean transfer) {
        this.self = self;
        this.listens = listens;
        this.transfer = transfer;
        this.answered = NodeSet.of(self);
        this.voters = answered;
    }

    boolean listens() {
        return listens;
    }

    boolean isTransfer() {
        return transfer;
    }

    void answeredBy(NodeId node) {
        answered = answered.with(node);
    }

    boolean hasAnswer(NodeId node) {
        return answered.contains(node);
    }

    void grantedBy(NodeId voter) {
        voters = voters.with(voter);
        replies++;
    }

    /** Whose votes count; a candidate that is no voter any more does not count itself (dissertation §4.2.2). */
    NodeSet voters(RaftRules rules, Configuration configuration) {
        return rules.voteCounts(configuration, self) ? voters : voters.without(self);
    }

    /** Whether it is won. */
    boolean isWon(RaftRules rules, Configuration configuration) {
        int own = rules.voteCounts(configuration, self) ? 0 : 1;
        return rules.wins(
                voters(rules, configuration),
                replies - own,
                configuration.voters().size());
    }
}
