package io.faultline.checkers.clients;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A plain store that does one thing after another, and so is linearizable whoever asks it. */
final class PlainStore {
    /** What the state does not allow. */
    static final Object REFUSED = new Object();

    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, Deque<Object>> queues = new HashMap<>();
    private final Map<String, Object> owners = new HashMap<>();
    private final Map<String, Long> tokens = new HashMap<>();
    private long lastToken;

    /** What the operation tells, or {@link #REFUSED}. */
    Object apply(String f, String key, Object value) {
        return switch (f) {
            case "write" -> put(key, value, value);
            case "delete" -> put(key, null, null);
            case "cas" -> compareAndSet(key, (List<?>) value);
            case "append" -> put(key, with(values.get(key), value), value);
            case "add" -> add(key, value);
            case "txn" ->
                ((List<?>) value).stream().map(step -> step((List<?>) step)).toList();
            case "enqueue" -> enqueue(key, value);
            case "dequeue" -> queues.getOrDefault(key, new ArrayDeque<>()).poll();
            case "acquire" -> acquire(key, value);
            case "release" -> owners.remove(key, value) ? value : REFUSED;
            default -> values.get(key);
        };
    }

    /** Tokens up to that one were given for other locks. */
    void passTokens(long token) {
        lastToken = Math.max(lastToken, token);
    }

    private Object put(String key, Object value, Object told) {
        values.put(key, value);
        return told;
    }

    private Object compareAndSet(String key, List<?> pair) {
        return Objects.equals(values.get(key), pair.get(0)) ? put(key, pair.get(1), pair) : REFUSED;
    }

    private static List<Object> with(Object list, Object element) {
        List<Object> longer = new ArrayList<>(list == null ? List.of() : (List<?>) list);
        longer.add(element);
        return Collections.unmodifiableList(longer);
    }

    /** Keys that begin with {@code set} are sets, which tell their elements backwards; all others are sums. */
    private Object add(String key, Object value) {
        if (!key.startsWith("set")) {
            Object sum = values.getOrDefault(key, 0L);
            return put(key, (Long) sum + (Long) value, value);
        }
        List<Object> longer = new ArrayList<>(List.of(value));
        longer.addAll((List<?>) values.getOrDefault(key, List.of()));
        return put(key, Collections.unmodifiableList(longer), value);
    }

    private Object step(List<?> step) {
        String key = (String) step.get(1);
        return switch ((String) step.get(0)) {
            case "r" -> Arrays.asList("r", key, values.get(key));
            case "w" -> put(key, step.get(2), step);
            default -> put(key, with(values.get(key), step.get(2)), step);
        };
    }

    private Object enqueue(String key, Object value) {
        queues.computeIfAbsent(key, anew -> new ArrayDeque<>()).add(value);
        return value;
    }

    private Object acquire(String key, Object owner) {
        if (owners.containsKey(key)) {
            return owners.get(key).equals(owner) ? tokens.get(key) : REFUSED;
        }
        owners.put(key, owner);
        tokens.put(key, ++lastToken);
        return lastToken;
    }
}
