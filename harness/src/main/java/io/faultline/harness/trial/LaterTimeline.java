package io.faultline.harness.trial;

import io.faultline.nemesis.play.Timeline;

/**
 * A timeline whose time 0 is a later instant of another one.
 *
 * @param origin that instant
 */
record LaterTimeline(Timeline timeline, long origin) implements Timeline {
    @Override
    public long now() {
        return timeline.now() - origin;
    }

    @Override
    public void schedule(long delayNanos, Runnable task) {
        timeline.schedule(delayNanos, task);
    }
}
