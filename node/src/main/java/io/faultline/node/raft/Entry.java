package io.faultline.node.raft;

/**
 * One entry of the log.
 *
 * @param term the term of the leader that made it, from 1
 * @param time the log's time in ns: never less than that of the entry before, and never a wall clock's (see
 *     {@link RaftLog}); what expires by it expires at the same entry on every node
 */
public record Entry(long term, long time, Payload payload) {
    /** What an entry takes besides its payload: term, time, kind, length. */
    private static final int OVERHEAD = 8 + 8 + 1 + 4;

    /** A hash of all of it. */
    long hash() {
        return Digests.mix(Digests.mix(term, time), payload.hash());
    }

    /** How many bytes it takes on the wire, roughly. */
    public int size() {
        return OVERHEAD + payload.size();
    }
}
