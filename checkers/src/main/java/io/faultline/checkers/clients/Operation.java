package io.faultline.checkers.clients;

import io.faultline.checkers.history.OperationEvent;
import io.faultline.checkers.history.OperationType;
import java.util.List;

/**
 * What one client asked for and what came of it.
 *
 * @param f what was done; a step of a transaction counts as an operation with the transaction's begin and end
 * @param argument what it was asked with
 * @param result what it told, null if nothing
 * @param end the event that ended it, null without one
 * @param how its end came about, null without one
 * @param from the event before which it had no effect
 * @param to the event after which it has no further effect; beyond all events unless it is known to have ended
 */
record Operation(
        String f,
        Object argument,
        Object result,
        OperationEvent begin,
        OperationEvent end,
        OperationType how,
        long from,
        long to) {
    /** After all events. */
    static final long NEVER = Long.MAX_VALUE;

    /** The operation between these events; what is asked of each most often is looked up in them once. */
    Operation(String f, Object argument, Object result, OperationEvent begin, OperationEvent end) {
        this(
                f,
                argument,
                result,
                begin,
                end,
                end == null ? null : end.type(),
                begin.index(),
                end != null && end.type() == OperationType.OK ? end.index() : NEVER);
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
        return "the " + f + " of process " + begin.process() + " (event " + begin.index() + ")";
    }

    /** How many of these, which stand in the order in which they began, had begun before that event. */
    static int begunBefore(long event, List<Operation> inOrder) {
        return Ascending.below(
                event, inOrder.size(), place -> inOrder.get(place).from());
    }
}
