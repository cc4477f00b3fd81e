package io.faultline.checkers.clients;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Of what is known to have happened by some event, the one that is greatest by some measure: a sorted list with running maxima,
 * asked in logarithmic time.
 */
final class Latest<T> {
    private final List<T> inOrder;
    private final List<T> greatest;
    private final ToLongFunction<T> end;

    /**
     * @param end by which event it is known to have happened; {@link Operation#NEVER} for what is left out
     * @param measure of equal ones that which ended first counts as greatest
     */
    Latest(Collection<T> all, ToLongFunction<T> end, ToLongFunction<T> measure) {
        this.end = end;
        inOrder = new ArrayList<>(all.size());
        for (T one : all) {
            if (end.applyAsLong(one) != Operation.NEVER) {
                inOrder.add(one);
            }
        }
        inOrder.sort(Comparator.comparingLong(end));
        greatest = new ArrayList<>(inOrder.size());
        T best = null;
        for (T one : inOrder) {
            if (best == null || measure.applyAsLong(one) > measure.applyAsLong(best)) {
                best = one;
            }
            greatest.add(best);
        }
    }

    /** The greatest of those that are known to have happened before that event; null when there are none. */
    T before(long event) {
        int count = count(event);
        return count == 0 ? null : greatest.get(count - 1);
    }

    /** How many are known to have happened before that event. */
    int count(long event) {
        return Ascending.below(event, inOrder.size(), place -> end.applyAsLong(inOrder.get(place)));
    }

    /** Those that are known to have happened at all, the earliest first. */
    List<T> inOrder() {
        return inOrder;
    }
}
