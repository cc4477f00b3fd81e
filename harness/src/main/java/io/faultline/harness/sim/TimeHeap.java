package io.faultline.harness.sim;

import java.util.Arrays;

/** Numbers by time and then by themselves, the least first: a heap of four children each in two arrays. */
final class TimeHeap {
    private long[] times = new long[64];
    private long[] keys = new long[64];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    /** The least time; only when there is one. */
    long time() {
        return times[0];
    }

    /** Puts in a key that is at its time. */
    void add(long time, long key) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            keys = Arrays.copyOf(keys, 2 * size);
        }
        int hole = size++;
        while (hole > 0) {
            int parent = (hole - 1) >>> 2;
            if (!before(time, key, parent)) {
                break;
            }
            move(parent, hole);
            hole = parent;
        }
        put(hole, time, key);
    }

    /** Takes the least key out; only when there is one. */
    long poll() {
        long first = keys[0];
        size--;
        if (size > 0) {
            sink(times[size], keys[size]);
        }
        return first;
    }

    private void sink(long time, long key) {
        int hole = 0;
        for (int child = 1; child < size; child = 4 * hole + 1) {
            int least = least(child);
            if (before(time, key, least)) {
                break;
            }
            move(least, hole);
            hole = least;
        }
        put(hole, time, key);
    }

    /** Which of up to four from this one on comes first. */
    private int least(int child) {
        int least = child;
        int end = Math.min(child + 4, size);
        for (int other = child + 1; other < end; other++) {
            if (before(times[other], keys[other], least)) {
                least = other;
            }
        }
        return least;
    }

    private boolean before(long time, long key, int index) {
        return time < times[index] || time == times[index] && key < keys[index];
    }

    private void move(int from, int to) {
        times[to] = times[from];
        keys[to] = keys[from];
    }

    private void put(int index, long time, long key) {
        times[index] = time;
        keys[index] = key;
    }
}
