package io.faultline.checkers.linearizability.generate;

import io.faultline.checkers.linearizability.Call;
import java.util.ArrayList;
import java.util.List;

/** Makes what was linearizable not so, at its very end: all before must be read to find it. */
public final class Violations {
    private static final long SOMEBODY = -1;
    private static final Object FIRST = Long.MAX_VALUE - 1;
    private static final Object SECOND = Long.MAX_VALUE;

    private Violations() {}

    /**
     * The same calls, and then a few of one client after the other that contradict each other whatever came before.
     *
     * @param model what is called, as in a {@link Recipe}; not {@code counter}, where nothing is known without what came before
     */
    public static List<Call> atTheEnd(String model, List<Call> calls) {
        List<Call> more = new ArrayList<>(calls);
        long at = 0;
        for (Call call : calls) {
            at = Math.max(at, call.isPending() ? call.invoke() : call.end());
        }
        Object key = calls.isEmpty() ? "x" : calls.get(0).key();
        for (Call end : end(model)) {
            more.add(Call.ok(SOMEBODY, end.f(), key, end.argument(), end.result(), at + 1, at + 2));
            at += 2;
        }
        return List.copyOf(more);
    }

    private static List<Call> end(String model) {
        return switch (model) {
            case "register", "cas-register", "kv" ->
                List.of(done("write", FIRST, FIRST), done("write", SECOND, SECOND), done("read", null, FIRST));
            case "mutex", "owner-lock" -> List.of(done("acquire", "one", null), done("acquire", "another", null));
            case "fenced-lock" -> List.of(done("acquire", "one", FIRST), done("acquire", "another", SECOND));
            case "fifo-queue" ->
                List.of(
                        done("enqueue", FIRST, null),
                        done("enqueue", SECOND, null),
                        done("dequeue", null, SECOND),
                        done("dequeue", null, FIRST));
            case "unordered-queue" ->
                List.of(done("enqueue", FIRST, null), done("dequeue", null, FIRST), done("dequeue", null, FIRST));
            case "stack" ->
                List.of(
                        done("push", FIRST, null),
                        done("push", SECOND, null),
                        done("pop", null, FIRST),
                        done("pop", null, SECOND));
            case "priority-queue" ->
                List.of(
                        done("insert", FIRST, null),
                        done("insert", SECOND, null),
                        done("poll", null, FIRST),
                        done("poll", null, SECOND));
            case "set" -> List.of(done("add", FIRST, true), done("contains", FIRST, false));
            default -> throw new IllegalArgumentException("no violation is known for the model " + model);
        };
    }

    private static Call done(String f, Object argument, Object result) {
        return Call.ok(SOMEBODY, f, null, argument, result, 0, 0);
    }
}
