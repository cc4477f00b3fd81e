package io.faultline.harness.mutants;

import java.util.Arrays;

/** Quantiles of small samples by the nearest rank: always a value that was seen. */
public final class Quantiles {
    private Quantiles() {}

    /** The value at the nearest rank; 0 for an empty sample. */
    public static double of(double[] values, double quantile) {
        if (values.length == 0) {
            return 0;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(quantile * sorted.length);
        return sorted[Math.max(1, Math.min(rank, sorted.length)) - 1];
    }
}
