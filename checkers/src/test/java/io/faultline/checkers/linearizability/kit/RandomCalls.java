package io.faultline.checkers.linearizability.kit;

import io.faultline.checkers.kit.Draw;
import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Fate;
import io.faultline.checkers.linearizability.model.Models;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Random linearizable calls for each model, and then some that may not be.
 *
 * <p>Clients invoke, their calls take effect at one moment on a {@link PlainService}, and return; of some nobody hears, whether
 * or not they took effect. Values are few, so that calls are often alike.
 */
public final class RandomCalls {
    private final Draw draw;
    private final String model;
    private final PlainService service;
    private final int clients;
    private final int values;
    private final int doubtful;
    private final boolean distinct;
    private final List<Call> calls = new ArrayList<>();
    private final List<UnderWay> underWay = new ArrayList<>();
    private long position;
    private long process;
    private long value;

    private static final class UnderWay {
        private final long process;
        private final String f;
        private final Object key;
        private final Object argument;
        private final int place;
        private final long invoke;
        private boolean done;
        private boolean lost;
        private Object result;

        UnderWay(long process, String f, Object key, Object argument, int place, long invoke) {
            this.process = process;
            this.f = f;
            this.key = key;
            this.argument = argument;
            this.place = place;
            this.invoke = invoke;
        }
    }

    private RandomCalls(Draw draw, String model, Object initial) {
        this.draw = draw;
        this.model = model;
        this.service = new PlainService(model, initial);
        this.clients = draw.between(2, 5);
        this.values = draw.between(1, 4);
        this.doubtful = draw.oneOf(8, 30, 1_000_000);
        this.distinct = draw.onceIn(3);
    }

    /** A model's initial value for tests, mostly none. */
    public static Object initial(Draw draw, String model) {
        return switch (model) {
            case "semaphore" -> draw.between(1L, 3L);
            case "register", "cas-register", "kv" -> draw.onceIn(3) ? 1L : null;
            default -> null;
        };
    }

    /** Linearizable calls, about so many. */
    public static List<Call> of(Draw draw, String model, Object initial, int many) {
        RandomCalls random = new RandomCalls(draw, model, initial);
        while (random.calls.size() < many) {
            random.step();
        }
        for (UnderWay one : List.copyOf(random.underWay)) {
            if (!one.lost && !draw.onceIn(6)) {
                random.takeEffect(one);
                random.end(one);
            }
        }
        return random.inOrder();
    }

    /** Names of all models. */
    public static List<String> models() {
        return Models.all().stream().map(Models.Entry::name).toList();
    }

    private List<Call> inOrder() {
        for (UnderWay one : underWay) {
            if (!one.lost) {
                calls.set(one.place, Call.pending(one.process, one.f, one.key, one.argument, one.invoke));
            }
        }
        calls.removeIf(call -> call == null);
        return List.copyOf(calls);
    }

    private void step() {
        long busy = underWay.stream().filter(one -> !one.lost).count();
        if (busy == 0 || busy < clients && draw.onceIn(3)) {
            underWay.add(invoke());
            return;
        }
        UnderWay one = draw.oneOf(underWay);
        if (draw.bool()) {
            takeEffect(one);
        } else if (!one.lost) {
            end(one);
        } else if (one.done) {
            underWay.remove(one);
        }
    }

    private void takeEffect(UnderWay one) {
        if (!one.done) {
            one.done = true;
            one.result = service.apply(one.process, one.f, one.key, one.argument);
        }
    }

    private void end(UnderWay one) {
        if (draw.onceIn(doubtful)) {
            calls.set(one.place, Call.pending(one.process, one.f, one.key, one.argument, one.invoke));
            one.lost = true;
            return;
        }
        if (!one.done) {
            return;
        }
        underWay.remove(one);
        if (one.result == PlainService.REFUSED) {
            boolean seen = one.f.equals("cas") && draw.bool();
            calls.set(one.place, seen ? whole(one, null, Fate.REFUSED) : null);
        } else {
            calls.set(one.place, whole(one, one.result, Fate.OK));
        }
    }

    private Call whole(UnderWay one, Object result, Fate fate) {
        return new Call(one.process, one.f, one.key, one.argument, result, one.invoke, ++position, fate);
    }

    private UnderWay invoke() {
        calls.add(null);
        String key = model.equals("multi-register") ? draw.oneOf("x", "y") : "x";
        String f = f();
        long who = draw.onceIn(3) ? process % 3 : ++process;
        return new UnderWay(who, f, f.equals("txn") ? null : key, argument(f, key), calls.size() - 1, ++position);
    }

    private String f() {
        return switch (model) {
            case "register" -> draw.oneOf("read", "write");
            case "cas-register" -> draw.oneOf("read", "write", "cas", "cas");
            case "multi-register" -> draw.oneOf("read", "write", "cas", "txn", "txn");
            case "kv" -> draw.oneOf("read", "get", "write", "put", "delete", "cas", "append", "add");
            case "counter" -> draw.oneOf("add", "read");
            case "set" -> draw.oneOf("add", "remove", "contains", "read");
            case "fifo-queue" -> draw.oneOf("enqueue", "dequeue", draw.onceIn(4) ? "peek" : "dequeue");
            case "unordered-queue" -> draw.oneOf("enqueue", "dequeue");
            case "stack" -> draw.oneOf("push", "pop", draw.onceIn(4) ? "peek" : "pop");
            case "priority-queue" -> draw.oneOf("insert", "poll", draw.onceIn(4) ? "peek" : "poll");
            default -> draw.oneOf("acquire", "release");
        };
    }

    private Object argument(String f, String key) {
        return switch (f) {
            case "cas" -> Arrays.asList(draw.onceIn(3) ? value() : service.value(key), value());
            case "txn" -> List.of(txnStep(), txnStep());
            case "write", "put", "append", "add", "remove", "contains", "enqueue", "push", "insert" -> value();
            case "acquire", "release" ->
                model.equals("semaphore")
                        ? (draw.onceIn(3) ? draw.between(1L, 2L) : null)
                        : (draw.onceIn(3) ? null : draw.oneOf("a", "b"));
            default -> null;
        };
    }

    private Object value() {
        return distinct ? ++value : draw.between(1L, values);
    }

    private Object txnStep() {
        String key = draw.oneOf("x", "y");
        return draw.bool() ? Arrays.asList("r", key, null) : List.of("w", key, value());
    }
}
