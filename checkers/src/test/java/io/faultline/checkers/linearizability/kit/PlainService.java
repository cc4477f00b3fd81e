package io.faultline.checkers.linearizability.kit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Everything the models speak of, done by plain code that shares nothing with them. */
final class PlainService {
    /** What the state does not allow. */
    static final Object REFUSED = new Object();

    private final String model;
    private final Map<Object, Object> values = new LinkedHashMap<>();
    private final List<Object> elements = new ArrayList<>();
    private final Set<Object> set = new LinkedHashSet<>();
    private Object owner;
    private long token;
    private long free;
    private long sum;

    PlainService(String model, Object initial) {
        this.model = model;
        switch (model) {
            case "register", "cas-register", "kv" -> values.put("x", initial);
            case "semaphore" -> free = (Long) initial;
            default -> {}
        }
    }

    /** What the operation tells, or {@link #REFUSED}. */
    Object apply(long process, String f, Object key, Object argument) {
        return switch (model) {
            case "register", "cas-register", "kv", "multi-register" -> map(f, key, argument);
            case "mutex", "owner-lock", "fenced-lock" -> lock(f, argument == null ? (Object) process : argument);
            case "semaphore" -> permits(f, argument == null ? 1 : (Long) argument);
            case "counter" -> f.equals("add") ? add((Long) argument) : (Object) sum;
            case "set" -> set(f, argument);
            default -> container(f, argument);
        };
    }

    /** What a key holds now. */
    Object value(Object key) {
        return values.get(key);
    }

    private Object map(String f, Object key, Object argument) {
        switch (f) {
            case "write", "put" -> values.put(key, argument);
            case "delete" -> values.remove(key);
            case "append" -> {
                List<Object> longer = new ArrayList<>();
                if (values.get(key) != null && !(values.get(key) instanceof List)) {
                    return REFUSED;
                }
                longer.addAll(values.get(key) == null ? List.of() : (List<?>) values.get(key));
                longer.add(argument);
                values.put(key, Collections.unmodifiableList(longer));
            }
            case "add" -> {
                if (values.get(key) != null && !(values.get(key) instanceof Long)) {
                    return REFUSED;
                }
                values.put(key, (values.get(key) == null ? 0 : (Long) values.get(key)) + (Long) argument);
            }
            case "cas" -> {
                List<?> pair = (List<?>) argument;
                if (!Objects.equals(values.get(key), pair.get(0))) {
                    return REFUSED;
                }
                values.put(key, pair.get(1));
            }
            case "txn" -> {
                return transact((List<?>) argument);
            }
            default -> {
                return values.get(key);
            }
        }
        return argument;
    }

    private Object transact(List<?> steps) {
        List<Object> told = new ArrayList<>();
        for (Object one : steps) {
            List<?> step = (List<?>) one;
            if (step.get(0).equals("r")) {
                told.add(Arrays.asList("r", step.get(1), values.get(step.get(1))));
            } else {
                values.put(step.get(1), step.get(2));
                told.add(step);
            }
        }
        return told;
    }

    private Object lock(String f, Object who) {
        boolean mine = model.equals("mutex") ? owner != null : who.equals(owner);
        if (f.equals("release")) {
            if (!mine) {
                return REFUSED;
            }
            owner = null;
            return null;
        }
        if (mine && model.equals("fenced-lock")) {
            return token;
        }
        if (owner != null) {
            return REFUSED;
        }
        owner = who;
        token += 1 + token % 2;
        return model.equals("fenced-lock") ? (Object) token : null;
    }

    private Object permits(String f, long many) {
        if (f.equals("acquire")) {
            if (free < many) {
                return REFUSED;
            }
            free -= many;
            sum += many;
            return null;
        }
        if (sum < many) {
            return REFUSED;
        }
        sum -= many;
        free += many;
        return null;
    }

    private Object add(long more) {
        sum += more;
        return more;
    }

    private Object set(String f, Object element) {
        return switch (f) {
            case "add" -> set.add(element);
            case "remove" -> set.remove(element);
            case "contains" -> set.contains(element);
            default -> {
                List<Object> told = new ArrayList<>(set);
                Collections.reverse(told);
                yield told;
            }
        };
    }

    private Object container(String f, Object element) {
        switch (f) {
            case "enqueue", "push", "insert" -> elements.add(element);
            default -> {
                if (elements.isEmpty()) {
                    return null;
                }
                int next = next();
                return f.equals("peek") ? elements.get(next) : elements.remove(next);
            }
        }
        return element;
    }

    private int next() {
        return switch (model) {
            case "stack" -> elements.size() - 1;
            case "priority-queue" -> elements.indexOf(Collections.max(longs()));
            case "unordered-queue" -> elements.size() / 2;
            default -> 0;
        };
    }

    private List<Long> longs() {
        return elements.stream().map(Long.class::cast).toList();
    }
}
