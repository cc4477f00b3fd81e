package io.faultline.checkers.clients;

import io.faultline.checkers.clients.Contradiction.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One key that is read, written, compared-and-set and deleted, where each value is written by one operation at most.
 *
 * <p>Such a value is there for one stretch of time. It begins no sooner than its write began, and no later than somebody saw
 * it; it is over for good once any change is known to have happened that began after that. So a write whose end nobody
 * knows counts as done from when its value was seen, and a compare-and-set whose own value was seen has seen what it
 * expected.
 */
final class Registers {
    private final Thing key;
    private final Contradiction.Findings findings;
    private final List<Operation> reads = new ArrayList<>();
    private final Map<Object, Change> values;
    /** For each read the change that wrote what it saw, null without one. */
    private Change[] seen;

    private final List<Change> changes = new ArrayList<>();
    private final List<Operation> removals = new ArrayList<>();
    private final List<Change> comparers = new ArrayList<>();

    private Latest<Change> lastChange;
    private Latest<Change> lastValue;
    private long[] removedUntil;

    /** A value that replaced another, or null that removed it. */
    private static final class Change {
        private final Operation by;
        private final Object value;
        /** By which event it is known to have happened, and who knows it. */
        private long known;

        private Operation witness;
        private boolean repeated;
        private Operation taker;

        Change(Operation by, Object value) {
            this.by = by;
            this.value = value;
            this.known = by.to();
            this.witness = by;
        }

        /** What was seen before anybody was asked to write it is another matter. */
        void seen(long event, Operation seer) {
            if (event < known && event > by.from()) {
                known = event;
                witness = seer;
            }
        }
    }

    private Registers(Thing key, Contradiction.Findings findings) {
        this.key = key;
        this.findings = findings;
        this.values = new HashMap<>(key.operations().size());
    }

    static void examine(Thing key, Contradiction.Findings findings) {
        Registers register = new Registers(key, findings);
        if (register.collect()) {
            register.learn();
            register.judge();
        }
    }

    private boolean collect() {
        for (Operation operation : key.operations()) {
            if (operation.is("read")) {
                if (operation.isOk()) {
                    reads.add(operation);
                }
            } else if (operation.is("cas") && !isPair(operation.argument())) {
                findings.doubt(operation.told() + " does not say what it expects in " + key + " and what it writes");
                return false;
            } else {
                collect(new Change(operation, written(operation)));
            }
        }
        return true;
    }

    private static boolean isPair(Object argument) {
        return argument instanceof List<?> pair && pair.size() == 2;
    }

    private static Object written(Operation operation) {
        return switch (operation.f()) {
            case "write" -> operation.argument();
            case "cas" -> ((List<?>) operation.argument()).get(1);
            default -> null;
        };
    }

    private static Object expected(Operation cas) {
        return ((List<?>) cas.argument()).get(0);
    }

    private void collect(Change change) {
        Operation by = change.by;
        if (change.value != null) {
            Change other = values.get(change.value);
            if (other == null || other.by.isFail()) {
                values.put(change.value, change);
            } else if (!by.isFail() && by.from() != other.by.from() && !other.repeated) {
                // Who sees it then tells nothing of when.
                other.repeated = true;
                findings.doubt(key + " was given " + change.value + " by " + other.by.told() + " and by " + by.told());
            }
        }
        if (by.isFail()) {
            return;
        }
        changes.add(change);
        if (change.value == null) {
            removals.add(by);
        }
        if (by.is("cas")) {
            comparers.add(change);
        }
    }

    /** The write of a value that tells something when it is seen; null for any other. */
    private Change telling(Object value) {
        return telling(value == null ? null : values.get(value));
    }

    private static Change telling(Change change) {
        return change == null || change.repeated || change.by.isFail() ? null : change;
    }

    /** By when each change is known to have happened. */
    private void learn() {
        seen = new Change[reads.size()];
        for (int i = 0; i < seen.length; i++) {
            Operation read = reads.get(i);
            seen[i] = read.result() == null ? null : values.get(read.result());
            Change telling = telling(seen[i]);
            if (telling != null) {
                telling.seen(read.to(), read);
            }
        }
        // The earliest first: then what a chain of compare-and-sets says of a value's time is said once.
        List<Change> chains = new ArrayList<>(comparers);
        chains.sort(Comparator.comparingLong(change -> change.known));
        for (Change last : chains) {
            Change change = last;
            while (change != null && change.known != Operation.NEVER && change.by.is("cas")) {
                Change before = telling(expected(change.by));
                boolean learned = before != null && change.known < before.known;
                if (learned) {
                    before.seen(change.known, change.by);
                }
                change = learned ? before : null;
            }
        }
        lastChange = new Latest<>(changes, change -> change.known, change -> change.by.from());
        List<Change> ofValues = new ArrayList<>(changes);
        ofValues.removeIf(change -> change.value == null);
        lastValue = new Latest<>(ofValues, change -> change.known, change -> change.by.from());
        removedUntil = new long[removals.size() + 1];
        removedUntil[0] = Long.MIN_VALUE;
        for (int i = 0; i < removals.size(); i++) {
            removedUntil[i + 1] = Math.max(removedUntil[i], removals.get(i).to());
        }
    }

    private void judge() {
        for (int i = 0; i < seen.length; i++) {
            seen(reads.get(i), reads.get(i).to(), reads.get(i).result(), seen[i]);
        }
        for (Change cas : comparers) {
            if (cas.known != Operation.NEVER) {
                Object expected = expected(cas.by);
                Change writer = expected == null ? null : values.get(expected);
                seen(cas.by, cas.known, expected, writer);
                taken(cas.by, telling(writer));
            }
        }
    }

    /**
     * @param until the event by which it was certainly seen
     * @param writer who wrote it, null when nobody did
     */
    private void seen(Operation seer, long until, Object value, Change writer) {
        if (value == null) {
            seenNothing(seer, until);
        } else if (writer == null) {
            findings.add(Kind.INVENTED, seer, () -> saw(seer, value) + ", which nobody had written");
        } else if (writer.by.isFail()) {
            findings.add(
                    Kind.INVENTED,
                    seer,
                    () -> saw(seer, value) + ", but " + writer.by.told() + " was told to have failed",
                    writer.by);
        } else if (writer.by.from() > until) {
            findings.add(
                    Kind.INVENTED,
                    seer,
                    () -> saw(seer, value) + " before " + writer.by.told() + " was asked to write it",
                    writer.by);
        } else if (!writer.repeated) {
            Change later = lastChange.before(seer.from());
            if (later != null && later.by.from() > writer.known) {
                findings.add(
                        Kind.STALE,
                        seer,
                        () -> saw(seer, value) + ", though " + later.by.told() + " had changed it since "
                                + writer.witness.told(),
                        writer.by,
                        writer.witness,
                        later.by,
                        later.witness);
            }
        }
    }

    /** Nothing is there only before the first value, or where a removal may have come after the last. */
    private void seenNothing(Operation seer, long until) {
        Change last = lastValue.before(seer.from());
        if (last != null && removedUntil[Operation.begunBefore(until, removals)] < last.by.from()) {
            findings.add(
                    Kind.STALE,
                    seer,
                    () -> seer.told() + " saw nothing in " + key + " after " + last.by.told(),
                    last.by,
                    last.witness);
        }
    }

    /** What was there once can be replaced once. */
    private void taken(Operation cas, Change from) {
        if (from == null) {
            return;
        }
        Operation other = from.taker;
        from.taker = cas;
        if (other != null) {
            findings.add(
                    Kind.INVENTED,
                    cas,
                    () -> key + " was set from " + from.value + " twice, by " + other.told() + " and by " + cas.told()
                            + ", but had that value once at most",
                    other);
        }
    }

    private String saw(Operation seer, Object value) {
        return seer.told() + (seer.is("cas") ? " found " : " saw ") + value + " in " + key;
    }
}
