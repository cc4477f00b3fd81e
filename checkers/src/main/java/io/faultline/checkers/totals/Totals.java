package io.faultline.checkers.totals;

import io.faultline.checkers.Checker;
import java.util.List;
import java.util.Optional;

/** The door of this package: its checkers, by name. */
public final class Totals {
    private static final List<Checker> ALL = List.of(
            new SetTotal(),
            new SetFull(),
            new QueueTotal(),
            new CounterBounds(),
            new UniqueIds(),
            new Bank(),
            new LongFork(),
            new Monotonic());

    private Totals() {}

    /** All of them, in the order a help text shows them. */
    public static List<Checker> all() {
        return ALL;
    }

    /** The one with this name; empty when there is none. */
    public static Optional<Checker> named(String name) {
        return ALL.stream().filter(checker -> checker.name().equals(name)).findFirst();
    }
}
