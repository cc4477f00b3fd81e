package io.faultline.checkers.linearizability.model;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Epoch;
import io.faultline.checkers.linearizability.Model;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One key of a map, or one register: something that is read, written, deleted, compared and set, appended to, added to.
 *
 * <p>An append makes a list of nothing and is refused by anything else that is no list; so with add and numbers.
 *
 * @param operations those of these that this model has
 * @param origin what it holds at first
 */
record KeyValue(String name, Set<String> operations, Object origin) implements Model<Value> {
    static final Set<String> REGISTER = Set.of("read", "get", "write", "put");
    static final Set<String> CAS_REGISTER = Set.of("read", "get", "write", "put", "cas");
    static final Set<String> ALL = Set.of("read", "get", "write", "put", "delete", "cas", "append", "add");

    @Override
    public Value initial() {
        return new Value(origin);
    }

    @Override
    public Value step(Value state, Call call) {
        return switch (call.f()) {
            case "write", "put" -> new Value(call.argument());
            case "delete" -> Value.NOTHING;
            case "cas" -> compareAndSet(state, call);
            case "append" -> append(state, call);
            case "add" -> add(state, call);
            default -> call.isPending() || Objects.equals(state.value(), call.result()) ? state : null;
        };
    }

    private static Value compareAndSet(Value state, Call cas) {
        boolean equal = Objects.equals(state.value(), Arguments.expected(cas));
        if (Arguments.isRefused(cas)) {
            return equal ? null : state;
        }
        return equal ? new Value(Arguments.replacement(cas)) : null;
    }

    private static Value append(Value state, Call append) {
        if (state.value() != null && !(state.value() instanceof List)) {
            return null;
        }
        List<?> before = state.value() == null ? List.of() : (List<?>) state.value();
        List<Object> after = new ArrayList<>(before.size() + 1);
        after.addAll(before);
        after.add(append.argument());
        return new Value(Collections.unmodifiableList(after));
    }

    private static Value add(Value state, Call add) {
        if (state.value() != null && !(state.value() instanceof Long)) {
            return null;
        }
        long before = state.value() == null ? 0 : (Long) state.value();
        long delta = (Long) add.argument();
        long sum = before + delta;
        boolean overflows = ((before ^ sum) & (delta ^ sum)) < 0;
        return overflows ? null : new Value(sum);
    }

    @Override
    public boolean isRead(Call call) {
        return switch (call.f()) {
            case "read", "get" -> true;
            case "cas" ->
                Arguments.isRefused(call) || Objects.equals(Arguments.expected(call), Arguments.replacement(call));
            default -> false;
        };
    }

    @Override
    public Optional<String> objection(Call call) {
        Optional<String> unknown = Model.super.objection(call);
        if (unknown.isPresent()) {
            return unknown;
        }
        return switch (call.f()) {
            case "cas" -> Arguments.pair(call);
            case "add" -> Arguments.number(call);
            default -> Optional.empty();
        };
    }

    @Override
    public List<Epoch> epochs(Value initial, List<Call> calls, long horizon) {
        return ValueEpochs.of(initial.value(), calls, horizon);
    }

    @Override
    public long bytes(Value state) {
        return state.value() instanceof List<?> list ? 128 + 8L * list.size() : 64;
    }

    @Override
    public BitSet idle(List<Call> calls, long horizon) {
        return Unseen.ofValues(calls, horizon);
    }
}
