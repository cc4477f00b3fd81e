package io.faultline.checkers.linearizability.model;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Epoch;
import io.faultline.checkers.linearizability.Model;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * All keys of a map at once, with transactions over several of them.
 *
 * <p>A transaction is a list of steps {@code ["r", key, value]}, {@code ["w", key, value]}, {@code ["append", key, element]},
 * and its result the same list with what was read.
 *
 * @param origin what the keys hold at first, by the text of the key; null for nothing
 */
record MultiRegister(Map<String, Object> origin) implements Model<Map<String, Object>> {
    static final String NAME = "multi-register";

    private static final Set<String> OPERATIONS =
            Set.of("read", "get", "write", "put", "delete", "cas", "append", "add", "txn");
    private static final Set<String> STEPS = Set.of("r", "w", "append");
    private static final int PARTS = 3;
    private static final KeyValue ONE = new KeyValue(NAME, KeyValue.ALL, null);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> operations() {
        return OPERATIONS;
    }

    @Override
    public Map<String, Object> initial() {
        return origin == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(origin));
    }

    /** All keys are one thing. */
    @Override
    public Object part(Call call) {
        return null;
    }

    @Override
    public Map<String, Object> step(Map<String, Object> state, Call call) {
        if (!call.is("txn")) {
            return one(state, call.key(), call);
        }
        List<?> asked = (List<?>) call.argument();
        Map<String, Object> now = state;
        for (int i = 0; i < asked.size() && now != null; i++) {
            now = one(now, ((List<?>) asked.get(i)).get(1), operation(call, i));
        }
        return now;
    }

    private static Map<String, Object> one(Map<String, Object> state, Object key, Call call) {
        String name = String.valueOf(key);
        Object before = state.get(name);
        Value after = ONE.step(new Value(before), call);
        if (after == null) {
            return null;
        }
        if (Objects.equals(before, after.value())) {
            return state;
        }
        Map<String, Object> changed = new TreeMap<>(state);
        if (after.value() == null) {
            changed.remove(name);
        } else {
            changed.put(name, after.value());
        }
        return Collections.unmodifiableMap(changed);
    }

    /** The step at that place as a call of its own; what a pending transaction read is not known. */
    private static Call operation(Call txn, int place) {
        List<?> step = (List<?>) ((List<?>) txn.argument()).get(place);
        return switch ((String) step.get(0)) {
            case "w" -> with(txn, "write", step, step.get(2), null);
            case "append" -> with(txn, "append", step, step.get(2), null);
            default -> with(txn, "read", step, null, txn.isPending() ? null : told(txn, place));
        };
    }

    private static Object told(Call txn, int place) {
        return ((List<?>) ((List<?>) txn.result()).get(place)).get(2);
    }

    private static Call with(Call txn, String f, List<?> step, Object argument, Object result) {
        return new Call(txn.process(), f, step.get(1), argument, result, txn.invoke(), txn.end(), txn.fate());
    }

    @Override
    public boolean isRead(Call call) {
        if (!call.is("txn")) {
            return ONE.isRead(call);
        }
        for (Object step : (List<?>) call.argument()) {
            if (!((List<?>) step).get(0).equals("r")) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Optional<String> objection(Call call) {
        if (!call.is("txn")) {
            return ONE.objection(call);
        }
        if (!isSteps(call.argument())) {
            return Optional.of(call.told() + " has no list of steps as its argument");
        }
        boolean told = call.isPending()
                || isSteps(call.result()) && ((List<?>) call.result()).size() == ((List<?>) call.argument()).size();
        return told ? Optional.empty() : Optional.of(call.told() + " does not tell what came of each of its steps");
    }

    private static boolean isSteps(Object steps) {
        if (!(steps instanceof List<?> list)) {
            return false;
        }
        for (Object step : list) {
            if (!(step instanceof List<?> parts) || parts.size() != PARTS || !isKind(parts.get(0))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isKind(Object kind) {
        return kind instanceof String name && STEPS.contains(name);
    }

    /** Only the keys it is about. */
    @Override
    public String show(Map<String, Object> state, Call call) {
        Map<String, Object> some = new TreeMap<>();
        if (call.is("txn")) {
            ((List<?>) call.argument()).forEach(step -> show(state, ((List<?>) step).get(1), some));
        } else {
            show(state, call.key(), some);
        }
        return some.toString();
    }

    private static void show(Map<String, Object> state, Object key, Map<String, Object> some) {
        some.put(String.valueOf(key), state.get(String.valueOf(key)));
    }

    /** Key by key, for keys that no transaction touches. */
    @Override
    public List<Epoch> epochs(Map<String, Object> initial, List<Call> calls, long horizon) {
        Map<String, List<Integer>> places = new TreeMap<>();
        Set<String> shared = new HashSet<>();
        for (int i = 0; i < calls.size(); i++) {
            Call call = calls.get(i);
            if (call.is("txn")) {
                ((List<?>) call.argument()).forEach(step -> shared.add(String.valueOf(((List<?>) step).get(1))));
            } else {
                places.computeIfAbsent(String.valueOf(call.key()), anew -> new ArrayList<>())
                        .add(i);
            }
        }
        List<Epoch> all = new ArrayList<>();
        places.forEach((key, some) -> {
            if (!shared.contains(key)) {
                List<Call> ofKey = some.stream().map(calls::get).toList();
                for (Epoch epoch : ValueEpochs.of(initial.get(key), ofKey, horizon)) {
                    all.add(new Epoch(
                            key,
                            some.get(epoch.call()),
                            some.get(epoch.block()),
                            epoch.rank(),
                            epoch.first(),
                            epoch.last()));
                }
            }
        });
        return all;
    }

    @Override
    public long bytes(Map<String, Object> state) {
        return 96 + 48L * state.size();
    }
}
