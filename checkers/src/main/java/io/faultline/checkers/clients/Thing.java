package io.faultline.checkers.clients;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

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

    /** What is asked of it by one word. */
    private static final class Asked {
        private final String f;
        private long ok;

        Asked(String f) {
            this.f = f;
        }
    }

    private final Space space;
    private final Object name;
    private final List<Operation> operations = new ArrayList<>();
    /** Few: things are asked for the same again and again. */
    private final List<Asked> asked = new ArrayList<>(4);

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

    /** Takes the next one, in the order in which they were begun. */
    void add(Operation operation) {
        operations.add(operation);
        Asked word = find(operation.f());
        if (word == null) {
            word = new Asked(operation.f());
            asked.add(word);
        }
        word.ok += operation.isOk() ? 1 : 0;
    }

    private Asked find(String f) {
        for (int i = 0; i < asked.size(); i++) {
            if (asked.get(i).f.equals(f)) {
                return asked.get(i);
            }
        }
        return null;
    }

    boolean isAsked(String f) {
        return find(f) != null;
    }

    /** Whether it is asked for anything that this is true of. */
    boolean isAskedAny(Predicate<String> words) {
        return asked.stream().anyMatch(word -> words.test(word.f));
    }

    /** Whether anything that this is true of succeeded. */
    boolean isOkAny(Predicate<String> words) {
        return asked.stream().anyMatch(word -> word.ok > 0 && words.test(word.f));
    }

    /** How many of that name succeeded. */
    long ok(String f) {
        Asked word = find(f);
        return word == null ? 0 : word.ok;
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
