package io.faultline.checkers.linearizability.monitor;

import static io.faultline.checkers.linearizability.monitor.Proof.NOBODY;

import io.faultline.checkers.history.PlainTree;
import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Decision;
import io.faultline.checkers.linearizability.Monitor;
import java.util.List;
import java.util.Set;

/**
 * A list that is only appended to, no element that somebody saw twice, and read as a whole. Linear in what reads tell.
 *
 * <p>The longest read gives the order of appends, and each other read must be a beginning of it. What nobody saw comes after
 * all that was seen, or never if pending. That is an order of {@link Stages}.
 */
final class ListMonitor implements Monitor {
    @Override
    public String name() {
        return "list-prefixes";
    }

    @Override
    public Set<String> models() {
        return Set.of("kv");
    }

    @Override
    public Decision decide(List<Call> calls, Object initial) {
        for (Call call : calls) {
            boolean reads = call.is("read") || call.is("get");
            if (!reads && !call.is("append")) {
                return Decision.declined("a key with " + call.f() + " is no list that is only appended to");
            }
            if (reads && call.result() != null && !(call.result() instanceof List<?> list && !list.isEmpty())) {
                return Decision.declined(
                        call.told() + " saw " + Proof.show(call.result()) + ", which is no list of something");
            }
        }
        if (initial != null && !(initial instanceof List<?> list && !list.isEmpty())) {
            return Decision.declined("what is there at first is no list of something");
        }
        return new Appends(Proof.array(calls), initial == null ? List.of() : (List<?>) initial).decide();
    }

    /** The order in which elements were appended, as the longest read saw it. */
    private static final class Appends {
        private final Call[] calls;
        private final Times times;
        private final List<?> start;
        private final Numbering numbers = new Numbering();
        private int longest = NOBODY;
        /** Who appended what the longest read saw, by place. */
        private int[] append;

        Appends(Call[] calls, List<?> start) {
            this.calls = calls;
            this.times = new Times(calls);
            this.start = start;
        }

        Decision decide() {
            for (int i = 0; i < calls.length; i++) {
                if (!calls[i].is("append") && !times.isPending(i)) {
                    longest =
                            longest == NOBODY || seen(i).size() > seen(longest).size() ? i : longest;
                }
            }
            Decision broken = longest == NOBODY ? null : number();
            broken = broken != null ? broken : compare();
            broken = broken != null ? broken : order();
            return broken != null ? broken : Decision.linearizable();
        }

        private List<?> seen(int read) {
            return read == NOBODY ? start : calls[read].result() == null ? List.of() : (List<?>) calls[read].result();
        }

        /** Numbers elements by their place in the longest read, and finds who appended them. */
        private Decision number() {
            List<?> all = seen(longest);
            for (int place = 0; place < all.size(); place++) {
                boolean initial = place < start.size();
                if (initial && !all.get(place).equals(start.get(place))) {
                    return Proof.of(calls, calls[longest].told() + " did not see what was there at first", longest);
                }
                if (numbers.of(all.get(place)) != place) {
                    return twice(all.get(place));
                }
            }
            append = Proof.nobodies(all.size());
            for (int i = 0; i < calls.length; i++) {
                int place = calls[i].is("append") ? numbers.find(calls[i].argument()) : NOBODY;
                if (place != NOBODY && (append[place] != NOBODY || place < start.size())) {
                    return Decision.declined(Proof.show(calls[i].argument()) + " was appended twice, again by "
                            + calls[i].told() + ", and somebody saw it");
                }
                if (place != NOBODY) {
                    append[place] = i;
                }
            }
            for (int place = start.size(); place < all.size(); place++) {
                if (append[place] == NOBODY) {
                    return Proof.of(
                            calls,
                            calls[longest].told() + " saw " + Proof.show(all.get(place)) + ", which nobody appended",
                            longest);
                }
            }
            return null;
        }

        private Decision twice(Object element) {
            int appends = start.contains(element) ? 1 : 0;
            int one = NOBODY;
            for (int i = 0; i < calls.length; i++) {
                if (calls[i].is("append") && java.util.Objects.equals(calls[i].argument(), element)) {
                    appends++;
                    one = i;
                }
            }
            return appends > 1
                    ? Decision.declined(Proof.show(element) + " was appended twice, and somebody saw it")
                    : Proof.of(
                            calls,
                            calls[longest].told() + " saw " + Proof.show(element) + " twice, but it was appended "
                                    + (appends == 0 ? "never" : "once"),
                            longest,
                            one);
        }

        /** Each read must have seen what the longest did, up to some place, and at least what was there at first. */
        private Decision compare() {
            for (int i = 0; i < calls.length; i++) {
                if (calls[i].is("append") || times.isPending(i)) {
                    continue;
                }
                List<?> list = seen(i);
                if (list.size() < start.size()) {
                    return Proof.of(calls, calls[i].told() + " did not see all that was there at first", i);
                }
                boolean begins = PlainTree.begins(list, seen(longest));
                for (int place = 0; !begins && place < list.size(); place++) {
                    if (!list.get(place).equals(seen(longest).get(place))) {
                        return Proof.of(
                                calls,
                                calls[i].told() + " saw " + Proof.show(list.get(place)) + " where "
                                        + calls[longest].told() + " saw "
                                        + Proof.show(seen(longest).get(place)),
                                i,
                                longest);
                    }
                }
            }
            return null;
        }

        private Decision order() {
            int all = longest == NOBODY ? 0 : seen(longest).size();
            Stages stages = new Stages(times, 2 * all + 2);
            for (int i = 0; i < calls.length; i++) {
                if (!calls[i].is("append")) {
                    if (!times.isPending(i)) {
                        stages.add(i, 2 * seen(i).size());
                    }
                } else if (place(i) != NOBODY) {
                    stages.add(i, 2 * place(i) + 1);
                } else if (!times.isPending(i)) {
                    stages.add(i, 2 * all + 1);
                }
            }
            int[] conflict = stages.conflict();
            return conflict == null ? null : shown(conflict[0], conflict[1]);
        }

        private int place(int append) {
            return longest == NOBODY ? NOBODY : numbers.find(calls[append].argument());
        }

        /** @param ended a call that must come after the one that began when it was over */
        private Decision shown(int ended, int began) {
            String first = calls[ended].told();
            String second = calls[began].told();
            boolean read = !calls[began].is("append");
            if (!calls[ended].is("append")) {
                String how = read
                        ? first + " saw more than " + second + ", and was over before that began"
                        : first + " saw what only " + second + " appended, after it was over";
                return Proof.of(calls, how, ended, began);
            }
            return read
                    ? Proof.of(calls, second + " missed what " + first + " had appended before", ended, began)
                    : Proof.of(
                            calls,
                            calls[longest].told() + " saw what " + second + " appended, but not before it what " + first
                                    + " had appended before",
                            ended,
                            began,
                            longest);
        }
    }
}
