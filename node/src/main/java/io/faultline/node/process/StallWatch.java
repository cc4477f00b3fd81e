package io.faultline.node.process;

/**
 * Notices that its thread was not let run for a good part of an election timeout: because the machine had too much else
 * to do, the process was frozen, or the disk took its time. A node that was held up is not to blame for an election.
 *
 * <p>The thread says until when it is going to wait at most, or when it begins to work, and asks afterwards how late it
 * is. One thread uses it.
 */
final class StallWatch {
    private static final long NONE = 0;

    private final long least;
    private long expected;

    /** @param electionTimeoutMin a stall counts from a quarter of it on */
    StallWatch(long electionTimeoutMin) {
        this.least = electionTimeoutMin / 4;
    }

    /** The longest wait between two looks: no stall is noticed but by what comes after it. */
    long longestWait() {
        return least / 2;
    }

    /** From now on the thread is expected to be back at that instant. */
    void expect(long instant) {
        expected = instant;
    }

    /** How much later it is than expected, if that is worth telling; otherwise 0. */
    long stalledFor(long now) {
        long late = now - expected;
        return late >= least ? late : NONE;
    }
}
