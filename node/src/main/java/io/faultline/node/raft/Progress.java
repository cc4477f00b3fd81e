package io.faultline.node.raft;

/**
 * What a leader knows of one follower (Figure 2, nextIndex and matchIndex) and has under way to it.
 *
 * <p>It <em>probes</em> until the follower's log is known to hold the entry before the next; one message at a time. Then it
 * <em>streams</em>: messages follow each other without waiting for answers, a bounded number of them.
 */
final class Progress {
    final NodeId peer;
    private final long[] inFlight;
    private int inFlightStart;
    private int inFlightCount;

    long next;
    long match;
    long heardAt;
    long ackedRound;
    int unansweredRounds;
    private boolean probing = true;
    private boolean awaiting;

    /** The snapshot being sent, null when none is. */
    Snapshot snapshot;

    int snapshotOffset;
    private long snapshotRound;

    Progress(NodeId peer, long next, long now, int most) {
        this.peer = peer;
        this.next = next;
        this.heardAt = now;
        this.inFlight = new long[most];
    }

    /** Whether a message with entries may be sent now. */
    boolean mayStream() {
        return probing ? !awaiting : inFlightCount < inFlight.length;
    }

    boolean isProbing() {
        return probing;
    }

    /** Whether a probe or a piece of a snapshot is not answered yet. */
    boolean isAwaiting() {
        return awaiting;
    }

    void awaitsAnswer() {
        awaiting = true;
    }

    /** Entries up to there were sent. */
    void sent(long last) {
        if (probing) {
            awaiting = true;
        } else {
            inFlight[(inFlightStart + inFlightCount++) % inFlight.length] = last;
            next = last + 1;
        }
    }

    /** The follower holds the log up to there. */
    void matched(long index) {
        match = index;
        probing = false;
        // While a snapshot is under way it is a piece of it that is waited for.
        awaiting &= snapshot != null;
        next = Math.max(next, index + 1);
        while (inFlightCount > 0 && inFlight[inFlightStart] <= index) {
            inFlightStart = (inFlightStart + 1) % inFlight.length;
            inFlightCount--;
        }
    }

    /** What the follower holds before {@code newNext} is to be found out. */
    void probe(long newNext) {
        next = newNext;
        probing = true;
        awaiting = false;
        inFlightCount = 0;
    }

    /** Whether a refusal of that previous entry answers what was asked last, and not something before it. */
    boolean isCurrentRefusal(long previousIndex) {
        return probing ? previousIndex == next - 1 : previousIndex > match;
    }

    void startSnapshot(Snapshot toSend) {
        snapshot = toSend;
        snapshotOffset = 0;
        awaiting = false;
    }

    /**
     * The follower asks for the piece from there on. Each piece is sent once in a round, however often it is asked for, and an
     * earlier one only if the follower asks so in a later round: otherwise each duplicate would bring forth another.
     *
     * @param round the round of what is answered
     * @param now the current round
     */
    void nextPiece(int offset, long round, long now) {
        if (offset > snapshotOffset || offset < snapshotOffset && round > snapshotRound) {
            snapshotOffset = offset;
            snapshotRound = now;
            awaiting = false;
        }
    }

    void endSnapshot() {
        snapshot = null;
        awaiting = false;
    }
}
