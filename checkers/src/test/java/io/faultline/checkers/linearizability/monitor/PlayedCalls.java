package io.faultline.checkers.linearizability.monitor;

import io.faultline.checkers.kit.Draw;
import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Model;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Small random histories: played on the model, so that an order exists, and mostly tampered with after.
 *
 * <p>Positions sometimes repeat. Calls sometimes never end, whether or not they took effect.
 */
final class PlayedCalls {
    private static final int TRIES = 12;

    private static final class Open {
        private final long client;
        private final Kind.Request request;
        private final long begin;
        private Object result;
        private boolean done;

        Open(long client, Kind.Request request, long begin) {
            this.client = client;
            this.request = request;
            this.begin = begin;
        }

        Call ended(long end) {
            return Call.ok(client, request.f(), null, request.argument(), result, begin, end);
        }

        Call pending() {
            return Call.pending(client, request.f(), null, request.argument(), begin);
        }
    }

    private final Kind kind;
    private final Draw draw;
    private final List<Open> open = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<Object> effects = new ArrayList<>();
    private long now;

    private PlayedCalls(Kind kind, Draw draw) {
        this.kind = kind;
        this.draw = draw;
    }

    static List<Call> of(Kind kind, Draw draw, int most) {
        PlayedCalls random = new PlayedCalls(kind, draw);
        random.play(kind.machine(), draw.between(3, most));
        int mutations = draw.oneOf(0, 0, 1, 1, 2, 4);
        for (int i = 0; i < mutations && !random.calls.isEmpty(); i++) {
            random.mutate();
        }
        random.calls.removeIf(call -> call.isPending() && isRead(call));
        random.calls.sort(Comparator.comparingLong(Call::invoke));
        random.oneAfterAnother();
        return random.calls;
    }

    /** Whatever was tampered with, a process does one thing at a time. */
    private void oneAfterAnother() {
        Map<Long, Integer> last = new HashMap<>();
        for (int i = 0; i < calls.size(); i++) {
            Call call = calls.get(i);
            Integer before = last.put(call.process(), i);
            Call earlier = before == null ? null : calls.get(before);
            if (earlier != null && !earlier.isPending() && earlier.end() >= call.invoke()) {
                if (earlier.invoke() < call.invoke()) {
                    calls.set(before, with(earlier, earlier.result(), earlier.invoke(), call.invoke() - 1));
                } else {
                    calls.remove(i--);
                    last.put(call.process(), before);
                }
            }
        }
    }

    private static boolean isRead(Call call) {
        return List.of("read", "get", "contains", "peek").contains(call.f());
    }

    private <S> void play(Model<S> model, int size) {
        S state = model.initial();
        int clients = draw.between(1, 4);
        boolean[] busy = new boolean[clients];
        boolean[] gone = new boolean[clients];
        int[] asked = new int[clients];
        int begun = 0;
        int stuck = 0;
        while ((begun < size || !open.isEmpty()) && stuck < 200) {
            stuck++;
            now += draw.onceIn(4) ? 0 : 1;
            int client = draw.between(0, clients - 1);
            if (begun < size && !busy[client] && !gone[client] && draw.bool()) {
                busy[client] = true;
                open.add(new Open(client, kind.next().ask(draw, ++begun, client, asked[client]++), now));
            } else if (!open.isEmpty()) {
                Open chosen = draw.oneOf(open);
                if (chosen.done && draw.bool()) {
                    open.remove(chosen);
                    calls.add(chosen.ended(now));
                    busy[(int) chosen.client] = false;
                } else if (!chosen.done) {
                    state = attempt(model, state, chosen);
                }
                if (draw.onceIn(25) && open.remove(chosen)) {
                    calls.add(chosen.pending());
                    busy[(int) chosen.client] = false;
                    gone[(int) chosen.client] = !kind.owners();
                }
            }
        }
        for (Open left : open) {
            if (left.done && draw.bool()) {
                calls.add(left.ended(++now));
            } else {
                calls.add(left.pending());
            }
        }
    }

    /** Lets the call take effect, now and then if the model would not, else if the model lets it, with some result that fits. */
    private <S> S attempt(Model<S> model, S state, Open chosen) {
        for (int i = 0; i < TRIES; i++) {
            chosen.result = kind.results().tell(draw, chosen.request.f(), effects);
            S after = model.step(state, chosen.ended(chosen.begin));
            if (after != null) {
                chosen.done = true;
                if (chosen.request.argument() != null) {
                    effects.add(chosen.request.argument());
                }
                return after;
            }
        }
        if (draw.onceIn(8)) {
            chosen.done = true;
        }
        return state;
    }

    private void mutate() {
        int at = draw.between(0, calls.size() - 1);
        Call call = calls.get(at);
        switch (draw.between(0, 5)) {
            case 0 -> calls.remove(at);
            case 1 -> {
                if (!call.isPending()) {
                    calls.set(at, with(call, kind.results().tell(draw, call.f(), effects), call.invoke(), call.end()));
                }
            }
            case 2 -> swapResults(at, draw.between(0, calls.size() - 1));
            case 3 -> {
                if (!call.isPending()) {
                    long end = Math.max(call.invoke(), call.end() + draw.between(-9, 9));
                    calls.set(at, with(call, call.result(), call.invoke(), end));
                }
            }
            case 4 -> {
                if (!call.isPending()) {
                    long begin = Math.min(call.end(), call.invoke() + draw.between(-9, 9));
                    calls.set(at, with(call, call.result(), begin, call.end()));
                }
            }
            default -> {
                if (!call.isPending()) {
                    long by = draw.between(-12, 12);
                    calls.set(at, with(call, call.result(), call.invoke() + by, call.end() + by));
                }
            }
        }
    }

    private void swapResults(int one, int other) {
        Call a = calls.get(one);
        Call b = calls.get(other);
        if (!a.isPending() && !b.isPending() && a.f().equals(b.f())) {
            calls.set(one, with(a, b.result(), a.invoke(), a.end()));
            calls.set(other, with(b, a.result(), b.invoke(), b.end()));
        }
    }

    private static Call with(Call call, Object result, long begin, long end) {
        return new Call(call.process(), call.f(), call.key(), call.argument(), result, begin, end, call.fate());
    }
}
