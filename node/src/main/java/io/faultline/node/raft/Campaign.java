package io.faultline.node.raft;

/** One round of asking for votes or pre-votes: who answered, who granted, and whether it is won. */
final class Campaign {
    private final int members;
    private final boolean listens;
    private NodeSet answered;
    private NodeSet voters;
    private int replies = 1;

    /** Starts a round in which the candidate's own vote is counted already. */
    Campaign(NodeId self, int members, boolean listens) {
        this.members = members;
        this.listens = listens;
        this.answered = NodeSet.of(self);
        this.voters = answered;
    }

    boolean listens() {
        return listens;
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

    NodeSet voters() {
        return voters;
    }

    boolean isWon(RaftRules rules) {
        return rules.wins(voters, replies, members);
    }
}
