package io.faultline.node.raft;

import java.util.List;

/** What a {@link NodeEvent} tells; one record per kind of event. */
public sealed interface Fact {
    /**
     * The node runs, with this configuration and this much log on disk.
     *
     * @param firstLogIndex the first entry the log may hold, 1 unless a snapshot made room
     * @param snapshot null without one
     */
    record Started(
            List<NodeId> members,
            Timing timing,
            boolean preVote,
            LogTail log,
            long firstLogIndex,
            SnapshotPoint snapshot)
            implements Fact {}

    /** A new election timeout was drawn, other than by a routine heartbeat. */
    record TimeoutDrawn(long timeout) implements Fact {}

    /** The node has entered the event's term. */
    record TermChanged() implements Fact {}

    /** The node gave its vote in the event's term; a candidate votes for itself. */
    record VoteGranted(NodeId candidate) implements Fact {}

    /** The node refused a vote. */
    record VoteRefused(NodeId candidate, long requestTerm, LogTail candidateLog) implements Fact {}

    /** The node asks whether it could win. */
    record PreCandidate() implements Fact {}

    /**
     * The node campaigns in the event's term.
     *
     * @param transfer whether at once, because the leader handed over to it
     */
    record Candidate(boolean transfer) implements Fact {
        /** A candidacy that the node came to by itself. */
        public Candidate() {
            this(false);
        }
    }

    /** The node leads the event's term, elected by these voters. */
    record Leader(NodeSet voters) implements Fact {}

    /**
     * The node has become a follower, or has learned whom it follows.
     *
     * @param leader the leader followed, or null while it is unknown
     * @param from the role before
     */
    record Follower(NodeId leader, Role from) implements Fact {}

    /** The driver's meter saw more requests to one peer in a second than the protocol allows. */
    record RpcRate(NodeId peer, String rpc, int count, long window, int limit) implements Fact {}

    /** The driver did not get to run for so long, up to this event: its machine or its disk held it up. */
    record Stalled(long nanos) implements Fact {}

    /** The disk failed or holds something unreadable; the node will not go on. */
    record StorageFailed(String reason) implements Fact {}

    /** The node has stopped in good order. */
    record Stopped() implements Fact {}

    /**
     * The log now holds these entries, durably.
     *
     * @param terms of the entries {@code from}, {@code from + 1} and so on; not to be changed
     * @param digests for each the digest of the log up to and including it; not to be changed
     */
    record Appended(long from, long[] terms, long[] digests) implements Fact {}

    /** The log no longer holds the entries from there on, durably. */
    record Truncated(long from) implements Fact {}

    /** The commit index is now that. */
    record Committed(long index) implements Fact {}

    /**
     * The state machine has applied these entries.
     *
     * @param digests for each entry from {@code from} on the digest of the state after it; not to be changed
     */
    record Applied(long from, long[] digests) implements Fact {}

    /** The node has a snapshot of its own state, durably. */
    record SnapshotTaken(SnapshotPoint snapshot) implements Fact {}

    /** A leader's snapshot has replaced the node's state and its log up to there, durably. */
    record SnapshotInstalled(SnapshotPoint snapshot) implements Fact {}

    /**
     * Another configuration is in force at this node.
     *
     * @param index the entry that holds it, 0 for the one the cluster began with
     */
    record ConfigChanged(long index, Configuration configuration) implements Fact {}

    /** What a snapshot stands for, and the digest of the state in it. */
    record SnapshotPoint(long index, long term, long digest) {}
}
