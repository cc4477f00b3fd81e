package io.faultline.node.raft;

import java.util.ArrayDeque;
import java.util.Optional;

/**
 * Linearizable reads of one leader without an entry in the log (§8, dissertation §6.4).
 *
 * <p>A read waits for two things: a round of heartbeats that was begun after it came and that a majority has answered, and
 * the state machine's coming up to the commit index of when it came. Reads that come while a round is out share the next.
 */
final class Reads {
    private static final int ROUNDS = 64;

    private record Pending(long id, Payload.Command query, long index, long round) {}

    private final ServerState state;
    private final ArrayDeque<Pending> pending = new ArrayDeque<>();
    private final long[] sentAt = new long[ROUNDS];
    private long begun;
    private long confirmed;
    private long confirmedAt;
    private boolean leaseGivenUp;

    Reads(ServerState state) {
        this.state = state;
    }

    int size() {
        return pending.size();
    }

    /** The round that messages of now belong to. */
    long round() {
        return begun;
    }

    /** A new round begins: all messages from now on count for it. */
    void begin() {
        begun++;
        sentAt[(int) (begun % ROUNDS)] = state.turn.now;
    }

    /** Whether a read waits for a round that is not begun, and none is out that must end first. */
    boolean wantsRound() {
        return !pending.isEmpty() && pending.getLast().round() > begun && confirmed == begun;
    }

    /** Whether a majority is known to have answered that round or a later one. */
    boolean isConfirmed(long round) {
        return round <= confirmed;
    }

    /** A majority has answered that round. */
    void confirm(long round) {
        if (round > confirmed) {
            confirmed = round;
            confirmedAt = state.turn.now;
        }
    }

    /**
     * Takes a read in.
     *
     * @param ownEntry the first entry of the leader's term
     */
    void add(Input.Read read, long ownEntry) {
        long index = state.rules.readNeedsOwnCommit() ? Math.max(state.commit, ownEntry) : state.commit;
        boolean needsRound = state.rules.readNeedsRound() && !leaseHolds();
        pending.addLast(new Pending(read.id(), read.query(), index, needsRound ? begun + 1 : 0));
    }

    private boolean leaseHolds() {
        return state.features().reads() == Features.ReadMode.LEASE
                && !leaseGivenUp
                && confirmed > 0
                && begun - confirmed < ROUNDS
                && state.rules.leaseHolds(
                        state.turn.now,
                        sentAt[(int) (confirmed % ROUNDS)],
                        confirmedAt,
                        state.timing().electionTimeoutMin());
    }

    /**
     * The lease is given up for the rest of the term: another node was asked to lead, and voters hear it although they hear
     * this one. Answers to later rounds bring no lease back, nor does a hand-over that failed, for the wish may still arrive.
     */
    void giveUpLease() {
        leaseGivenUp = true;
    }

    /** Answers what can be answered now. */
    void serve(StateMachine machine) {
        while (!pending.isEmpty()
                && pending.getFirst().round() <= confirmed
                && pending.getFirst().index() <= state.applied) {
            Pending read = pending.removeFirst();
            state.turn.answer(new Answer.Done(read.id(), state.applied, machine.query(read.query())));
        }
    }

    /** The leader leads no more, and can't know whether it did when the reads came. */
    void end() {
        for (Pending read : pending) {
            state.turn.answer(new Answer.NotLeader(read.id(), Optional.ofNullable(state.leader)));
        }
        pending.clear();
    }
}
