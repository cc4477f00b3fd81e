package io.faultline.checkers.history;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What each client process has begun and not ended, by its position; processes mostly have small numbers. */
final class OpenOperations {
    private static final int SMALL = 1 << 16;

    private final Map<Long, Integer> others = new HashMap<>();
    private int[] small = new int[0];

    void begin(long process, int position) {
        if (process < 0 || process >= SMALL) {
            others.put(process, position);
            return;
        }
        int number = (int) process;
        if (number >= small.length) {
            int length = small.length;
            small = Arrays.copyOf(small, Math.max(number + 1, 2 * length));
            Arrays.fill(small, length, small.length, ClientEvents.NONE);
        }
        small[number] = position;
    }

    /** Where it began what it ends now; {@link ClientEvents#NONE} when it had begun nothing. */
    int end(long process) {
        if (process < 0 || process >= SMALL) {
            Integer position = others.remove(process);
            return position == null ? ClientEvents.NONE : position;
        }
        if (process >= small.length) {
            return ClientEvents.NONE;
        }
        int position = small[(int) process];
        small[(int) process] = ClientEvents.NONE;
        return position;
    }
}
