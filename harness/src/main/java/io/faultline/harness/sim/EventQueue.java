package io.faultline.harness.sim;

import java.util.Arrays;

/**
 * What is still to happen, ordered by time and, at one time, by the order in which it was planned.
 *
 * <p>A wheel of short spans of time. Hundreds of clients that think are planned at any time, and a heap of them all would have
 * to be gone through for each message; so only what is due within the span that is open stands in one, and what is due within a
 * turn of the wheel waits, unordered, in the slot of its span. The little that is due later has a heap of its own. Tasks stay
 * where they are put, in a place of their own; only numbers are moved.
 */
final class EventQueue {
    /** So many bits of a key are the place of its task; those above are the order in which it was planned. */
    private static final int PLACE_BITS = 24;

    private static final int MOST = 1 << PLACE_BITS;

    /** A span is half a millisecond: a few tasks of a trial under load. */
    private static final int SPAN_BITS = 19;

    /** A turn of the wheel takes two seconds, longer than most of what is planned. */
    private static final int SLOTS = 4096;

    private static final int NONE = -1;

    /** What is due in the open span or before. */
    private final TimeHeap open = new TimeHeap();
    /** What was planned for longer than a turn ahead. */
    private final TimeHeap far = new TimeHeap();
    /** The span that is open, counted from time 0. */
    private long openSpan;

    /** By slot: the place of the task that came last, {@link #NONE} without one. */
    private final int[] last = new int[SLOTS];
    /** By slot, a bit: whether there is one. */
    private final long[] used = new long[SLOTS / Long.SIZE];
    /** How many tasks are in slots. */
    private int slotted;

    private Runnable[] tasks = new Runnable[256];
    /** By place, while it waits in a slot: when it is due, its key, and the place of the task before it in the slot. */
    private long[] times = new long[256];

    private long[] keys = new long[256];
    private int[] before = new int[256];
    /** Places that are free again, the last one first. */
    private int[] free = new int[256];

    private int freeCount;
    private int size;
    private long sequence;

    EventQueue() {
        Arrays.fill(last, NONE);
    }

    void add(long time, Runnable task) {
        if (size == tasks.length) {
            grow();
        }
        int place = freeCount > 0 ? free[--freeCount] : size;
        size++;
        tasks[place] = task;
        long key = sequence++ << PLACE_BITS | place;
        long ahead = (time >> SPAN_BITS) - openSpan;
        if (ahead <= 0) {
            open.add(time, key);
        } else if (ahead < SLOTS) {
            putIntoSlot((int) (time >> SPAN_BITS) & SLOTS - 1, place, time, key);
        } else {
            far.add(time, key);
        }
    }

    private void putIntoSlot(int slot, int place, long time, long key) {
        times[place] = time;
        keys[place] = key;
        before[place] = last[slot];
        last[slot] = place;
        used[slot / Long.SIZE] |= 1L << slot;
        slotted++;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Time of the next task; only when there is one. */
    long nextTime() {
        if (open.isEmpty()) {
            openNext();
        }
        return open.time();
    }

    /** Takes the next task out; only when there is one. */
    Runnable poll() {
        if (open.isEmpty()) {
            openNext();
        }
        int place = (int) open.poll() & MOST - 1;
        Runnable first = tasks[place];
        tasks[place] = null;
        free[freeCount++] = place;
        size--;
        return first;
    }

    /** Opens the next span in which something is due. */
    private void openNext() {
        long next = slotted == 0 ? Long.MAX_VALUE : openSpan + 1 + distance((int) (openSpan + 1) & SLOTS - 1);
        openSpan = far.isEmpty() ? next : Math.min(next, far.time() >> SPAN_BITS);
        if (openSpan == next) {
            openSlot((int) next & SLOTS - 1);
        }
        while (!far.isEmpty() && far.time() >> SPAN_BITS <= openSpan) {
            open.add(far.time(), far.poll());
        }
    }

    /** How far it is from that slot to the first one, around the wheel, that is used; there is one. */
    private int distance(int slot) {
        int word = slot / Long.SIZE;
        long bits = used[word] & -1L << slot;
        while (bits == 0) {
            word = word + 1 & used.length - 1;
            bits = used[word];
        }
        return word * Long.SIZE + Long.numberOfTrailingZeros(bits) - slot & SLOTS - 1;
    }

    private void openSlot(int slot) {
        for (int place = last[slot]; place != NONE; place = before[place]) {
            open.add(times[place], keys[place]);
            slotted--;
        }
        last[slot] = NONE;
        used[slot / Long.SIZE] &= ~(1L << slot);
    }

    private void grow() {
        if (size == MOST) {
            throw new IllegalStateException("more than " + MOST + " tasks are planned: something plans without end");
        }
        int capacity = size * 2;
        tasks = Arrays.copyOf(tasks, capacity);
        times = Arrays.copyOf(times, capacity);
        keys = Arrays.copyOf(keys, capacity);
        before = Arrays.copyOf(before, capacity);
        free = Arrays.copyOf(free, capacity);
    }
}
