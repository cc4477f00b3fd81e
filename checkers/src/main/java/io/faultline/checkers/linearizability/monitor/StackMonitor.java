package io.faultline.checkers.linearizability.monitor;

import static io.faultline.checkers.linearizability.monitor.Proof.NOBODY;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Decision;
import io.faultline.checkers.linearizability.Monitor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

/**
 * A stack on which no element that somebody got was pushed twice. O(n log n).
 *
 * <p>{@link StackOrder} decides about pushes and pops; a pop that found nothing needs a moment at which nothing need be on the
 * stack. A pending pop may have taken what nobody got. If an order exists without, that is one; if none exists even of the
 * elements that somebody got, none does; in between this declines.
 */
final class StackMonitor implements Monitor {
    private static final Stays.Names NAMES = new Stays.Names("stack", "push", "pop");
    private static final int NAMED_MOST = 6;

    @Override
    public String name() {
        return "stack-peeling";
    }

    @Override
    public Set<String> models() {
        return Set.of("stack");
    }

    @Override
    public Decision decide(List<Call> calls, Object initial) {
        Stays stays = new Stays(NAMES, Proof.array(calls));
        Decision early = stays.sort(initial);
        if (early != null) {
            return early;
        }
        Decision broken = broken(stays, stays.chosen(false));
        boolean unclear = stays.pending.length > 0 && stays.untaken() > 0;
        if (broken != null && unclear) {
            Decision certain = broken(stays, stays.chosen(true));
            return certain != null ? certain : Decision.declined("pops without an end may have taken what nobody got");
        }
        return broken != null ? broken : Decision.linearizable();
    }

    private static Decision broken(Stays stays, int[] chosen) {
        int[] stuck = new StackOrder(stays, chosen).stuck();
        if (stuck.length == 0) {
            return new Filled(stays, chosen).contradiction();
        }
        Decision crossed = new Crossing(stays, stuck).shown();
        return crossed != null ? crossed : shown(stays, fewest(stays, stuck));
    }

    private static Decision shown(Stays stays, int[] stuck) {
        StringJoiner names = new StringJoiner(", ");
        int[] calls = new int[2 * stuck.length];
        for (int i = 0; i < stuck.length; i++) {
            calls[2 * i] = stays.put[stuck[i]];
            calls[2 * i + 1] = stays.take[stuck[i]];
            if (i < NAMED_MOST) {
                names.add(stays.element(stuck[i]));
            }
        }
        String others = stuck.length > NAMED_MOST ? " and " + (stuck.length - NAMED_MOST) + " more" : "";
        return Proof.of(
                stays.calls,
                "no order of the pushes and pops of " + names + others + " has each popped when it is on top",
                calls);
    }

    /**
     * As few elements as no order fits: of those tried in turn, the last of the shortest beginning that is enough is needed.
     * The work is bounded; when it is done, what is left is taken.
     */
    private static int[] fewest(Stays stays, int[] stuck) {
        long work = 40L * stuck.length + 10_000;
        List<Integer> needed = new ArrayList<>();
        int[] rest = stuck;
        while (rest.length > 0 && work > 0 && !isStuck(stays, needed, rest, 0)) {
            int low = 1;
            int high = rest.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                work -= middle;
                if (work > 0 && !isStuck(stays, needed, rest, middle)) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            needed.add(rest[low - 1]);
            rest = Arrays.copyOf(rest, low - 1);
        }
        return needed.stream().mapToInt(stay -> stay).sorted().toArray();
    }

    /** Whether these alone are stuck, in a history of their own, which is small where they are few. */
    private static boolean isStuck(Stays stays, List<Integer> needed, int[] rest, int many) {
        List<Integer> calls = new ArrayList<>();
        for (int i = 0; i < needed.size() + many; i++) {
            int stay = i < needed.size() ? needed.get(i) : rest[i - needed.size()];
            calls.add(stays.put[stay]);
            if (stays.isTaken(stay)) {
                calls.add(stays.take[stay]);
            }
        }
        calls.sort(null);
        Stays few =
                new Stays(NAMES, calls.stream().map(call -> stays.calls[call]).toArray(Call[]::new));
        return few.sort(null) != null || new StackOrder(few, few.chosen(false)).stuck().length > 0;
    }

    /** Two elements of which the lower came off first: pushed one after the other, and popped in that order. */
    private static final class Crossing {
        private final Stays stays;
        private final int[] chosen;
        private final int size;
        /** Of the elements that leave at a place or later, the one that is gone first, as a Fenwick tree from the end. */
        private final int[] firstGone;

        Crossing(Stays stays, int[] chosen) {
            this.stays = stays;
            this.chosen = chosen;
            this.size = stays.times.size();
            this.firstGone = Proof.nobodies(size + 2);
        }

        Decision shown() {
            int[] entering = Proof.nobodies(size + 2);
            int[] next = new int[stays.count()];
            int[] stayAt = Proof.nobodies(size);
            for (int stay : chosen) {
                next[stay] = entering[stays.entered(stay)];
                entering[stays.entered(stay)] = stay;
                stayAt[stays.put[stay]] = stay;
            }
            for (int place = 0; place < size; place++) {
                for (int stay = entering[place]; stay != NOBODY; stay = next[stay]) {
                    add(stay);
                }
                int upper = stayAt[place];
                int lower = upper == NOBODY ? NOBODY : leavingFrom(stays.entered(upper));
                if (lower != NOBODY && stays.gone(lower) <= stays.left(upper)) {
                    return crossed(lower, upper);
                }
            }
            return null;
        }

        private void add(int stay) {
            for (int i = size - stays.left(stay) + 1; i < firstGone.length; i += i & -i) {
                if (firstGone[i] == NOBODY || stays.gone(stay) < stays.gone(firstGone[i])) {
                    firstGone[i] = stay;
                }
            }
        }

        private int leavingFrom(int place) {
            int first = NOBODY;
            for (int i = size - place + 1; i > 0; i -= i & -i) {
                int other = firstGone[i];
                if (other != NOBODY && (first == NOBODY || stays.gone(other) < stays.gone(first))) {
                    first = other;
                }
            }
            return first;
        }

        private Decision crossed(int lower, int upper) {
            String then = stays.isTaken(upper)
                    ? "came off only after it, by " + stays.calls[stays.take[upper]].told()
                    : "never came off";
            return Proof.of(
                    stays.calls,
                    stays.told(stays.take[lower]) + ", though " + stays.element(upper) + ", pushed onto it by "
                            + stays.calls[stays.put[upper]].told() + ", " + then,
                    stays.put[lower],
                    stays.put[upper],
                    stays.take[lower],
                    stays.take[upper]);
        }
    }
}
