package io.faultline.harness.sim;

import io.faultline.nemesis.play.Timeline;

/** The simulator's timeline: time stands still while a task runs, and jumps to the next one. */
final class VirtualTime implements Timeline {
    private final EventQueue queue = new EventQueue();
    private long now;

    @Override
    public long now() {
        return now;
    }

    @Override
    public void schedule(long delayNanos, Runnable task) {
        if (delayNanos < 0) {
            throw new IllegalArgumentException("a task can't be scheduled " + -delayNanos + " ns ago");
        }
        queue.add(now + delayNanos, task);
    }

    /** Schedules at an instant, which must not have passed. */
    void at(long instant, Runnable task) {
        queue.add(instant, task);
    }

    /** Runs the next task that is due by {@code limit}; false, with time moved to the limit, when none is. */
    boolean step(long limit) {
        if (queue.isEmpty() || queue.nextTime() > limit) {
            now = Math.max(now, limit);
            return false;
        }
        now = queue.nextTime();
        queue.poll().run();
        return true;
    }

    void runUntil(long limit) {
        EventQueue tasks = queue;
        while (!tasks.isEmpty() && tasks.nextTime() <= limit) {
            now = tasks.nextTime();
            tasks.poll().run();
        }
        now = Math.max(now, limit);
    }
}
