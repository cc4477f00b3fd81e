package io.faultline.checkers.clients;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One key, queue or lock, and all that was asked of it, in the order in which it was begun.
 *
 * <p>Keys, queues and locks are three name spaces: what has the same name in two of them is two things.
 */
final class Thing {
    /** The three name spaces. */
    enum Space {
        KEY,
        QUEUE,
        LOCK
    }

    private final Space space;
    private final Object name;
    private final List<Operation> operations = new ArrayList<>();
    private long lookedAtFrom;

    Thing(Space space, Object name) {
        this.space = space;
        this.name = name;
    }

    Space space() {
        return space;
    }

    List<Operation> operations() {
        return operations;
    }

    boolean isAsked(String f) {
        for (Operation operation : operations) {
            if (operation.is(f)) {
                return true;
            }
        }
        return false;
    }

    /** From this event on a look at it is a look at the end. */
    long lookedAtFrom() {
        return lookedAtFrom;
    }

    void lookedAtFrom(long event) {
        lookedAtFrom = event;
    }

    @Override
    public String toString() {
        return name == null ? "the only " + space.name().toLowerCase(Locale.ROOT) : String.valueOf(name);
    }
}
