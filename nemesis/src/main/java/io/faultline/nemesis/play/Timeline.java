package io.faultline.nemesis.play;

/**
 * The time of a trial, virtual or real. Tasks run one at a time, in the order of their times; tasks
 * of one time run in the order in which they were scheduled.
 */
public interface Timeline {

    /** Returns the nanoseconds since the trial began. */
    long now();

    /**
     * Runs the task later, never before this call returns.
     *
     * @param delayNanos 0 or more
     */
    void schedule(long delayNanos, Runnable task);
}
