package io.faultline.checkers.linearizability.monitor;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Decision;
import io.faultline.checkers.linearizability.Monitor;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A priority queue into which no number that somebody got was put twice; the greatest comes out first. O(n log n), for
 * sorting the numbers.
 *
 * <p>A poll needs a place, while it is open and its number may be in, at which no greater number is certainly inside; a poll
 * that found nothing needs one at which none is. There is an order just if each has one. Numbers are looked at from the
 * greatest down, and what one covers stays covered, so that the next uncovered place is found by joining stretches.
 *
 * <p>A pending poll may have taken what nobody got. If an order exists without, that is one; if none exists even of the
 * numbers that somebody got, none does; in between this declines.
 */
final class PriorityQueueMonitor implements Monitor {
    @Override
    public String name() {
        return "priority-cover";
    }

    @Override
    public Set<String> models() {
        return Set.of("priority-queue");
    }

    @Override
    public Decision decide(List<Call> calls, Object initial) {
        Stays stays = new Stays(new Stays.Names("priority queue", "insert", "poll"), Proof.array(calls));
        Decision early = stays.sort(initial);
        if (early != null) {
            return early;
        }
        Decision broken = broken(stays, stays.chosen(false));
        boolean unclear = stays.pending.length > 0 && stays.untaken() > 0;
        if (broken != null && unclear) {
            Decision certain = broken(stays, stays.chosen(true));
            return certain != null ? certain : Decision.declined("polls without an end may have taken what nobody got");
        }
        return broken != null ? broken : Decision.linearizable();
    }

    private static Decision broken(Stays stays, int[] chosen) {
        int[] falling = falling(stays, chosen);
        int[] nextUncovered = new int[stays.times.size() + 2];
        Arrays.setAll(nextUncovered, place -> place);
        for (int i = 0; i < falling.length; i++) {
            int stay = falling[i];
            if (stays.isTaken(stay)) {
                int from = Math.max(stays.put[stay], stays.take[stay]);
                if (find(nextUncovered, from) >= stays.gone(stay)) {
                    return Filled.covered(
                            stays,
                            Arrays.copyOf(falling, i),
                            stays.take[stay],
                            from,
                            stays.told(stays.take[stay]) + ", but all the time a greater one, ");
                }
            }
            cover(nextUncovered, stays.entered(stay), stays.left(stay));
        }
        return new Filled(stays, chosen).contradiction();
    }

    private static void cover(int[] nextUncovered, int from, int to) {
        for (int place = find(nextUncovered, Math.min(from, to)); place < to; place = find(nextUncovered, place)) {
            nextUncovered[place] = place + 1;
        }
    }

    /** The first place from this one on that is not covered; paths are halved on the way. */
    private static int find(int[] nextUncovered, int from) {
        int place = from;
        while (nextUncovered[place] != place) {
            nextUncovered[place] = nextUncovered[nextUncovered[place]];
            place = nextUncovered[place];
        }
        return place;
    }

    /** The stays, that of the greatest number first. */
    private static int[] falling(Stays stays, int[] chosen) {
        long[] numbers = new long[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            numbers[i] = number(stays, chosen[i]);
        }
        Arrays.sort(numbers);
        int[] taken = new int[chosen.length];
        int[] falling = new int[chosen.length];
        for (int stay : chosen) {
            // A number that nobody got may be there twice; these stand side by side, in the order they came.
            int first = lowest(numbers, number(stays, stay));
            falling[chosen.length - 1 - first - taken[first]++] = stay;
        }
        return falling;
    }

    private static int lowest(long[] numbers, long number) {
        int low = 0;
        int high = numbers.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (numbers[middle] < number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static long number(Stays stays, int stay) {
        return (Long) stays.calls[stays.put[stay]].argument();
    }
}
