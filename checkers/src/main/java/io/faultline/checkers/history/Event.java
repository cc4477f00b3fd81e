package io.faultline.checkers.history;

/**
 * One line of a history.
 *
 * <p>Every event has its place in the one total order ({@link #index()}, from 0 without gaps) and the moment it
 * happened ({@link #time()}, nanoseconds since the trial began, never decreasing along the order). Events are values:
 * two equal events are written as the same bytes.
 */
public sealed interface Event permits OperationEvent, NodeEvent, FaultEvent, ConditionEvent, PhaseEvent {

    /** The place of this event in its history, from 0. */
    long index();

    /** When it happened, in nanoseconds since the trial began. */
    long time();
}
