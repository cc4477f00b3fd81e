package io.faultline.nemesis.fault;

/**
 * A place between two steps of a node's turn at which it can be made to crash.
 *
 * <p>Only turns that do the step count as passings: the first three count turns that have something
 * to persist (a vote, a term, entries), {@link #BEFORE_APPLY} those that have entries to apply. So
 * heartbeats do not use up an n-th passing before the first vote.
 */
public enum Point {
    /** Decided what to persist, nothing written yet. */
    BEFORE_PERSIST,
    /** Written and synced, nothing sent yet. */
    AFTER_PERSIST,
    /** Written, and sent what depended on it. */
    AFTER_SEND,
    /** Sent; committed entries not yet applied. */
    BEFORE_APPLY
}
