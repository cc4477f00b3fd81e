package io.faultline.checkers.linearizability.monitor;

import io.faultline.checkers.linearizability.Call;

/**
 * When calls began and ended, as small whole numbers.
 *
 * <p>A call begins at its place in the list. It ends at the first place whose call began after that, so that
 * {@code a} precedes {@code b} just if {@code end(a) <= b}: all that real time says about two calls, and all positions of
 * a history shrink to arrays of ints. Where positions repeat, intervals are closed: what begins as another ends began
 * before it ended.
 *
 * <p>Places also stand for moments: place {@code p} is the moment just after the call there began, when as much as
 * possible is still open. A call is open at the places from its own up to, but without, its end.
 */
final class Times {
    private final int[] ends;

    Times(Call[] calls) {
        int size = calls.length;
        long[] begins = new long[size];
        for (int i = 0; i < size; i++) {
            begins[i] = calls[i].invoke();
        }
        ends = new int[size];
        for (int i = 0; i < size; i++) {
            ends[i] = calls[i].isPending() ? size + 1 : firstAfter(begins, i, calls[i].end());
        }
    }

    /** The first place that began after this position; few calls are open at once, so it is looked for near by. */
    private static int firstAfter(long[] begins, int from, long position) {
        int step = 1;
        while (from + step < begins.length && begins[from + step] <= position) {
            step <<= 1;
        }
        int low = from + (step >> 1);
        int high = Math.min(from + step, begins.length);
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (begins[middle] <= position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    int size() {
        return ends.length;
    }

    /** The place of the first call that began after this one ended: at most {@link #size}. {@link #never} when pending. */
    int end(int call) {
        return ends[call];
    }

    /** The end of what never ends: after what happens when all is over, at place {@link #size}. */
    int never() {
        return ends.length + 1;
    }

    boolean precedes(int first, int second) {
        return ends[first] <= second;
    }

    /** Whether nobody knows when, or if, the call ended. */
    boolean isPending(int call) {
        return ends[call] > ends.length;
    }

    /** These calls, in the order of their ends. */
    int[] byEnd(int[] chosen) {
        int[] starts = new int[never() + 2];
        for (int call : chosen) {
            starts[ends[call] + 1]++;
        }
        for (int place = 1; place < starts.length; place++) {
            starts[place] += starts[place - 1];
        }
        int[] sorted = new int[chosen.length];
        for (int call : chosen) {
            sorted[starts[ends[call]]++] = call;
        }
        return sorted;
    }
}
