package io.faultline.checkers.clients;

import java.util.function.IntToLongFunction;

/** A search in numbers that never fall from one place to the next, in logarithmic time. */
final class Ascending {
    private Ascending() {}

    /** How many of the first {@code size} are less than that bound. */
    static int below(long bound, int size, IntToLongFunction numberAt) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (numberAt.applyAsLong(middle) < bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
