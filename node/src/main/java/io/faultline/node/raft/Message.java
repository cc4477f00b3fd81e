package io.faultline.node.raft;

import java.util.List;

/** What one node says to another: the halves of the RPCs of Figures 2 and 13. */
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
     * @param transfer whether the leader itself asked the candidate to campaign, so that hearing from that leader is no
     *     reason to refuse (dissertation §3.10)
     */
    record RequestVote(NodeId from, long term, LogTail log, boolean preVote, boolean transfer) implements Message {}

    /**
     * The answer to a {@link RequestVote}.
     *
     * @param term the voter's term after it handled the request
     * @param requestTerm the term that was asked for, so that an answer can't be taken for another's
     */
    record VoteReply(NodeId from, long term, long requestTerm, boolean granted, boolean preVote) implements Message {}

    /**
     * A leader asserts itself and replicates its log (§5.3); without entries and without a question for a read it is a
     * heartbeat.
     *
     * @param previous the entry just before the new ones
     * @param entries the new ones, empty in a heartbeat
     * @param commit the leader's commit index
     * @param round counts the leader's rounds of heartbeats in this term; comes back in the reply, so that a read knows
     *     that a majority followed the leader after it was asked for (§8)
     * @param probe whether it is sent ahead of the heartbeat's time, to answer a read
     */
    record AppendEntries(
            NodeId from, long term, LogTail previous, List<Entry> entries, long commit, long round, boolean probe)
            implements Message {
        /** Whether it only says that the leader is alive, which has a pace of its own. */
        public boolean isHeartbeat() {
            return entries.isEmpty() && !probe;
        }
    }

    /**
     * The answer to {@link AppendEntries}.
     *
     * @param term the receiver's term after it handled the request
     * @param requestTerm the term of the leader that is answered
     * @param success whether the receiver's log holds the previous entry, and so the new ones now
     * @param previousIndex index of the request's previous entry, so that an answer can't be taken for another's
     * @param index on success the last entry known to agree with the leader's log; on refusal the first that the leader
     *     should try as the next: that of the conflicting term, or one behind the log's end (the lab's fast back-up)
     * @param conflictTerm on refusal the term of the entry in the place of the previous one, 0 when there is none
     * @param round that of the request
     */
    record AppendReply(
            NodeId from,
            long term,
            long requestTerm,
            boolean success,
            long previousIndex,
            long index,
            long conflictTerm,
            long round)
            implements Message {}

    /**
     * A leader sends a piece of its snapshot to a follower that needs entries which are gone (Figure 13).
     *
     * @param meta what the snapshot stands for
     * @param offset where the piece belongs in the data
     * @param size how long the data is in all
     * @param round as in {@link AppendEntries}
     */
    record InstallSnapshot(NodeId from, long term, Snapshot.Meta meta, int offset, int size, Bytes piece, long round)
            implements Message {
        /** Whether it is the last piece. */
        public boolean isLast() {
            return offset + piece.length() == size;
        }
    }

    /**
     * The answer to {@link InstallSnapshot}.
     *
     * @param requestTerm the term of the leader that is answered
     * @param snapshotIndex the index of the snapshot that is answered
     * @param next the offset the receiver needs next; the snapshot's size once it has it all or needs none of it
     * @param installed whether the receiver's log now holds all that the snapshot stands for
     */
    record SnapshotReply(
            NodeId from, long term, long requestTerm, long snapshotIndex, int next, boolean installed, long round)
            implements Message {}

    /** A leader that hands over asks the receiver to campaign at once (dissertation §3.10). */
    record TimeoutNow(NodeId from, long term) implements Message {}
}
