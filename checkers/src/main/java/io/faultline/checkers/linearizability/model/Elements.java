package io.faultline.checkers.linearizability.model;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Model;
import io.faultline.checkers.linearizability.Packed;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A set: {@code add} and {@code remove} may tell whether they changed it, {@code contains} tells whether an element is in it,
 * {@code read} tells all of them in any order.
 *
 * @param start what is in it at first
 */
record Elements(Set<Object> start) implements Model<Set<Object>> {
    private static final Set<String> OPERATIONS = Set.of("add", "remove", "contains", "read");

    @Override
    public String name() {
        return "set";
    }

    @Override
    public Set<String> operations() {
        return OPERATIONS;
    }

    @Override
    public Set<Object> initial() {
        return start;
    }

    @Override
    public Object origin() {
        return start.isEmpty() ? null : List.copyOf(start);
    }

    @Override
    public Set<Object> step(Set<Object> state, Call call) {
        boolean in = state.contains(call.argument());
        return switch (call.f()) {
            case "add" -> Boolean.valueOf(in).equals(tells(call)) ? null : in ? state : with(state, call.argument());
            case "remove" ->
                Boolean.valueOf(!in).equals(tells(call)) ? null : in ? without(state, call.argument()) : state;
            case "contains" -> call.isPending() || call.result().equals(in) ? state : null;
            default -> call.isPending() || isAll(state, (Collection<?>) call.result()) ? state : null;
        };
    }

    /** Whether it changed the set, null when it does not tell; some tell their element instead, which may be a truth value. */
    static Boolean tells(Call change) {
        return change.result() instanceof Boolean changed && !(change.argument() instanceof Boolean) ? changed : null;
    }

    private static boolean isAll(Set<Object> state, Collection<?> told) {
        return told == null ? state.isEmpty() : told.size() == state.size() && state.equals(new HashSet<>(told));
    }

    private static Set<Object> with(Set<Object> state, Object element) {
        Set<Object> more = new LinkedHashSet<>(state);
        more.add(element);
        return Collections.unmodifiableSet(more);
    }

    private static Set<Object> without(Set<Object> state, Object element) {
        Set<Object> fewer = new LinkedHashSet<>(state);
        fewer.remove(element);
        return Collections.unmodifiableSet(fewer);
    }

    @Override
    public boolean isRead(Call call) {
        return switch (call.f()) {
            case "read", "contains" -> true;
            default -> Boolean.FALSE.equals(tells(call));
        };
    }

    @Override
    public Optional<String> objection(Call call) {
        if (!call.isPending() && call.is("contains") && !(call.result() instanceof Boolean)) {
            return Optional.of(call.told() + " tells neither true nor false, but " + call.result());
        }
        if (!call.isPending() && call.is("read") && call.result() != null && !(call.result() instanceof Collection)) {
            return Optional.of(call.told() + " tells no list of elements, but " + call.result());
        }
        return call.is("read") ? Optional.empty() : Model.super.objection(call).or(() -> Arguments.element(call));
    }

    @Override
    public Optional<Packed<Set<Object>>> packed(Set<Object> initial, List<Call> calls) {
        return PackedSet.of(initial, calls);
    }

    @Override
    public long bytes(Set<Object> state) {
        return 128 + 56L * state.size();
    }
}
