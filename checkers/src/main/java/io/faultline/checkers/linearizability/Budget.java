package io.faultline.checkers.linearizability;

import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * How long a check may take and how much memory it may hold.
 *
 * <p>The clock is the caller's: nothing in this module reads one by itself.
 *
 * @param clock nanoseconds, never going back; its zero may be anywhere
 * @param deadline the reading of the clock at which to give up
 * @param bytes how much the tables of the check may take together
 */
public record Budget(LongSupplier clock, long deadline, long bytes) {

    /** So much memory when nobody says otherwise. */
    public static final long BYTES = 512L << 20;

    public Budget {
        Objects.requireNonNull(clock, "clock");
        if (bytes < 1) {
            throw new IllegalArgumentException("a memory limit must be at least 1 byte, not " + bytes);
        }
    }

    /** From now on so many nanoseconds, and so many bytes. */
    public static Budget of(LongSupplier clock, long nanos, long bytes) {
        if (nanos < 1) {
            throw new IllegalArgumentException("a time limit must be at least 1 ns, not " + nanos);
        }
        long now = clock.getAsLong();
        long deadline = now + nanos;
        return new Budget(clock, deadline < now ? Long.MAX_VALUE : deadline, bytes);
    }

    /** No limit of time, and no clock: costs are told as 0 ns. */
    public static Budget timeless(long bytes) {
        return new Budget(() -> 0, Long.MAX_VALUE, bytes);
    }

    /**
     * No time, but so much work, in looks at a clock that counts them: with this the same check always ends in the same
     * way. A second of a search has some two hundred thousand. Only for a single thread, and one check or several that share it.
     */
    public static Budget ofWork(long looks, long bytes) {
        long[] looked = {0};
        return of(() -> looked[0]++, looks, bytes);
    }

    /** Whether the time is up. */
    public boolean isOver() {
        return clock.getAsLong() >= deadline;
    }

    /** The same memory, and of the time that is left this share. */
    public Budget share(double part) {
        long now = clock.getAsLong();
        long left = Math.max(0, deadline - now);
        return deadline == Long.MAX_VALUE ? this : new Budget(clock, now + (long) (left * part), bytes);
    }
}
