package io.faultline.node.meter;

/** The instants of the sends to one peer within the window, oldest first, in a ring. */
final class SendWindow {
    /** Above this many the oldest is forgotten, and the count says "at least". */
    private static final int MOST = 1 << 16;

    private final long length;
    private long[] ring;
    private int oldest;
    private int size;
    private int nextReport;

    SendWindow(long length, int limit) {
        this.length = length;
        this.ring = new long[Math.min(MOST, Integer.highestOneBit(limit) << 1)];
        this.nextReport = limit + 1;
    }

    /** Adds a send and counts those in (now - length, now]. */
    int add(long now) {
        int mask = ring.length - 1;
        while (size > 0 && now - ring[oldest] >= length) {
            oldest = oldest + 1 & mask;
            size--;
        }
        if (size == ring.length) {
            makeRoom();
            mask = ring.length - 1;
        }
        ring[oldest + size & mask] = now;
        return ++size;
    }

    /** The count at which the next report is due. */
    int nextReport() {
        return nextReport;
    }

    void reported(int count) {
        nextReport = 2 * count;
    }

    /** Only a node that exceeds its limit comes here: the ring as made holds as many sends as are allowed. */
    private void makeRoom() {
        if (ring.length == MOST) {
            oldest = oldest + 1 & MOST - 1;
            size--;
            return;
        }
        long[] larger = new long[ring.length * 2];
        int untilEnd = ring.length - oldest;
        System.arraycopy(ring, oldest, larger, 0, untilEnd);
        System.arraycopy(ring, 0, larger, untilEnd, oldest);
        ring = larger;
        oldest = 0;
    }
}
