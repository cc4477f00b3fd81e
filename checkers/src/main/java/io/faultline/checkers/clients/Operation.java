package io.faultline.checkers.clients;

import io.faultline.checkers.history.ClientEvents;
import io.faultline.checkers.history.OperationType;
import java.util.List;

/**
 * What one client asked for and what came of it.
 *
 * @param f what was done; a step of a transaction counts as an operation with the transaction's begin and end
 * @param argument what it was asked with
 * @param result what it told, null if nothing
 * @param events those of the history
 * @param begin the position of its begin among them
 * @param end that of its end, {@link ClientEvents#NONE} without one
 * @param how its end came about, null without one
 * @param from the event before which it had no effect
 * @param to the event after which it has no further effect; beyond all events unless it is known to have ended
 */
record Operation(
        String f,
        Object argument,
        Object result,
        ClientEvents events,
        int begin,
        int end,
        OperationType how,
        long from,
        long to) {
    /** After all events. */
    static final long NEVER = Long.MAX_VALUE;

    /** The operation between these events; what is asked of each most often is looked up in them once. */
    Operation(String f, Object argument, Object result, ClientEvents events, int begin, int end) {
        this(
                f,
                argument,
                result,
                events,
                begin,
                end,
                end == ClientEvents.NONE ? null : events.type(end),
                events.index(begin),
                end != ClientEvents.NONE && events.type(end) == OperationType.OK ? events.index(end) : NEVER);
    }

    /** What it was done to. */
    Object key() {
        return events.key(begin);
    }

    long process() {
        return events.process(begin);
    }

    /** When it began. */
    long beginTime() {
        return events.time(begin);
    }

    /** Whether it is known to have ended in some way. */
    boolean hasEnd() {
        return end != ClientEvents.NONE;
    }

    /** The event that ended it, only where it {@link #hasEnd has one}. */
    long endIndex() {
        return events.index(end);
    }

    /** When it ended, only where it {@link #hasEnd has an end}. */
    long endTime() {
        return events.time(end);
    }

    /** It took effect between its begin and its end. */
    boolean isOk() {
        return how == OperationType.OK;
    }

    /** It had no effect. */
    boolean isFail() {
        return how == OperationType.FAIL;
    }

    boolean is(String name) {
        return f.equals(name);
    }

    /** The operation as a sentence names it. */
    String told() {
        return "the " + f + " of process " + process() + " (event " + from + ")";
    }

    /** How many of these, which stand in the order in which they began, had begun before that event. */
    static int begunBefore(long event, List<Operation> inOrder) {
        return Ascending.below(
                event, inOrder.size(), place -> inOrder.get(place).from());
    }
}
