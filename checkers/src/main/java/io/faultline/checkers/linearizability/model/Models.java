package io.faultline.checkers.linearizability.model;

import io.faultline.checkers.linearizability.Model;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The door of this package: every model, by its name. */
public final class Models {

    /**
     * One entry of the list.
     *
     * @param name what {@code --model} is given
     * @param says what it is, a clause
     * @param initial what its initial value means, a clause
     */
    public record Entry(String name, String says, String initial, Function<Object, Model<?>> maker) {}

    private static final Map<String, Entry> ALL = new LinkedHashMap<>();

    static {
        add(
                "register",
                "one value per key: read, write",
                "its value, nothing by default",
                initial -> new KeyValue("register", KeyValue.REGISTER, initial));
        add(
                "cas-register",
                "one value per key: read, write, cas",
                "its value, nothing by default",
                initial -> new KeyValue("cas-register", KeyValue.CAS_REGISTER, initial));
        add(
                "multi-register",
                "all keys at once, with transactions: the operations of kv and txn",
                "a map of values, empty by default",
                initial -> new MultiRegister(map(initial)));
        add(
                "kv",
                "a map, key by key: read, write, delete, cas, append, add (and get, put)",
                "the value of every key, nothing by default",
                initial -> new KeyValue("kv", KeyValue.ALL, initial));
        add(
                "mutex",
                "a lock without owner: acquire, release",
                "none: it is free",
                initial -> none("mutex", initial, new Mutex()));
        add(
                "owner-lock",
                "a lock only its holder gives back: acquire, release",
                "none: it is free",
                initial -> none("owner-lock", initial, new OwnerLock()));
        add(
                "fenced-lock",
                "a lock with tokens that grow: acquire, release",
                "none: it is free",
                initial -> none("fenced-lock", initial, new FencedLock()));
        add("semaphore", "permits: acquire, release", "how many permits there are, 1 by default", Models::semaphore);
        add(
                "counter",
                "a sum: add, read",
                "the sum, 0 by default",
                initial -> new Counter(number("counter", initial, 0)));
        add(
                "set",
                "a set: add, remove, contains, read",
                "a list of its elements, empty by default",
                initial -> new Elements(new LinkedHashSet<>(list("set", initial))));
        add(
                "fifo-queue",
                "elements leave in the order they came: enqueue, dequeue, peek",
                "a list, empty by default",
                initial -> new Sequence(Sequence.Order.FIFO, list("fifo-queue", initial)));
        add(
                "unordered-queue",
                "elements leave in any order: enqueue, dequeue",
                "a list, empty by default",
                initial -> new UnorderedQueue(list("unordered-queue", initial)));
        add(
                "stack",
                "the last element leaves first: push, pop, peek",
                "a list, the top first, empty by default",
                initial -> new Sequence(Sequence.Order.LIFO, list("stack", initial)));
        add(
                "priority-queue",
                "the greatest number leaves first: insert, poll, peek",
                "a list, empty by default",
                Models::priorityQueue);
    }

    private Models() {}

    private static void add(String name, String says, String initial, Function<Object, Model<?>> maker) {
        ALL.put(name, new Entry(name, says, initial, maker));
    }

    /** Every model, in the order a list shows them. */
    public static List<Entry> all() {
        return List.copyOf(ALL.values());
    }

    /** The model of that name beginning with nothing; empty when there is no such model. */
    public static Optional<Model<?>> find(String name) {
        return find(name, null);
    }

    /**
     * The model of that name with that initial value; empty when there is no such model.
     *
     * @param initial a plain tree, null for the default
     * @throws IllegalArgumentException when the model can't begin with that, in a sentence for people
     */
    public static Optional<Model<?>> find(String name, Object initial) {
        return Optional.ofNullable(ALL.get(name)).map(entry -> entry.maker().apply(initial));
    }

    /** Whether that is a model of this list, not one of somebody's own that has its name. */
    public static boolean isOurs(Model<?> model) {
        return ALL.containsKey(model.name()) && model.getClass().getPackage() == Models.class.getPackage();
    }

    private static Model<?> semaphore(Object initial) {
        long permits = number("semaphore", initial, 1);
        if (permits < 0) {
            throw refused("semaphore", initial, "a number of permits");
        }
        return new Semaphore(permits);
    }

    private static Model<?> priorityQueue(Object initial) {
        List<Object> sorted = new ArrayList<>(list("priority-queue", initial));
        for (Object element : sorted) {
            if (!(element instanceof Long)) {
                throw refused("priority-queue", initial, "a list of whole numbers");
            }
        }
        sorted.sort((a, b) -> Long.compare((Long) b, (Long) a));
        return new Sequence(Sequence.Order.GREATEST, List.copyOf(sorted));
    }

    private static Model<?> none(String name, Object initial, Model<?> model) {
        if (initial != null) {
            throw refused(name, initial, "nothing");
        }
        return model;
    }

    private static long number(String name, Object initial, long otherwise) {
        if (initial == null) {
            return otherwise;
        }
        if (initial instanceof Long number) {
            return number;
        }
        throw refused(name, initial, "a whole number");
    }

    private static List<Object> list(String name, Object initial) {
        if (initial == null) {
            return List.of();
        }
        if (initial instanceof List<?> list && list.stream().noneMatch(element -> element == null)) {
            return List.copyOf(list);
        }
        throw refused(name, initial, "a list of elements");
    }

    private static Map<String, Object> map(Object initial) {
        if (initial == null) {
            return Map.of();
        }
        if (initial instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> copy.put(String.valueOf(key), value));
            return copy;
        }
        throw refused("multi-register", initial, "a map of values");
    }

    private static IllegalArgumentException refused(String name, Object initial, String instead) {
        return new IllegalArgumentException("the model " + name + " begins with " + instead + ", not with " + initial);
    }
}
