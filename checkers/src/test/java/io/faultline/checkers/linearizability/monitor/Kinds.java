package io.faultline.checkers.linearizability.monitor;

import io.faultline.checkers.kit.Draw;
import io.faultline.checkers.linearizability.Monitor;
import io.faultline.checkers.linearizability.monitor.Kind.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Every kind of object with a monitor, and what clients ask of it. */
final class Kinds {
    private static final List<String> WRITES = List.of("write", "cas");

    private Kinds() {}

    static List<Kind> all() {
        return List.of(
                register(),
                casRegister(),
                key(),
                deletedKey(),
                rewrittenRegister(),
                permits("mutex", null),
                permits("semaphore", 1L),
                permits("semaphore", 3L),
                lock("owner-lock", new OwnerLockMonitor(), false),
                lock("owner-lock", new OwnerLockMonitor(), true),
                lock("fenced-lock", new FencedLockMonitor(), false),
                lock("fenced-lock", new FencedLockMonitor(), true),
                container("fifo-queue", new QueueMonitor(true), "enqueue", "dequeue"),
                container("unordered-queue", new QueueMonitor(false), "enqueue", "dequeue"),
                container("stack", new StackMonitor(), "push", "pop"),
                container("priority-queue", new PriorityQueueMonitor(), "insert", "poll"),
                elements(null),
                elements(List.of(1L, 2L)),
                growing(null),
                growing(List.of(1L, 2L)),
                list(null),
                list(List.of(1L, 2L)),
                counter("counter", 1L, 2, 2),
                counter("counter", 0L, 1, 5),
                counter("kv", null, 1, 1),
                counter("kv", null, 1, 3));
    }

    private static Object some(Draw draw, int most) {
        return draw.onceIn(6) ? null : (Object) (long) draw.between(1, most);
    }

    private static Kind register() {
        return new Kind(
                "register",
                new RegisterMonitor(),
                "register",
                0L,
                (draw, number, client, before) -> draw.bool()
                        ? new Request("read", null)
                        : new Request("write", (long) (draw.onceIn(20) ? number - 1 : number)),
                (draw, f, effects) -> f.equals("read") ? (Object) (long) draw.between(0, 8) : null,
                false,
                WRITES);
    }

    private static Kind casRegister() {
        return new Kind(
                "cas-register",
                new RegisterMonitor(),
                "cas-register",
                null,
                (draw, number, client, before) -> switch (draw.between(0, 4)) {
                    case 0, 1 -> new Request("read", null);
                    case 2 -> new Request("write", (long) number);
                    default ->
                        new Request("cas", Arrays.asList(some(draw, number), (long)
                                (draw.onceIn(20) ? number - 1 : number)));
                },
                (draw, f, effects) -> f.equals("read") ? some(draw, 7) : null,
                false,
                WRITES);
    }

    /** With deletes, and cas that tell when they are refused. */
    private static Kind key() {
        return new Kind(
                "kv",
                new RegisterMonitor(),
                "kv",
                null,
                (draw, number, client, before) -> switch (draw.between(0, 5)) {
                    case 0, 1 -> new Request("get", null);
                    case 2 -> new Request("put", (long) number);
                    case 3 -> new Request("delete", null);
                    default -> new Request("cas", Arrays.asList(some(draw, number), (long) number));
                },
                (draw, f, effects) ->
                        f.equals("get") ? some(draw, 6) : f.equals("cas") ? (Object) !draw.onceIn(6) : null,
                false,
                List.of("put", "delete", "cas"));
    }

    /** Mostly deletes, and reads of nothing. */
    static Kind deletedKey() {
        return new Kind(
                "deleted key",
                new RegisterMonitor(),
                "kv",
                null,
                (draw, number, client, before) -> switch (draw.between(0, 8)) {
                    case 0, 1, 2, 3 -> new Request("get", null);
                    case 4, 5 -> new Request("put", (long) number);
                    case 6 -> new Request("cas", Arrays.asList((long) draw.between(1, number), (long) number));
                    default -> new Request("delete", null);
                },
                (draw, f, effects) -> f.equals("get") ? (draw.bool() ? null : some(draw, 8)) : null,
                false,
                List.of("put", "delete", "cas"));
    }

    /** One value again and again, and others between. */
    static Kind rewrittenRegister() {
        return new Kind(
                "rewritten register",
                new RegisterMonitor(),
                "register",
                0L,
                (draw, number, client, before) -> draw.bool()
                        ? new Request("read", null)
                        : new Request("write", (long) (draw.bool() ? 99 : number)),
                (draw, f, effects) -> f.equals("read") ? (Object) (long) (draw.bool() ? 99 : draw.between(0, 8)) : null,
                false,
                WRITES);
    }

    private static Kind permits(String model, Object initial) {
        return new Kind(
                initial == null ? model : model + " of " + initial,
                new PermitMonitor(),
                model,
                initial,
                (draw, number, client, before) -> new Request(draw.bool() ? "acquire" : "release", null),
                (draw, f, effects) -> null,
                false,
                List.of());
    }

    /** Clients mostly take and give back in turn; named ones go on under their name after a call without an end. */
    private static Kind lock(String model, Monitor monitor, boolean named) {
        return new Kind(
                model + (named ? " with named owners" : ""),
                monitor,
                model,
                null,
                (draw, number, client, before) -> new Request(
                        draw.onceIn(named ? 4 : 8) == (before % 2 == 0) ? "release" : "acquire",
                        named ? "c" + client : null),
                (draw, f, effects) ->
                        f.equals("acquire") ? (Object) (long) draw.between(draw.onceIn(20) ? 0 : 1, 6) : null,
                named,
                List.of());
    }

    private static Kind container(String model, Monitor monitor, String put, String take) {
        return new Kind(
                model,
                monitor,
                model,
                null,
                (draw, number, client, before) -> draw.bool()
                        ? new Request(take, null)
                        : new Request(put, (long) (draw.onceIn(30) ? number - 1 : number)),
                (draw, f, effects) -> f.equals(take) ? some(draw, 8) : null,
                false,
                List.of());
    }

    private static Kind elements(Object initial) {
        return new Kind(
                "set" + (initial == null ? "" : " of " + initial),
                new SetMonitor(),
                "set",
                initial,
                (draw, number, client, before) ->
                        new Request(draw.oneOf("add", "remove", "contains", "contains"), (long) draw.between(1, 4)),
                (draw, f, effects) -> f.equals("add") && draw.onceIn(4) ? null : (Object) draw.bool(),
                false,
                List.of("add"));
    }

    private static Kind growing(Object initial) {
        return new Kind(
                "growing set" + (initial == null ? "" : " of " + initial),
                new GrowingSetMonitor(),
                "set",
                initial,
                (draw, number, client, before) -> draw.bool()
                        ? new Request("read", null)
                        : new Request(
                                "add", (long) (draw.onceIn(20) ? number - 1 : number + (initial == null ? 0 : 2))),
                (draw, f, effects) -> f.equals("read") ? elements(draw, initial, effects) : null,
                false,
                List.of("add"));
    }

    private static Kind list(Object initial) {
        return new Kind(
                "list" + (initial == null ? "" : " of " + initial),
                new ListMonitor(),
                "kv",
                initial,
                (draw, number, client, before) -> draw.bool()
                        ? new Request("read", null)
                        : new Request(
                                "append", (long) (draw.onceIn(20) ? number - 1 : number + (initial == null ? 0 : 2))),
                (draw, f, effects) -> f.equals("read") ? elements(draw, initial, effects) : null,
                false,
                List.of("append"));
    }

    /** What was put in so far, or what may have been. */
    private static Object elements(Draw draw, Object initial, List<Object> effects) {
        List<Object> some = new ArrayList<>();
        if (initial != null && !draw.onceIn(30)) {
            some.addAll((List<?>) initial);
        }
        boolean guess = draw.onceIn(4);
        for (Object element : guess ? List.of(3L, 4L, 5L, 6L) : effects) {
            if (!guess || draw.bool()) {
                some.add(draw.onceIn(12) ? 0 : some.size(), element);
            }
        }
        return some.isEmpty() ? null : some;
    }

    private static Kind counter(String model, Object initial, int least, int most) {
        return new Kind(
                "sum in a " + model + " of " + initial + " by " + least + " to " + most,
                new CounterMonitor(initial == null),
                model,
                initial,
                (draw, number, client, before) ->
                        draw.bool() ? new Request("read", null) : new Request("add", (long) draw.between(least, most)),
                (draw, f, effects) -> f.equals("read") ? sum(draw, initial, effects) : null,
                false,
                List.of("add"));
    }

    private static Object sum(Draw draw, Object initial, List<Object> effects) {
        long sum = initial == null ? 0 : (Long) initial;
        for (Object amount : effects) {
            sum += (Long) amount;
        }
        sum += draw.onceIn(3) ? draw.between(-2, 2) : 0;
        return sum == 0 && (initial == null || draw.bool()) ? null : (Object) sum;
    }
}
