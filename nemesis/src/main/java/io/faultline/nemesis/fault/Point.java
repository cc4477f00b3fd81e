package io.faultline.nemesis.fault;

/** A place between two steps of a node's turn at which it can be made to crash. */
public enum Point {
    /** Decided, nothing written yet. */
    BEFORE_PERSIST,
    /** Written and synced, nothing sent yet. */
    AFTER_PERSIST,
    /** Written and sent. */
    AFTER_SEND,
    /** Sent; committed entries not yet applied. */
    BEFORE_APPLY
}
