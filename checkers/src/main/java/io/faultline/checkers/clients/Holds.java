package io.faultline.checkers.clients;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When a lock was certainly held by whom: from the end of an acquire until its owner first may have given the lock back.
 *
 * <p>A release whose end nobody knows may come through at any later time, and so leaves nothing certain behind it.
 */
final class Holds {
    private final Map<Long, Hold> holds = new HashMap<>();
    private final long[] starts;
    private final Hold[] longest;
    private final Hold[] longestOfAnother;

    /** @param to the event before which it is certainly held */
    record Hold(Operation acquire, long to) {
        long from() {
            return acquire.to();
        }

        Object owner() {
            return acquire.argument();
        }
    }

    /**
     * @param acquires those that succeeded
     * @param releases those that may have had an effect, by owner
     */
    Holds(List<Operation> acquires, Map<Object, List<Operation>> releases) {
        Map<Object, Releases> byOwner = new HashMap<>();
        releases.forEach((owner, all) -> byOwner.put(owner, new Releases(all)));
        List<Hold> inOrder = new ArrayList<>();
        for (Operation acquire : acquires) {
            Releases ofOwner = byOwner.get(acquire.argument());
            long to = ofOwner == null ? Operation.NEVER : ofOwner.firstThatMayFollow(acquire.from());
            if (to > acquire.to()) {
                Hold hold = new Hold(acquire, to);
                holds.put(acquire.from(), hold);
                inOrder.add(hold);
            }
        }
        inOrder.sort(Comparator.comparingLong(Hold::from));
        starts = inOrder.stream().mapToLong(Hold::from).toArray();
        longest = new Hold[starts.length];
        longestOfAnother = new Hold[starts.length];
        for (int i = 0; i < starts.length; i++) {
            add(i, inOrder.get(i));
        }
    }

    private void add(int place, Hold hold) {
        Hold first = place == 0 ? null : longest[place - 1];
        Hold second = place == 0 ? null : longestOfAnother[place - 1];
        if (first == null || hold.to() > first.to()) {
            second = first == null || first.owner().equals(hold.owner()) ? second : first;
            first = hold;
        } else if (!first.owner().equals(hold.owner()) && (second == null || hold.to() > second.to())) {
            second = hold;
        }
        longest[place] = first;
        longestOfAnother[place] = second;
    }

    /** The certain hold that this acquire began; null when it may have been over at once. */
    Hold of(Operation acquire) {
        return holds.get(acquire.from());
    }

    /** Of the certain holds of other owners that began before that event, the one that lasts longest; null without one. */
    Hold rival(long event, Object owner) {
        int before = Ascending.below(event, starts.length, place -> starts[place]) - 1;
        if (before < 0) {
            return null;
        }
        return longest[before].owner().equals(owner) ? longestOfAnother[before] : longest[before];
    }

    /** The releases of one owner, in the order in which they ended. */
    private static final class Releases {
        private final long[] ends;
        private final long[] firstBegin;

        Releases(List<Operation> all) {
            List<Operation> byEnd = new ArrayList<>(all);
            byEnd.sort(Comparator.comparingLong(Operation::to));
            ends = byEnd.stream().mapToLong(Operation::to).toArray();
            firstBegin = new long[ends.length + 1];
            firstBegin[ends.length] = Operation.NEVER;
            for (int i = ends.length - 1; i >= 0; i--) {
                firstBegin[i] = Math.min(firstBegin[i + 1], byEnd.get(i).from());
            }
        }

        /** The event by which the first of them began that may have come after something which began then. */
        long firstThatMayFollow(long begun) {
            return firstBegin[Ascending.below(begun + 1, ends.length, place -> ends[place])];
        }
    }
}
