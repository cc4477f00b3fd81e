package io.faultline.harness.sim;

/** One node's monotonic clock: it may run fast or slow and jump ahead, never back. */
final class SimulatedClock {
    private long sinceTrue;
    private long sinceLocal;
    private double rate = 1;

    /** @param origin what the clock shows when the trial begins */
    SimulatedClock(long origin) {
        sinceLocal = origin;
    }

    long read(long now) {
        long elapsed = now - sinceTrue;
        return sinceLocal + (rate == 1 ? elapsed : (long) (elapsed * rate));
    }

    /** The first instant of true time at which this clock shows {@code local} or more. */
    long trueTimeOf(long local, long now) {
        long ahead = local - read(now);
        if (ahead <= 0) {
            return now;
        }
        if (rate == 1) {
            return now + ahead;
        }
        double wait = Math.ceil(ahead / rate) + 1;
        return wait >= Long.MAX_VALUE / 2 ? Long.MAX_VALUE / 2 : now + (long) wait;
    }

    void setRate(long now, double newRate) {
        rebase(now);
        rate = newRate;
    }

    void jump(long now, long ahead) {
        rebase(now);
        sinceLocal += Math.max(0, ahead);
    }

    private void rebase(long now) {
        sinceLocal = read(now);
        sinceTrue = now;
    }
}
