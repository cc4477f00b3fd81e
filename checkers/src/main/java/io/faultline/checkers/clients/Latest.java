package io.faultline.checkers.clients;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Of operations that had ended by some event, the one that is greatest by some measure: a sorted list with running maxima,
 * asked in logarithmic time.
 */
final class Latest {
    private final List<Operation> byEnd;
    private final List<Operation> greatest;
    private final ToLongFunction<Operation> measure;

    /** Those of the operations that are known to have taken effect. */
    Latest(List<Operation> operations, ToLongFunction<Operation> measure) {
        this.measure = measure;
        byEnd = new ArrayList<>(operations);
        byEnd.removeIf(operation -> !operation.isOk());
        byEnd.sort(Comparator.comparingLong(Operation::to));
        greatest = new ArrayList<>(byEnd.size());
        Operation best = null;
        for (Operation operation : byEnd) {
            if (best == null || measure.applyAsLong(operation) > measure.applyAsLong(best)) {
                best = operation;
            }
            greatest.add(best);
        }
    }

    /** The greatest of those that ended before that event; null when none did. */
    Operation before(long event) {
        int count = count(event);
        return count == 0 ? null : greatest.get(count - 1);
    }

    /** The last that ended before that event; null when none did. */
    Operation lastBefore(long event) {
        int count = count(event);
        return count == 0 ? null : byEnd.get(count - 1);
    }

    /** How many ended before that event. */
    int count(long event) {
        int low = 0;
        int high = byEnd.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (byEnd.get(middle).to() < event) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    long measureOf(Operation operation) {
        return measure.applyAsLong(operation);
    }
}
