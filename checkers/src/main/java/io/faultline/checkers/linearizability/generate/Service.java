package io.faultline.checkers.linearizability.generate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;

/** One thing that is called: draws what to ask of it, and does it. */
final class Service {
    /** What the state does not allow. */
    static final Object REFUSED = new Object();

    /** What is asked. */
    record Asked(String f, Object argument) {}

    private final String model;
    private final int values;
    private long last;
    private Object value;
    private Object owner;
    private long token;
    private long sum;
    private long removed;
    private final Deque<Object> line = new ArrayDeque<>();
    private final PriorityQueue<Object> sorted = new PriorityQueue<>(Collections.reverseOrder());
    private final Set<Object> inside = new HashSet<>();

    Service(String model, int values) {
        this.model = model;
        this.values = values;
    }

    Asked draw(SplittableRandom random, long client, boolean holds) {
        int percent = random.nextInt(100);
        return switch (model) {
            case "register" -> percent < 50 ? new Asked("read", null) : new Asked("write", next(random));
            case "cas-register" -> registerOrCas(random, percent);
            case "kv" -> percent < 80 ? registerOrCas(random, percent * 5 / 4) : listCall(random, percent);
            case "owner-lock", "fenced-lock", "mutex" -> new Asked(holds ? "release" : "acquire", "client" + client);
            case "fifo-queue", "unordered-queue" -> putOrTake(random, percent, "enqueue", "dequeue");
            case "stack" -> putOrTake(random, percent, "push", "pop");
            case "priority-queue" -> putOrTake(random, percent, "insert", "poll");
            case "set" -> elementCall(random, percent);
            case "counter" -> percent < 50 ? new Asked("read", null) : new Asked("add", 1L);
            default -> throw new IllegalArgumentException("no histories are generated for the model " + model);
        };
    }

    private Asked registerOrCas(SplittableRandom random, int percent) {
        if (percent < 40) {
            return new Asked("read", null);
        }
        if (percent < 70) {
            return new Asked("write", next(random));
        }
        List<Object> pair = new ArrayList<>();
        pair.add(random.nextInt(4) == 0 ? next(random) : value);
        pair.add(next(random));
        return new Asked("cas", Collections.unmodifiableList(pair));
    }

    private Asked listCall(SplittableRandom random, int percent) {
        return percent < 85 ? new Asked("delete", null) : new Asked("append", next(random));
    }

    /** What is put into a priority queue is now and then less than all before, else greater. */
    private Asked putOrTake(SplittableRandom random, int percent, String put, String take) {
        if (percent >= 50) {
            return new Asked(take, null);
        }
        boolean least = put.equals("insert") && values == 0 && random.nextInt(4) == 0;
        return new Asked(put, least ? (Object) (- ++last) : next(random));
    }

    /** Where elements are new each time, each is put in and taken out once at most. */
    private Asked elementCall(SplittableRandom random, int percent) {
        if (percent < 34) {
            return new Asked("add", next(random));
        }
        if (values > 0) {
            return new Asked(percent < 55 ? "remove" : "contains", next(random));
        }
        return percent < 55 && removed < last
                ? new Asked("remove", ++removed)
                : new Asked("contains", Math.max(1, last - random.nextInt(20)));
    }

    private Object next(SplittableRandom random) {
        return values == 0 ? ++last : 1L + random.nextInt(values);
    }

    /** What it tells, or {@link #REFUSED}. */
    Object perform(Asked asked) {
        switch (asked.f()) {
            case "write" -> value = asked.argument();
            case "delete" -> value = null;
            case "enqueue" -> line.add(asked.argument());
            case "push" -> line.push(asked.argument());
            case "insert" -> sorted.add(asked.argument());
            case "dequeue", "pop" -> {
                return line.poll();
            }
            case "poll" -> {
                return sorted.poll();
            }
            case "add", "remove", "contains" -> {
                return count(asked);
            }
            case "cas", "append", "acquire", "release" -> {
                return performIfAllowed(asked);
            }
            default -> {
                return model.equals("counter") ? (Object) sum : value;
            }
        }
        return asked.argument();
    }

    /** Whether a set has changed, or has it; of a counter what was added. */
    private Object count(Asked asked) {
        if (model.equals("counter")) {
            sum += (Long) asked.argument();
            return asked.argument();
        }
        return switch (asked.f()) {
            case "add" -> inside.add(asked.argument());
            case "remove" -> inside.remove(asked.argument());
            default -> inside.contains(asked.argument());
        };
    }

    private Object performIfAllowed(Asked asked) {
        boolean allowed = switch (asked.f()) {
            case "cas" -> Objects.equals(value, ((List<?>) asked.argument()).get(0));
            case "append" -> value == null || value instanceof List;
            case "acquire" -> owner == null;
            default -> asked.argument().equals(owner);
        };
        if (!allowed) {
            return REFUSED;
        }
        switch (asked.f()) {
            case "cas" -> value = ((List<?>) asked.argument()).get(1);
            case "append" -> {
                List<Object> longer = new ArrayList<>(value == null ? List.of() : (List<?>) value);
                longer.add(asked.argument());
                value = Collections.unmodifiableList(longer);
            }
            case "acquire" -> {
                owner = asked.argument();
                return model.equals("fenced-lock") ? (Object) (++token) : owner;
            }
            default -> owner = null;
        }
        return asked.argument();
    }
}
