package io.faultline.checkers.linearizability.model;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Epoch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The epochs of a register: each value that one call only can have left is there once, and everybody who finds it finds it then.
 *
 * <p>This is what makes registers of distinct values easy (P. B. Gibbons, E. Korach, "Testing shared memories", 1997), used
 * for those values that are distinct.
 */
final class ValueEpochs {
    private static final int NOBODY = -1;

    /** A list that ends in this element, as it is there right after the element was appended. */
    private record Last(Object element) {}

    /** Who leaves one value, and who finds it. */
    private static final class Found {
        private int writer = NOBODY;
        private int writers;
        private boolean happened;
        private boolean distinct;
        /** The value a cas replaced by this one, if that is how it came. */
        private Object replaced;
        /** Whether it is said to have replaced two values. */
        private boolean mixed;

        /** How many are known to have replaced it, and by what. */
        private int replacers;

        private Object successor;
        private long first = Call.NEVER;
        private long last = Long.MIN_VALUE;

        void add(Call call, boolean returns) {
            first = Math.min(first, returns ? call.end() : Call.NEVER);
            last = Math.max(last, call.invoke());
        }
    }

    private final Object origin;
    private final long horizon;
    private final Map<Object, Found> values = new LinkedHashMap<>();
    private boolean appends;
    /** Whether lists come about otherwise than by appending. */
    private boolean lists;

    private boolean adds;

    private ValueEpochs(Object origin, long horizon) {
        this.origin = origin;
        this.horizon = horizon;
    }

    /** The epochs of these calls on one key that held that at first. */
    static List<Epoch> of(Object origin, List<Call> calls, long horizon) {
        ValueEpochs epochs = new ValueEpochs(origin, horizon);
        for (int i = 0; i < calls.size(); i++) {
            epochs.add(i, calls.get(i));
        }
        return epochs.epochs();
    }

    private void add(int place, Call call) {
        switch (call.f()) {
            case "write", "put" -> left(place, call, call.argument());
            case "cas" -> cas(place, call);
            case "append" -> {
                appends = true;
                left(place, call, new Last(call.argument()));
            }
            case "add" -> adds = true;
            case "read", "get" -> read(call);
            default -> {}
        }
    }

    /** Of a list each element but the first came right after the one before it. */
    private void read(Call read) {
        if (!(read.result() instanceof List<?> list) || list.isEmpty()) {
            found(read, read.result());
        } else if (read.end() <= horizon) {
            found(read, new Last(list.get(list.size() - 1)));
            for (int i = 1; i < list.size(); i++) {
                follows(new Last(list.get(i)), new Last(list.get(i - 1)));
            }
        }
    }

    private void follows(Last element, Last before) {
        Found one = of(element);
        one.happened = true;
        one.mixed |= one.replaced != null && !one.replaced.equals(before);
        one.replaced = before;
        of(before).happened = true;
    }

    private Found of(Object value) {
        return values.computeIfAbsent(value, anew -> new Found());
    }

    private void cas(int place, Call cas) {
        if (Arguments.isRefused(cas)) {
            return;
        }
        found(cas, Arguments.expected(cas));
        if (!Objects.equals(Arguments.expected(cas), Arguments.replacement(cas))) {
            left(place, cas, Arguments.replacement(cas));
            of(Arguments.replacement(cas)).replaced = Arguments.expected(cas);
        }
    }

    private void left(int place, Call call, Object value) {
        lists |= value instanceof List;
        Found one = of(value);
        one.writer = place;
        one.writers++;
        one.happened |= call.end() <= horizon;
        one.add(call, call.end() <= horizon);
    }

    private void found(Call call, Object value) {
        if (call.end() <= horizon) {
            Found one = of(value);
            one.happened = true;
            one.add(call, true);
        }
    }

    private List<Epoch> epochs() {
        values.forEach((value, one) -> one.distinct = one.writers == 1 && one.happened && isOnlyWritten(value));
        values.forEach(this::link);
        List<Epoch> epochs = new ArrayList<>();
        for (Found one : values.values()) {
            if (one.distinct && !isLinked(one)) {
                addBlock(one, epochs);
            }
        }
        return epochs;
    }

    /** A cas that happened between two distinct values makes one follow the other at once. */
    private void link(Object value, Found one) {
        Found before = one.replaced == null ? null : values.get(one.replaced);
        if (one.distinct && before != null && before.distinct) {
            before.replacers += one.mixed ? 2 : 1;
            before.successor = value;
        }
    }

    /** Whether it continues a block; of a value that was replaced twice, which can't be, blocks are not made. */
    private boolean isLinked(Found one) {
        Found before = one.replaced == null ? null : values.get(one.replaced);
        return before != null && before.distinct && before.replacers == 1 && !one.mixed;
    }

    private void addBlock(Found head, List<Epoch> epochs) {
        long first = Call.NEVER;
        long last = Long.MIN_VALUE;
        for (Found one = head; one != null; one = next(one)) {
            first = Math.min(first, one.first);
            last = Math.max(last, one.last);
        }
        int rank = 0;
        for (Found one = head; one != null; one = next(one)) {
            epochs.add(new Epoch(null, one.writer, head.writer, rank++, first, last));
        }
    }

    private Found next(Found one) {
        return one.replacers == 1 ? values.get(one.successor) : null;
    }

    /** Nothing, and what was there at first, needs no writer; lists and sums may have come about otherwise. */
    private boolean isOnlyWritten(Object value) {
        return value != null
                && !value.equals(origin)
                && !(appends && value instanceof List)
                && !(value instanceof Last && (lists || origin instanceof List))
                && !(adds && value instanceof Long);
    }
}
