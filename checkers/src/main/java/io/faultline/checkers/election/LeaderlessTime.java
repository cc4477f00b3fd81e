package io.faultline.checkers.election;

/** Measures, where nothing is judged, how long no awake leader had a majority behind it. */
final class LeaderlessTime {
    private final Trace trace;
    private final ConditionTimeline timeline;
    private final Following following;
    private long watched;
    private long total;
    private long longest;

    private long now;
    private long gap;
    private boolean led;

    LeaderlessTime(Trace trace, ConditionTimeline timeline, Following following) {
        this.trace = trace;
        this.timeline = timeline;
        this.following = following;
    }

    /** Watches from one place of the history to another, starting at trace position {@code p}; returns the next. */
    int watch(int p, Place from, Place to) {
        now = from.time();
        gap = 0;
        watched += to.time() - from.time();
        int moment = timeline.momentOf(from.index());
        led = isLed(moment);
        int position = p;
        while (true) {
            long nextEvent = position < trace.size ? trace.index[position] : Long.MAX_VALUE;
            long nextMoment = moment + 1 < timeline.moments() ? timeline.moment(moment + 1).index : Long.MAX_VALUE;
            if (Math.min(nextEvent, nextMoment) >= to.index()) {
                passUntil(to.time());
                return position;
            }
            boolean changed;
            if (nextMoment <= nextEvent) {
                moment++;
                passUntil(timeline.moment(moment).time);
                changed = true;
            } else {
                passUntil(trace.time[position]);
                changed = following.see(position++);
            }
            if (changed) {
                led = isLed(moment);
            }
        }
    }

    private boolean isLed(int number) {
        Moment moment = timeline.moment(number);
        return following.led(moment.awake, moment.constituency);
    }

    /** How long was watched at all, in nanoseconds. */
    long watched() {
        return watched;
    }

    /** How long of it there was no leader. */
    long total() {
        return total;
    }

    /** The longest time at a stretch without a leader. */
    long longest() {
        return longest;
    }

    private void passUntil(long time) {
        if (led) {
            gap = 0;
        } else {
            gap += time - now;
            total += time - now;
            longest = Math.max(longest, gap);
        }
        now = time;
    }

    /** A place in a history: the index before which it is, and the time. */
    record Place(long index, long time) {}
}
