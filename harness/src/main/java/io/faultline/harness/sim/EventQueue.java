package io.faultline.harness.sim;

import java.util.Arrays;

/**
 * What is still to happen, ordered by time and, at one time, by the order in which it was planned.
 *
 * <p>A heap of four children each in two arrays of numbers: it sits under every message, and boxing or comparing objects
 * would be most of the simulator's time. Tasks stay where they are put, in a place of their own; the heap moves only numbers.
 */
final class EventQueue {
    /** So many bits of a key are the place of its task; those above are the order in which it was planned. */
    private static final int PLACE_BITS = 24;

    private static final int MOST = 1 << PLACE_BITS;

    private long[] times = new long[256];
    private long[] keys = new long[256];
    private int size;
    private long sequence;

    private Runnable[] tasks = new Runnable[256];
    /** Places that are free again, the last one first. */
    private int[] free = new int[256];

    private int freeCount;

    void add(long time, Runnable task) {
        if (size == times.length) {
            grow();
        }
        int place = freeCount > 0 ? free[--freeCount] : size;
        tasks[place] = task;
        long key = sequence++ << PLACE_BITS | place;
        int hole = size++;
        while (hole > 0) {
            int parent = (hole - 1) >>> 2;
            if (times[parent] <= time) {
                break;
            }
            move(parent, hole);
            hole = parent;
        }
        put(hole, time, key);
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Time of the next task; only when there is one. */
    long nextTime() {
        return times[0];
    }

    /** Takes the next task out; only when there is one. */
    Runnable poll() {
        int place = (int) keys[0] & MOST - 1;
        Runnable first = tasks[place];
        tasks[place] = null;
        free[freeCount++] = place;
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
            if (!before(least, time, key)) {
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
            if (before(other, times[least], keys[least])) {
                least = other;
            }
        }
        return least;
    }

    private boolean before(int index, long time, long key) {
        return times[index] < time || times[index] == time && keys[index] < key;
    }

    private void move(int from, int to) {
        times[to] = times[from];
        keys[to] = keys[from];
    }

    private void put(int index, long time, long key) {
        times[index] = time;
        keys[index] = key;
    }

    private void grow() {
        if (size == MOST) {
            throw new IllegalStateException("more than " + MOST + " tasks are planned: something plans without end");
        }
        int capacity = size * 2;
        times = Arrays.copyOf(times, capacity);
        keys = Arrays.copyOf(keys, capacity);
        tasks = Arrays.copyOf(tasks, capacity);
        free = Arrays.copyOf(free, capacity);
    }
}
