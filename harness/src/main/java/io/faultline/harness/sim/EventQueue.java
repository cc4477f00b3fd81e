package io.faultline.harness.sim;

import java.util.Arrays;

/**
 * What is still to happen, ordered by time and, at one time, by the order in which it was planned.
 *
 * <p>A binary heap in parallel arrays: it sits under every message, and boxing or comparing objects would be
 * most of the simulator's time.
 */
final class EventQueue {
    private long[] times = new long[256];
    private long[] sequences = new long[256];
    private Runnable[] tasks = new Runnable[256];
    private int size;
    private long sequence;

    void add(long time, Runnable task) {
        if (size == times.length) {
            grow();
        }
        int hole = size++;
        long order = sequence++;
        while (hole > 0) {
            int parent = (hole - 1) >>> 1;
            if (times[parent] <= time) {
                break;
            }
            move(parent, hole);
            hole = parent;
        }
        put(hole, time, order, task);
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
        Runnable first = tasks[0];
        size--;
        long time = times[size];
        long order = sequences[size];
        Runnable task = tasks[size];
        tasks[size] = null;
        if (size > 0) {
            sink(time, order, task);
        }
        return first;
    }

    private void sink(long time, long order, Runnable task) {
        int hole = 0;
        for (int child = 1; child < size; child = 2 * hole + 1) {
            if (child + 1 < size && before(child + 1, times[child], sequences[child])) {
                child++;
            }
            if (!before(child, time, order)) {
                break;
            }
            move(child, hole);
            hole = child;
        }
        put(hole, time, order, task);
    }

    private boolean before(int index, long time, long order) {
        return times[index] < time || times[index] == time && sequences[index] < order;
    }

    private void move(int from, int to) {
        times[to] = times[from];
        sequences[to] = sequences[from];
        tasks[to] = tasks[from];
    }

    private void put(int index, long time, long order, Runnable task) {
        times[index] = time;
        sequences[index] = order;
        tasks[index] = task;
    }

    private void grow() {
        int capacity = size * 2;
        times = Arrays.copyOf(times, capacity);
        sequences = Arrays.copyOf(sequences, capacity);
        tasks = Arrays.copyOf(tasks, capacity);
    }
}
