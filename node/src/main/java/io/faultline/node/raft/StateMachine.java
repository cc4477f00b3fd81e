package io.faultline.node.raft;

/**
 * What the log drives: it makes of the same entries the same state on every node.
 *
 * <p>Deterministic, and without clock, thread or I/O. One node owns it.
 */
public interface StateMachine {
    /** What comes of a command or a query; the node only passes it on. */
    interface Result {}

    /**
     * Applies the next entry.
     *
     * @param index the entry's, one more than that of the last one applied
     * @param time the log's time there; never goes back
     */
    Result apply(long index, long time, Payload.Command command);

    /** Answers from the state as it is, and changes nothing. */
    Result query(Payload.Command command);

    /** A hash of the whole state, sessions included: equal states have equal ones, whichever way they came about. */
    long digest();

    /** The whole state as bytes; nothing of it is shared. */
    Bytes snapshot();

    /**
     * Replaces the whole state by that of a snapshot; an empty one stands for the beginning.
     *
     * @throws IllegalArgumentException when no state machine of this kind has written that
     */
    void restore(Bytes snapshot);
}
