package io.faultline.checkers.linearizability.model;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Model;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A bag: elements come out in any order.
 *
 * <p>A pending dequeue took anything. So a state is the set of all contents the bag may have, and a call that fits none of
 * them can't happen.
 *
 * @param start its elements at first
 */
record UnorderedQueue(List<Object> start) implements Model<Set<Map<String, Integer>>> {
    private static final Set<String> OPERATIONS = Set.of("enqueue", "dequeue");

    @Override
    public String name() {
        return "unordered-queue";
    }

    @Override
    public Set<String> operations() {
        return OPERATIONS;
    }

    @Override
    public Set<Map<String, Integer>> initial() {
        Map<String, Integer> bag = Map.of();
        for (Object element : start) {
            bag = with(bag, text(element), 1);
        }
        return Set.of(bag);
    }

    @Override
    public Object origin() {
        return start.isEmpty() ? null : start;
    }

    @Override
    public Set<Map<String, Integer>> step(Set<Map<String, Integer>> state, Call call) {
        Set<Map<String, Integer>> after = new LinkedHashSet<>();
        for (Map<String, Integer> bag : state) {
            if (call.is("enqueue")) {
                after.add(with(bag, text(call.argument()), 1));
            } else if (call.isPending()) {
                bag.keySet().forEach(element -> after.add(with(bag, element, -1)));
            } else if (call.result() == null ? bag.isEmpty() : bag.containsKey(text(call.result()))) {
                after.add(call.result() == null ? bag : with(bag, text(call.result()), -1));
            }
        }
        return after.isEmpty() ? null : Collections.unmodifiableSet(after);
    }

    /** Numbers and texts that look the same are two elements. */
    private static String text(Object element) {
        return element instanceof String ? '"' + element.toString() + '"' : String.valueOf(element);
    }

    private static Map<String, Integer> with(Map<String, Integer> bag, String element, int more) {
        Map<String, Integer> after = new TreeMap<>(bag);
        after.merge(element, more, (a, b) -> a + b == 0 ? null : a + b);
        return Collections.unmodifiableMap(after);
    }

    /** One that finds the bag empty may still tell which of its contents it had: it changes what is known. */
    @Override
    public boolean isRead(Call call) {
        return false;
    }

    @Override
    public Optional<String> objection(Call call) {
        return call.is("enqueue") ? Arguments.element(call) : Model.super.objection(call);
    }

    @Override
    public String show(Set<Map<String, Integer>> state) {
        return state.size() == 1 ? state.iterator().next().toString() : "one of " + state;
    }

    @Override
    public long bytes(Set<Map<String, Integer>> state) {
        long bytes = 128;
        for (Map<String, Integer> bag : state) {
            bytes += 96 + 64L * bag.size();
        }
        return bytes;
    }

    @Override
    public BitSet idle(List<Call> calls, long horizon) {
        return Unseen.ofElements("enqueue", calls, horizon);
    }
}
