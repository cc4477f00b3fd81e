package io.faultline.nemesis.kit;

import io.faultline.nemesis.play.Timeline;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A timeline that jumps from task to task. */
public final class VirtualTimeline implements Timeline {

    private record Task(long time, long sequence, Runnable action) {}

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::time).thenComparingLong(Task::sequence));
    private long now;
    private long sequence;

    @Override
    public long now() {
        return now;
    }

    @Override
    public void schedule(long delayNanos, Runnable task) {
        if (delayNanos < 0) {
            throw new IllegalArgumentException("delay " + delayNanos);
        }
        tasks.add(new Task(now + delayNanos, sequence++, task));
    }

    /** Runs every task up to and including that time. */
    public void runUntil(long time) {
        while (!tasks.isEmpty() && tasks.peek().time() <= time) {
            Task task = tasks.remove();
            now = task.time();
            task.action().run();
        }
        now = time;
    }

    /** Runs until nothing is left. */
    public void runAll() {
        while (!tasks.isEmpty()) {
            runUntil(tasks.peek().time());
        }
    }
}
