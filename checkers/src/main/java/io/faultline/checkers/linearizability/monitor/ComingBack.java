package io.faultline.checkers.linearizability.monitor;

import static io.faultline.checkers.linearizability.monitor.Proof.NOBODY;

import java.util.PriorityQueue;

/**
 * Whether all who saw the one text that was written more than once can have seen it: nothing, after a delete.
 *
 * <p>Between the stretches that other values hold for certain lie gaps. In a gap the text is there from one of its writes until
 * another value comes. This goes through moments in their order and puts everything off: a write of the text is done when
 * somebody must see it now, the one first that must be over soonest, or when it must be over itself; another value comes when
 * it must, or where it hides nothing: just before a write of the text, and where the gap ends. What comes out is an order; where
 * none comes out there may be one all the same. O(n log n).
 */
final class ComingBack {
    private static final int LATER = Integer.MAX_VALUE;

    private final RegisterCalls register;
    private final Times times;
    private final Zones zones;
    private final int chains;
    /** Whether another value is there for certain, just after the call at that place began. */
    private final boolean[] held;
    /** Whether one was until then. */
    private final boolean[] left;
    /** Which zone of other values, all of one moment, has its last beginning there. */
    private final int[] momentary;
    /** The last moment that is not held, up to each. */
    private final int[] lastFree;

    /** Writes of the text that are open and not done: when each must be over, and which it is. */
    private final PriorityQueue<Long> bringing = new PriorityQueue<>();

    private boolean isThere;
    /** When the first of those who still must see the text, and of other values that must still come, has to be done. */
    private int findBy = LATER;

    private int otherBy = LATER;
    private int finder = NOBODY;

    /** @param chains how many of the zones are other values' */
    ComingBack(RegisterCalls register, Zones zones, int chains) {
        this.register = register;
        this.times = register.times;
        this.zones = zones;
        this.chains = chains;
        int size = times.size();
        this.held = new boolean[size];
        this.left = new boolean[size + 1];
        this.momentary = Proof.nobodies(size);
        this.lastFree = new int[size];
        this.isThere = register.isThereAtFirst();
    }

    /** A call that saw the text when it was not there; {@link Proof#NOBODY} when there is an order. */
    int missing() {
        lookAtOthers();
        int next = 0;
        for (int moment = 0; moment < held.length; moment++) {
            if (left[moment]) {
                isThere = false;
                otherBy = LATER;
            }
            if (!held[moment]) {
                for (; next <= moment; next++) {
                    begin(next);
                }
                if (!isPast(moment)) {
                    return finder;
                }
            }
        }
        return NOBODY;
    }

    private void lookAtOthers() {
        for (int zone = 0; zone < chains; zone++) {
            int to = zones.to(zone);
            if (zones.isForward(zone)) {
                for (int moment = zones.from(zone); moment < to; moment++) {
                    held[moment] = true;
                }
                left[to] = true;
            } else if (to != NOBODY) {
                momentary[to] = zone;
            }
        }
        int free = NOBODY;
        for (int moment = 0; moment < held.length; moment++) {
            free = held[moment] ? free : moment;
            lastFree[moment] = free;
        }
    }

    /** The last moment at which something may be done that has this end. */
    private int last(int end) {
        return end > held.length ? LATER : lastFree[end - 1];
    }

    private void begin(int call) {
        if (register.brings(call)) {
            bringing.add((long) last(times.end(call)) << 32 | call);
        } else if (register.finds(call) && !isThere) {
            int by = last(times.end(call));
            finder = by < findBy ? call : finder;
            findBy = Math.min(findBy, by);
        }
        if (momentary[call] != NOBODY) {
            otherBy = Math.min(otherBy, last(zones.from(momentary[call])));
        }
    }

    /** Does what can't be put off beyond that moment; false when it can't be done. */
    private boolean isPast(int moment) {
        boolean brings = findBy == moment;
        if (brings && bringing.isEmpty()) {
            return false;
        } else if (brings) {
            bringing.remove();
        }
        while (!bringing.isEmpty() && bringing.peek() >> 32 == moment) {
            bringing.remove();
            brings = true;
        }
        if (brings) {
            isThere = true;
            findBy = LATER;
            otherBy = LATER;
        } else if (otherBy == moment || !isThere) {
            isThere = false;
            otherBy = LATER;
        }
        return true;
    }
}
