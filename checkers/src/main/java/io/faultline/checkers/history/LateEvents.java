package io.faultline.checkers.history;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** Events that wait until nothing is expected any more that happened before them. For one thread. */
final class LateEvents {
    private final long waitNanos;
    private final TreeMap<Long, Deque<Draft>> held = new TreeMap<>();

    LateEvents(long waitNanos) {
        this.waitNanos = waitNanos;
    }

    /** An event that has yet to get its place. */
    interface Draft {
        Event event(long index, long time);
    }

    /** Who gets an event when it has waited long enough. */
    interface Taker {
        void take(long time, Draft draft);
    }

    void hold(long time, Draft draft) {
        held.computeIfAbsent(time, fresh -> new ArrayDeque<>(1)).add(draft);
    }

    /** Hands over what is so much older than the newest. */
    void release(Taker taker) {
        releaseAt(held.lastKey(), taker);
    }

    /** Hands over what has waited long enough when it is {@code now}. */
    void releaseAt(long now, Taker taker) {
        while (!held.isEmpty() && held.firstKey() <= now - waitNanos) {
            handOver(held.pollFirstEntry(), taker);
        }
    }

    void releaseAll(Taker taker) {
        while (!held.isEmpty()) {
            handOver(held.pollFirstEntry(), taker);
        }
    }

    private static void handOver(Map.Entry<Long, Deque<Draft>> entry, Taker taker) {
        entry.getValue().forEach(draft -> taker.take(entry.getKey(), draft));
    }
}
