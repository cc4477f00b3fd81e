package io.faultline.node.raft;

/** What a node takes itself for; a pre-candidate asks whether it could win before it raises its term. */
public enum Role {
    FOLLOWER("follower"),
    PRE_CANDIDATE("pre-candidate"),
    CANDIDATE("candidate"),
    LEADER("leader");

    private final String word;

    Role(String word) {
        this.word = word;
    }

    /** The word used in events and status answers, such as {@code pre-candidate}. */
    public String word() {
        return word;
    }

    boolean campaigns() {
        return this == PRE_CANDIDATE || this == CANDIDATE;
    }
}
