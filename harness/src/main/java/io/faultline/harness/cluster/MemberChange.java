package io.faultline.harness.cluster;

/** One change that a leader can be asked for, of one node (Raft dissertation §4.1, §4.2.1, §3.10). */
public enum MemberChange {
    /** The node gets the log, without a vote. */
    ADD_LEARNER("add-learner"),
    /** A learner gets a vote. */
    PROMOTE("promote"),
    /** A voter or learner leaves. */
    REMOVE("remove"),
    /** No change of members: leadership is handed over to the node. */
    TRANSFER("transfer");

    private final String word;

    MemberChange(String word) {
        this.word = word;
    }

    /** Its word in a request to a node. */
    public String word() {
        return word;
    }
}
