package io.faultline.node.kv;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The slow, obvious twin of {@link KeyValueStore}: it copies what it changes and looks at every session each time.
 *
 * <p>It tells a value, or a {@link Refusal}.
 */
final class PlainStore {
    /** What is told instead of a value: the kind of the result, and how its reason begins. */
    record Refusal(Class<? extends KvResult> kind, String reason) {}

    private static final Refusal OTHER_SESSION = new Refusal(KvResult.Invalid.class, "the session of ");
    private static final Refusal OTHER_VALUE = new Refusal(KvResult.Conflict.class, "the key has another value");
    private static final Refusal TAKEN = new Refusal(KvResult.Conflict.class, "another owner holds");
    private static final Refusal NOT_HELD = new Refusal(KvResult.Conflict.class, "this owner does not hold");
    private static final Refusal NO_LIST = new Refusal(KvResult.Invalid.class, "the key's value is not a list");
    private static final Refusal NO_NUMBER = new Refusal(KvResult.Invalid.class, "the key's value is not a number");
    private static final Refusal OVERFLOW = new Refusal(KvResult.Invalid.class, "the sum does not fit");

    private record Held(String owner, long token) {}

    private record Open(long serial, Object answer, long lastUsed) {}

    private final long ttl;
    private TreeMap<String, Object> map = new TreeMap<>();
    private final TreeMap<String, Held> locks = new TreeMap<>();
    private final TreeMap<String, List<Object>> queues = new TreeMap<>();
    private final TreeMap<String, Open> sessions = new TreeMap<>();
    private long lastToken;

    PlainStore(long ttl) {
        this.ttl = ttl;
    }

    /** All that decides what it will say from now on. */
    String state() {
        StringBuilder state = new StringBuilder();
        map.forEach((key, value) ->
                state.append(key).append('=').append(typed(value)).append('\n'));
        queues.forEach((name, elements) ->
                state.append(name).append('=').append(typed(elements)).append('\n'));
        sessions.forEach((client, open) -> state.append(client)
                .append('=')
                .append(open.serial())
                .append('@')
                .append(open.lastUsed())
                .append(typed(open.answer()))
                .append('\n'));
        return state.append(locks).append(lastToken).toString();
    }

    private static String typed(Object value) {
        if (value instanceof List<?> list) {
            StringBuilder all = new StringBuilder("[");
            list.forEach(each -> all.append(typed(each)).append(','));
            return all.append(']').toString();
        }
        return value instanceof String ? "'" + value + "'" : String.valueOf(value);
    }

    /** What is told when that is done at that time. */
    Object apply(long time, KvOperation operation, Session session) {
        sessions.values().removeIf(open -> time - open.lastUsed() > ttl);
        if (session == null) {
            return perform(operation);
        }
        Open open = sessions.get(session.client());
        if (open == null && session.serial() > 1) {
            return OTHER_SESSION;
        }
        if (open != null && session.serial() <= open.serial()) {
            sessions.put(session.client(), new Open(open.serial(), open.answer(), time));
            return session.serial() == open.serial() ? open.answer() : OTHER_SESSION;
        }
        Object answer = perform(operation);
        sessions.put(session.client(), new Open(session.serial(), answer, time));
        return answer;
    }

    private Object perform(KvOperation operation) {
        if (operation instanceof KvOperation.Transaction transaction) {
            return transact(transaction.steps());
        } else if (operation instanceof KvOperation.Acquire acquire) {
            Held held = locks.get(acquire.lock());
            if (held == null) {
                lastToken++;
                locks.put(acquire.lock(), new Held(acquire.owner(), lastToken));
                return lastToken;
            }
            return held.owner().equals(acquire.owner()) ? held.token() : TAKEN;
        } else if (operation instanceof KvOperation.Release release) {
            Held held = locks.get(release.lock());
            if (held == null || !held.owner().equals(release.owner())) {
                return NOT_HELD;
            }
            locks.remove(release.lock());
            return null;
        } else if (operation instanceof KvOperation.Enqueue enqueue) {
            queues.computeIfAbsent(enqueue.queue(), name -> new ArrayList<>()).add(enqueue.element());
            return null;
        } else if (operation instanceof KvOperation.Dequeue dequeue) {
            List<Object> queue = queues.get(dequeue.queue());
            Object element = queue == null ? null : queue.remove(0);
            queues.values().removeIf(List::isEmpty);
            return element;
        }
        return performOnKey(operation);
    }

    private Object performOnKey(KvOperation operation) {
        if (operation instanceof KvOperation.Read read) {
            return map.get(read.key());
        } else if (operation instanceof KvOperation.Write write) {
            return put(write.key(), write.value());
        } else if (operation instanceof KvOperation.Delete delete) {
            return put(delete.key(), null);
        } else if (operation instanceof KvOperation.CompareAndSet cas) {
            return Objects.equals(map.get(cas.key()), cas.expected()) ? put(cas.key(), cas.value()) : OTHER_VALUE;
        } else if (operation instanceof KvOperation.Append append) {
            Object value = map.getOrDefault(append.key(), List.of());
            if (!(value instanceof List<?> list)) {
                return NO_LIST;
            }
            List<Object> longer = new ArrayList<>(list);
            longer.add(append.element());
            return put(append.key(), longer);
        }
        KvOperation.Add add = (KvOperation.Add) operation;
        if (!(map.getOrDefault(add.key(), 0L) instanceof Long number)) {
            return NO_NUMBER;
        }
        try {
            long sum = Math.addExact(number, add.delta());
            put(add.key(), sum);
            return sum;
        } catch (ArithmeticException e) {
            return OVERFLOW;
        }
    }

    private Object put(String key, Object value) {
        if (value == null) {
            map.remove(key);
        } else {
            map.put(key, value);
        }
        return null;
    }

    private Object transact(List<KvOperation> steps) {
        Map<String, Object> before = new TreeMap<>(map);
        List<Object> told = new ArrayList<>();
        for (KvOperation step : steps) {
            Object answer = performOnKey(step);
            if (answer instanceof Refusal refusal) {
                map = new TreeMap<>(before);
                String place = "step " + (told.size() + 1) + " of the transaction can't be done, so none was: ";
                return new Refusal(KvResult.Invalid.class, place + refusal.reason());
            }
            told.add(answer);
        }
        return told;
    }
}
