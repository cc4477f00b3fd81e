package io.faultline.node.raft;

/** What one node says to another; the four RPC halves of Figure 2 that elections need. */
public sealed interface Message {
    /** Who says it. */
    NodeId from();

    /** The sender's term, or, in a pre-vote request, the term it would campaign in. */
    long term();

    /**
     * A candidate asks for a vote (§5.2).
     *
     * @param log where the candidate's log ends (§5.4.1)
     * @param preVote whether this only asks if the vote would be given (dissertation §9.6)
     */
    record RequestVote(NodeId from, long term, LogTail log, boolean preVote) implements Message {}

    /**
     * The answer to a {@link RequestVote}.
     *
     * @param term the voter's term after it handled the request
     * @param requestTerm the term that was asked for, so that an answer can't be taken for another's
     */
    record VoteReply(NodeId from, long term, long requestTerm, boolean granted, boolean preVote) implements Message {}

    /** A leader asserts itself (§5.2); without entries it is a heartbeat. */
    record AppendEntries(NodeId from, long term) implements Message {}

    /**
     * The answer to {@link AppendEntries}.
     *
     * @param term the receiver's term after it handled the request
     * @param requestTerm the term of the leader that is answered
     */
    record AppendReply(NodeId from, long term, long requestTerm, boolean success) implements Message {}
}
