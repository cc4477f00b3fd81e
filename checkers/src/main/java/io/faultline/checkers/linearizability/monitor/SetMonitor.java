package io.faultline.checkers.linearizability.monitor;

import static io.faultline.checkers.linearizability.monitor.Proof.NOBODY;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Decision;
import io.faultline.checkers.linearizability.Monitor;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * A set that is added to, removed from and asked for single elements, each put in once and taken out once at most. Linear.
 *
 * <p>Elements have nothing to do with each other. One is inside from when it was put in to when it was taken out: no call that
 * shows it inside may end before it was put in or begin after it was taken out, and no call that shows it outside may lie
 * between the first end and the last beginning of those that show it inside. An add that tells that it changed nothing shows
 * the element inside, such a remove shows it outside. A pending add counts if its element was seen, the first pending remove
 * if no other took the element out.
 */
final class SetMonitor implements Monitor {
    @Override
    public String name() {
        return "set-elements";
    }

    @Override
    public Set<String> models() {
        return Set.of("set");
    }

    @Override
    public Decision decide(List<Call> calls, Object initial) {
        return new Elements(Proof.array(calls)).decide(initial);
    }

    /** What is known of each element. */
    private static final class Elements {
        private static final byte IN = 1;
        private static final byte OUT = 2;
        private static final byte SEEN = 3;
        private static final byte MISSED = 4;

        private final Call[] calls;
        private final Times times;
        private final Numbering numbers = new Numbering();
        private final byte[] roles;
        private final int[] element;
        private boolean[] initial;
        private int[] adds;
        private int[] pendingAdds;
        private int[] removes;
        private int[] in;
        private int[] out;
        private int[] firstEnding;
        private int[] lastBegun;
        private boolean[] unclear;

        Elements(Call[] calls) {
            this.calls = calls;
            this.times = new Times(calls);
            this.roles = new byte[calls.length];
            this.element = new int[calls.length];
        }

        Decision decide(Object start) {
            for (int i = 0; i < calls.length; i++) {
                if (!read(i)) {
                    return Decision.declined(
                            calls[i].told() + " is not about one element, or does not tell what it did");
                }
            }
            gather(start);
            Decision broken = choose();
            broken = broken != null ? broken : bounds();
            broken = broken != null ? broken : misses();
            if (broken != null) {
                return broken;
            }
            for (int number = 0; number < unclear.length; number++) {
                if (unclear[number]) {
                    return Decision.declined(show(number) + " may have been put in or taken out more than once");
                }
            }
            return Decision.linearizable();
        }

        private boolean read(int i) {
            Call call = calls[i];
            boolean tells = call.result() instanceof Boolean;
            if (call.argument() instanceof Boolean || call.argument() == null) {
                return false;
            }
            element[i] = numbers.of(call.argument());
            boolean yes = Boolean.TRUE.equals(call.result());
            switch (call.f()) {
                case "add" -> roles[i] = tells && !yes ? SEEN : IN;
                case "remove" -> roles[i] = tells && !yes ? MISSED : OUT;
                case "contains" -> roles[i] = yes ? SEEN : MISSED;
                default -> roles[i] = 0;
            }
            // A remove that does not tell may have found nothing, before or after.
            return roles[i] != 0 && (tells || call.isPending() || roles[i] == IN);
        }

        private void gather(Object start) {
            Collection<?> inside = start instanceof Collection<?> some ? some : List.of();
            inside.forEach(numbers::of);
            int many = numbers.size();
            initial = new boolean[many];
            inside.forEach(some -> initial[numbers.of(some)] = true);
            adds = new int[many];
            pendingAdds = new int[many];
            removes = new int[many];
            in = Proof.nobodies(many);
            out = Proof.nobodies(many);
            firstEnding = Proof.nobodies(many);
            lastBegun = Proof.nobodies(many);
            unclear = new boolean[many];
            for (int i = 0; i < calls.length; i++) {
                if (times.isPending(i)) {
                    pendingAdds[element[i]] += roles[i] == IN ? 1 : 0;
                } else if (roles[i] == IN) {
                    adds[element[i]]++;
                } else if (roles[i] == OUT) {
                    removes[element[i]]++;
                }
            }
        }

        /** Finds who put each element in and who took it out. */
        private Decision choose() {
            for (int i = 0; i < calls.length; i++) {
                int number = element[i];
                if (roles[i] == IN && (adds[number] == 0 || !times.isPending(i))) {
                    in[number] = i;
                } else if (roles[i] == OUT && (removes[number] == 0 || !times.isPending(i))) {
                    if (removes[number] > 1 && out[number] != NOBODY && sources(number) == 1) {
                        return Proof.of(
                                calls,
                                calls[i].told() + " took " + show(number) + " out, and so did "
                                        + calls[out[number]].told() + ", but it was put in once",
                                out[number],
                                i);
                    }
                    out[number] = out[number] == NOBODY ? i : out[number];
                }
            }
            for (int i = 0; i < calls.length; i++) {
                if (roles[i] == SEEN || roles[i] == OUT && !times.isPending(i)) {
                    if (sources(element[i]) == 0) {
                        return Proof.of(
                                calls, calls[i].told() + " found " + show(element[i]) + ", which nobody had put in", i);
                    }
                    shows(i);
                }
            }
            for (int number = 0; number < unclear.length; number++) {
                unclear[number] = adds[number] + (initial[number] ? 1 : 0) > 1
                        || adds[number] == 0 && !initial[number] && pendingAdds[number] > 1
                        || removes[number] > 1;
                if (!unclear[number] && in[number] != NOBODY && !initial[number]) {
                    boolean counts = !times.isPending(in[number]) || firstEnding[number] != NOBODY;
                    in[number] = counts ? in[number] : NOBODY;
                    if (counts) {
                        shows(in[number]);
                    }
                }
                if (!unclear[number] && isIn(number) && out[number] != NOBODY) {
                    shows(out[number]);
                }
            }
            return null;
        }

        private int sources(int number) {
            return adds[number] + pendingAdds[number] + (initial[number] ? 1 : 0);
        }

        private boolean isIn(int number) {
            return initial[number] || in[number] != NOBODY;
        }

        private void shows(int call) {
            int number = element[call];
            int first = firstEnding[number];
            firstEnding[number] = first == NOBODY || times.end(call) < times.end(first) ? call : first;
            lastBegun[number] = Math.max(lastBegun[number], call);
        }

        /** No call shows an element inside before it was put in or after it was taken out. */
        private Decision bounds() {
            for (int number = 0; number < unclear.length; number++) {
                int first = firstEnding[number];
                int last = lastBegun[number];
                if (unclear[number] || first == NOBODY) {
                    continue;
                }
                boolean early = !initial[number] && times.precedes(first, in[number]);
                boolean late = out[number] != NOBODY && times.precedes(out[number], last);
                if ((early || late) && mayComeAgain(number)) {
                    unclear[number] = true;
                } else if (early) {
                    return Proof.of(
                            calls,
                            calls[first].told() + " found " + show(number) + " and was over before "
                                    + calls[in[number]].told() + ", which put it in, began",
                            first,
                            in[number]);
                } else if (late) {
                    return Proof.of(
                            calls,
                            calls[last].told() + " found " + show(number) + " after " + calls[out[number]].told()
                                    + " had taken it out",
                            out[number],
                            last);
                }
            }
            return null;
        }

        /** Whether a pending add, beside the one that put it in, may have done so again. */
        private boolean mayComeAgain(int number) {
            return sources(number) > 1;
        }

        /** No call misses an element while it is inside. */
        private Decision misses() {
            for (int i = 0; i < calls.length; i++) {
                int number = element[i];
                if (roles[i] != MISSED || times.isPending(i) || unclear[number] || !isIn(number)) {
                    continue;
                }
                int first = firstEnding[number];
                int last = out[number] == NOBODY ? NOBODY : lastBegun[number];
                boolean in = initial[number] || first != NOBODY && times.precedes(first, i);
                boolean still = out[number] == NOBODY || times.precedes(i, last);
                if (in && still && mayComeAgain(number)) {
                    unclear[number] = true;
                } else if (in && still) {
                    return Proof.of(
                            calls,
                            calls[i].told() + " did not find " + show(number) + ", which was in it "
                                    + (initial[number] ? "from the first" : "since " + calls[first].told())
                                    + (last == NOBODY ? "" : " and until " + calls[last].told()),
                            i,
                            initial[number] ? NOBODY : first,
                            last);
                }
            }
            return null;
        }

        private String show(int number) {
            return Proof.show(numbers.value(number));
        }
    }
}
