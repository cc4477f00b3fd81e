package io.faultline.checkers.linearizability.kit;

import io.faultline.checkers.kit.Draw;
import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Fate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Calls with one thing changed, which makes them contradict each other, or not. */
public final class Mutations {
    private Mutations() {}

    /** The calls with one to three changes. */
    public static List<Call> of(Draw draw, List<Call> calls) {
        List<Call> changed = new ArrayList<>(calls);
        for (int i = draw.between(1, 3); i > 0 && !changed.isEmpty(); i--) {
            change(draw, changed);
        }
        changed.sort(Comparator.comparingLong(Call::invoke));
        return List.copyOf(changed);
    }

    private static void change(Draw draw, List<Call> calls) {
        int one = draw.between(0, calls.size() - 1);
        int other = draw.oneOf(alike(calls, one));
        Call call = calls.get(one);
        switch (draw.between(0, 7)) {
            case 0, 1 -> swapResults(calls, one, other);
            case 2, 3 -> copyResult(calls, one, other);
            case 4 -> calls.remove(one);
            case 7 -> tellAnother(draw, calls, one);
            case 5 -> {
                if (!call.isPending()) {
                    long end = call.invoke() + draw.between(0L, 2 * (call.end() - call.invoke()));
                    calls.set(one, with(call, call.result(), call.invoke(), end));
                }
            }
            default -> {
                long invoke = Math.max(0, call.invoke() - draw.between(-6L, 6L));
                calls.set(one, with(call, call.result(), Math.min(invoke, call.end()), call.end()));
            }
        }
    }

    /** Places of calls that may tell what that one told, or its own. */
    private static List<Integer> alike(List<Call> calls, int one) {
        List<Integer> places = new ArrayList<>();
        for (int other = 0; other < calls.size(); other++) {
            if (other != one && mayTell(calls.get(one), calls.get(other))) {
                places.add(other);
            }
        }
        return places.isEmpty() ? List.of(one) : places;
    }

    /** Of two that did the same, each tells what the other told. */
    private static void swapResults(List<Call> calls, int one, int other) {
        Call a = calls.get(one);
        Call b = calls.get(other);
        calls.set(one, with(a, b.result(), a.invoke(), a.end()));
        calls.set(other, with(b, a.result(), b.invoke(), b.end()));
    }

    private static void tellAnother(Draw draw, List<Call> calls, int one) {
        Call call = calls.get(one);
        if (call.result() instanceof Long && call.fate() == Fate.OK) {
            calls.set(one, with(call, draw.between(1L, 4L), call.invoke(), call.end()));
        }
    }

    private static void copyResult(List<Call> calls, int one, int other) {
        Call a = calls.get(one);
        calls.set(one, with(a, calls.get(other).result(), a.invoke(), a.end()));
    }

    private static boolean mayTell(Call a, Call b) {
        boolean sameShape = !a.is("txn") || a.argument().equals(b.argument());
        return a.f().equals(b.f()) && sameShape && a.fate() == Fate.OK && b.fate() == Fate.OK;
    }

    private static Call with(Call call, Object result, long invoke, long end) {
        return new Call(call.process(), call.f(), call.key(), call.argument(), result, invoke, end, call.fate());
    }
}
