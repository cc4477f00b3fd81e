package io.faultline.harness.experiment;

import java.util.Arrays;

/**
 * What was measured for one range of timeouts.
 *
 * @param range the timeouts
 * @param millis time without a leader of each trial, ascending; a trial that reached the cap counts as the cap
 * @param capMillis after which a trial was given up
 */
public record FailoverLine(TimeoutRange range, double[] millis, double capMillis) {
    public FailoverLine {
        millis = millis.clone();
        Arrays.sort(millis);
        if (millis.length == 0) {
            throw new IllegalArgumentException("a line needs at least one trial");
        }
    }

    public int trials() {
        return millis.length;
    }

    /** The value at the nearest rank. */
    public double quantile(double q) {
        int rank = (int) Math.ceil(q * millis.length);
        return millis[Math.max(1, rank) - 1];
    }

    public double median() {
        return quantile(0.5);
    }

    public double max() {
        return millis[millis.length - 1];
    }

    public double mean() {
        return Arrays.stream(millis).average().orElseThrow();
    }

    /** The share of trials that took at least so long. */
    public double shareAtLeast(double bound) {
        return Arrays.stream(millis).filter(value -> value >= bound).count() / (double) millis.length;
    }
}
