package io.faultline.checkers.clients;

import io.faultline.checkers.clients.Contradiction.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One key that is read, written, compared-and-set and deleted, where each value is written by one operation at most. */
final class Registers {
    private final String key;
    private final Map<Object, Operation> writers = new HashMap<>();
    private final Map<Object, Operation> takers = new HashMap<>();
    private final List<Operation> changes = new ArrayList<>();
    private final List<Operation> values = new ArrayList<>();
    private final Consumer<Contradiction> found;
    private final Latest lastChange;
    private final Latest lastValue;
    private boolean deletes;

    private Registers(String key, List<Operation> operations, Consumer<Contradiction> found) {
        this.key = key;
        this.found = found;
        operations.forEach(this::collect);
        this.lastChange = new Latest(changes, Operation::from);
        this.lastValue = new Latest(values, Operation::from);
    }

    static void examine(String key, List<Operation> operations, Consumer<Contradiction> found) {
        Registers register = new Registers(key, operations, found);
        for (Operation operation : operations) {
            if (operation.isOk() && operation.f().equals("read")) {
                register.seen(operation, operation.result());
            } else if (operation.isOk() && operation.f().equals("cas")) {
                register.compared(operation);
            }
        }
    }

    private void collect(Operation operation) {
        Object written = switch (operation.f()) {
            case "write" -> operation.argument();
            case "cas" -> ((List<?>) operation.argument()).get(1);
            default -> null;
        };
        boolean deleted = operation.f().equals("delete") || operation.f().equals("write") && written == null;
        deletes |= deleted && !operation.isFail();
        if (deleted) {
            changes.add(operation);
        } else if (written != null) {
            changes.add(operation);
            values.add(operation);
            // Written twice: then who reads it tells nothing.
            writers.merge(written, operation, (first, second) -> first.begin() == second.begin() ? first : AMBIGUOUS);
        }
    }

    private static final Operation AMBIGUOUS = new Operation("", "", null, null, null, null);

    /** A successful compare-and-set has seen the value it expected, and nobody else can take that value from there. */
    private void compared(Operation cas) {
        Object expected = ((List<?>) cas.argument()).get(0);
        seen(cas, expected);
        if (expected == null || writers.get(expected) == AMBIGUOUS) {
            return;
        }
        Operation other = takers.putIfAbsent(expected, cas);
        if (other != null) {
            found.accept(Contradiction.of(
                    Kind.INVENTED,
                    cas,
                    key + " was set from " + expected + " twice, by " + told(other) + " and by " + told(cas)
                            + ", but was given that value once at most",
                    other));
        }
    }

    private void seen(Operation seer, Object value) {
        if (value == null) {
            seenNothing(seer);
            return;
        }
        Operation writer = writers.get(value);
        if (writer == AMBIGUOUS) {
            return;
        }
        if (writer == null || writer.from() > seer.to()) {
            found.accept(Contradiction.of(
                    Kind.INVENTED, seer, told(seer) + " saw " + value + " in " + key + ", which nobody had written"));
        } else if (writer.isFail()) {
            found.accept(Contradiction.of(
                    Kind.INVENTED,
                    seer,
                    told(seer) + " saw " + value + " in " + key + ", but " + told(writer) + " was told to have failed",
                    writer));
        } else {
            Operation later = lastChange.before(seer.from());
            if (later != null && later.from() > writer.to()) {
                found.accept(Contradiction.of(
                        Kind.STALE,
                        seer,
                        told(seer) + " saw " + value + " in " + key + ", though " + told(later)
                                + " had changed it since " + told(writer),
                        writer,
                        later));
            }
        }
    }

    private void seenNothing(Operation seer) {
        Operation writer = lastValue.before(seer.from());
        if (!deletes && writer != null) {
            found.accept(Contradiction.of(
                    Kind.STALE, seer, told(seer) + " saw nothing in " + key + " after " + told(writer), writer));
        }
    }

    private static String told(Operation operation) {
        return "the " + operation.f() + " of process " + operation.begin().process() + " (event "
                + operation.begin().index() + ")";
    }
}
