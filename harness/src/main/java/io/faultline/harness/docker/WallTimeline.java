package io.faultline.harness.docker;

import io.faultline.nemesis.play.Timeline;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The wall clock as a timeline.
 *
 * <p>Tasks run in the one thread that calls a {@code runUntil}, the owner, and only within that call. Any thread may
 * {@link #post} and {@link #schedule}. What a task throws comes out of the owner's call.
 */
final class WallTimeline implements Timeline {
    private static final long LOOK_AGAIN = 20_000_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition added = lock.newCondition();
    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private long nextSequence;
    private volatile long origin;
    private volatile boolean begun;

    /** Makes this instant time 0; until then time stands still there. */
    void begin() {
        origin = System.nanoTime();
        begun = true;
    }

    @Override
    public long now() {
        return begun ? at(System.nanoTime()) : 0;
    }

    /** The time here at that reading of the machine's monotonic clock; may be negative. */
    long at(long monotonic) {
        return monotonic - origin;
    }

    /** What the machine's monotonic clock reads at that time here. */
    long monotonicAt(long time) {
        return origin + time;
    }

    @Override
    public void schedule(long delayNanos, Runnable task) {
        add(now() + delayNanos, task);
    }

    /** Runs the task soon, after those that are due already. */
    void post(Runnable task) {
        add(now(), task);
    }

    private void add(long time, Runnable work) {
        lock.lock();
        try {
            tasks.add(new Task(time, nextSequence++, work));
            added.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Runs all that is due until that time. */
    void runUntil(long instant) {
        runUntil(() -> false, instant, Long.MAX_VALUE);
    }

    /** Runs all that is due until the condition holds, which is asked after each task and now and then. */
    boolean runUntil(BooleanSupplier condition, long timeoutNanos) {
        return runUntil(condition, now() + timeoutNanos, LOOK_AGAIN);
    }

    private boolean runUntil(BooleanSupplier condition, long instant, long sleepMax) {
        while (!condition.getAsBoolean()) {
            Task due = next(instant, sleepMax);
            if (due != null) {
                due.work().run();
            } else if (now() >= instant) {
                return condition.getAsBoolean();
            }
        }
        return true;
    }

    /** A task that is due; null when none was in a while, or the instant is reached. */
    private Task next(long instant, long sleepMax) {
        lock.lock();
        try {
            Task first = tasks.peek();
            long now = now();
            if (first != null && first.time() <= Math.min(now, instant)) {
                return tasks.poll();
            }
            long wake = first == null ? instant : Math.min(instant, first.time());
            if (wake > now) {
                added.await(Math.min(wake - now, sleepMax), TimeUnit.NANOSECONDS);
            }
            return null;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new EngineException("the trial was interrupted", stop);
        } finally {
            lock.unlock();
        }
    }

    private record Task(long time, long sequence, Runnable work) implements Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }
}
