package io.faultline.checkers.linearizability.generate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
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
    private final Deque<Object> queue = new ArrayDeque<>();

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
            case "owner-lock" -> new Asked(holds ? "release" : "acquire", "client" + client);
            case "fifo-queue" -> percent < 50 ? new Asked("enqueue", next(random)) : new Asked("dequeue", null);
            default ->
                throw new IllegalArgumentException("histories are generated for register, cas-register, kv, owner-lock"
                        + " and fifo-queue, not for " + model);
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

    private Object next(SplittableRandom random) {
        return values == 0 ? ++last : 1L + random.nextInt(values);
    }

    /** What it tells, or {@link #REFUSED}. */
    Object perform(Asked asked) {
        switch (asked.f()) {
            case "write" -> value = asked.argument();
            case "delete" -> value = null;
            case "enqueue" -> queue.add(asked.argument());
            case "dequeue" -> {
                return queue.poll();
            }
            case "cas", "append", "acquire", "release" -> {
                return performIfAllowed(asked);
            }
            default -> {
                return value;
            }
        }
        return asked.argument();
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
            case "acquire" -> owner = asked.argument();
            default -> owner = null;
        }
        return asked.argument();
    }
}
