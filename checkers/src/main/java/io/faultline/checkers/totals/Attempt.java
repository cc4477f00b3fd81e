package io.faultline.checkers.totals;

import io.faultline.checkers.Evidence;
import io.faultline.checkers.history.OperationEvent;
import io.faultline.checkers.history.OperationType;
import java.util.List;
import java.util.TreeSet;

/**
 * What a client asked for and what came of it.
 *
 * @param end the event that ended it, null without one
 */
record Attempt(OperationEvent begin, OperationEvent end) {
    /** After all events. */
    static final long NEVER = Long.MAX_VALUE;

    String f() {
        return begin.f();
    }

    Object key() {
        return begin.key();
    }

    Object argument() {
        return begin.value();
    }

    /** What it told; only of one that succeeded. */
    Object result() {
        return end.value();
    }

    boolean isOk() {
        return end != null && end.type() == OperationType.OK;
    }

    boolean isFail() {
        return end != null && end.type() == OperationType.FAIL;
    }

    /** The event before which it had no effect. */
    long from() {
        return begin.index();
    }

    /** The event after which it has no further effect. */
    long to() {
        return isOk() ? end.index() : NEVER;
    }

    /** The attempt as a sentence names it. */
    String told() {
        return "the " + f() + " of process " + begin.process() + " (event " + begin.index() + ")";
    }

    /** A sentence about these. */
    static Evidence evidence(String why, Attempt... attempts) {
        TreeSet<Long> events = new TreeSet<>();
        for (Attempt attempt : attempts) {
            events.add(attempt.from());
            if (attempt.end != null) {
                events.add(attempt.end.index());
            }
        }
        return new Evidence(why, List.copyOf(events));
    }
}
