package io.faultline.nemesis.generate;

import io.faultline.nemesis.fault.Fault;

/**
 * How one class draws its episodes in one trial. The constructors of the styles draw what holds for
 * the whole trial, {@link #next} one episode.
 */
interface EpisodeStyle {

    /** Returns the mean time from one episode to the next, before the rhythm stretches it. */
    long meanIntervalNanos();

    /** Returns whether an episode waits for the end of the one before. */
    boolean serial();

    /** Draws one episode, of one fault or a few that belong together. */
    void next(Draw draw, Sink sink);

    /** Takes the faults of an episode. */
    @FunctionalInterface
    interface Sink {
        /**
         * Places a fault.
         *
         * @param offset from the begin of the episode
         * @param duration 0 for what takes no time
         */
        void add(long offset, long duration, Fault fault);
    }
}
