package io.faultline.checkers.linearizability.monitor;

import static io.faultline.checkers.linearizability.monitor.Proof.NOBODY;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Decision;
import io.faultline.checkers.linearizability.Monitor;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A set that is only added to, each element once, and read as a whole. Linear in what reads tell, but for sorting them.
 *
 * <p>Of two reads one must have seen all that the other saw, so reads stand in an order, and each element was added between
 * the last that missed it and the first that saw it; what nobody saw comes last, or never if pending. That is an order of
 * {@link Stages}.
 */
final class GrowingSetMonitor implements Monitor {
    @Override
    public String name() {
        return "set-reads";
    }

    @Override
    public Set<String> models() {
        return Set.of("set");
    }

    @Override
    public Decision decide(List<Call> calls, Object initial) {
        return new Reads(Proof.array(calls)).decide(initial);
    }

    /** What reads saw, and when each element was first seen. */
    private static final class Reads {
        private static final int UNSEEN = Integer.MAX_VALUE;

        private final Call[] calls;
        private final Times times;
        private final Numbering numbers = new Numbering();
        private int[] reads;
        private int[] add;
        private int[] level;
        private int[] firstLevel;
        private int initial;
        private int levels;

        Reads(Call[] calls) {
            this.calls = calls;
            this.times = new Times(calls);
        }

        Decision decide(Object start) {
            if (start instanceof Collection<?> inside) {
                inside.forEach(numbers::of);
            }
            initial = numbers.size();
            Decision unclear = gather();
            unclear = unclear != null ? unclear : compare();
            unclear = unclear != null ? unclear : order();
            return unclear != null ? unclear : Decision.linearizable();
        }

        private Decision gather() {
            int[] adder = Proof.nobodies(calls.length + initial);
            reads = new int[calls.length];
            int many = 0;
            for (int i = 0; i < calls.length; i++) {
                Call call = calls[i];
                if (call.is("add")) {
                    int number = numbers.of(call.argument());
                    if (number < initial || adder[number] != NOBODY || Boolean.FALSE.equals(call.result())) {
                        return Decision.declined(
                                Proof.show(call.argument()) + " was put in twice, again by " + call.told());
                    }
                    adder[number] = i;
                } else if (call.is("read")) {
                    reads[many] = i;
                    many += call.isPending() ? 0 : 1;
                } else {
                    return Decision.declined("a set with " + call.f() + " is not only added to and read");
                }
            }
            reads = Arrays.copyOf(reads, many);
            add = Arrays.copyOf(adder, numbers.size());
            firstLevel = new int[numbers.size()];
            Arrays.fill(firstLevel, UNSEEN);
            return null;
        }

        private Collection<?> seen(int read) {
            return calls[read].result() == null ? List.of() : (Collection<?>) calls[read].result();
        }

        /** Each read must have seen all that the smaller ones saw. */
        private Decision compare() {
            Integer[] bySize = Arrays.stream(reads).boxed().toArray(Integer[]::new);
            Arrays.sort(bySize, Comparator.comparingInt(read -> seen(read).size()));
            level = new int[calls.length];
            int known = 0;
            int before = NOBODY;
            int[] lastIn = Proof.nobodies(numbers.size());
            for (int read : bySize) {
                levels += before == NOBODY || seen(read).size() > seen(before).size() ? 1 : 0;
                level[read] = levels - 1;
                for (Object element : seen(read)) {
                    int number = numbers.find(element);
                    if (number == Numbering.UNKNOWN) {
                        return Proof.of(
                                calls,
                                calls[read].told() + " saw " + Proof.show(element) + ", which nobody put in",
                                read);
                    }
                    if (lastIn[number] == read) {
                        return Decision.declined(calls[read].told() + " saw " + Proof.show(element) + " twice");
                    }
                    lastIn[number] = read;
                    known += firstLevel[number] == UNSEEN ? 1 : 0;
                    firstLevel[number] = Math.min(firstLevel[number], level[read]);
                }
                if (seen(read).size() < known) {
                    return missing(read, before, lastIn);
                }
                before = read;
            }
            return atFirst();
        }

        /** What was seen before is not seen here, so neither saw all that the other did. */
        private Decision missing(int read, int before, int[] lastIn) {
            for (Object element : seen(before)) {
                if (lastIn[numbers.find(element)] != read) {
                    return Proof.of(
                            calls,
                            calls[read].told() + " missed " + Proof.show(element) + ", and " + calls[before].told()
                                    + " saw it but missed something else",
                            before,
                            read);
                }
            }
            throw new IllegalStateException("a read that saw all the smaller one saw was taken for one that did not");
        }

        /** What is there at first, all see. */
        private Decision atFirst() {
            for (int number = 0; number < initial; number++) {
                for (int read : reads) {
                    if (firstLevel[number] > level[read]) {
                        return Proof.of(
                                calls,
                                calls[read].told() + " missed " + Proof.show(numbers.value(number))
                                        + ", which was there at first",
                                read);
                    }
                }
            }
            return null;
        }

        private Decision order() {
            Stages stages = new Stages(times, 2 * levels + 1);
            for (int read : reads) {
                stages.add(read, 2 * level[read] + 1);
            }
            for (int number = initial; number < add.length; number++) {
                if (firstLevel[number] != UNSEEN) {
                    stages.add(add[number], 2 * firstLevel[number]);
                } else if (!times.isPending(add[number])) {
                    stages.add(add[number], 2 * levels);
                }
            }
            int[] conflict = stages.conflict();
            return conflict == null ? null : shown(conflict[0], conflict[1]);
        }

        /** @param ended a call that must come after the one that began when it was over */
        private Decision shown(int ended, int began) {
            boolean reads = calls[ended].is("read");
            String how;
            int witness = NOBODY;
            if (calls[began].is("read")) {
                how = reads ? " saw more and was over before " : ", which it missed, was over before ";
                how = (reads
                        ? calls[ended].told() + how + calls[began].told() + " began"
                        : calls[began].told() + " missed what " + calls[ended].told() + " had put in before");
            } else if (reads) {
                how = calls[ended].told() + " saw what only " + calls[began].told() + " put in, after it was over";
            } else {
                witness = readOf(firstLevel[numbers.find(calls[began].argument())]);
                how = calls[witness].told() + " saw what " + calls[began].told() + " put in, and missed what "
                        + calls[ended].told() + " had put in before";
            }
            return Proof.of(calls, how, ended, began, witness);
        }

        private int readOf(int wanted) {
            for (int read : reads) {
                if (level[read] == wanted) {
                    return read;
                }
            }
            return NOBODY;
        }
    }
}
