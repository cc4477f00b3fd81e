package io.faultline.harness.trial;

import io.faultline.nemesis.play.Timeline;

/** A timeline whose time 0 is a later instant of another one, and which may be put off further while it is played. */
final class LaterTimeline implements Timeline {
    private final Timeline timeline;
    private long origin;

    /** The same time, counted from an instant of that timeline on. */
    LaterTimeline(Timeline timeline, long origin) {
        this.timeline = timeline;
        this.origin = origin;
    }

    /** Lets all that is still to come happen so much later. */
    void putOff(long nanos) {
        origin += nanos;
    }

    /** Where time 0 is on the other timeline. */
    long origin() {
        return origin;
    }

    @Override
    public long now() {
        return timeline.now() - origin;
    }

    @Override
    public void schedule(long delayNanos, Runnable task) {
        timeline.schedule(delayNanos, task);
    }
}
