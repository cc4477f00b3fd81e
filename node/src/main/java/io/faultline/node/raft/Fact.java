package io.faultline.node.raft;

import java.util.List;

/** What a {@link NodeEvent} tells; one record per kind of event. */
public sealed interface Fact {
    /** The node runs, with this configuration and this much log on disk. */
    record Started(List<NodeId> members, Timing timing, boolean preVote, LogTail log) implements Fact {}

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

    /** The node campaigns in the event's term. */
    record Candidate() implements Fact {}

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
}
