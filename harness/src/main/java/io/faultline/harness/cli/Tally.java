package io.faultline.harness.cli;

import io.faultline.checkers.Validity;
import java.util.Locale;

/** How many trials came out how, and how long they took: all that is kept of a trial that is not stored. */
final class Tally {
    private long valid;
    private long invalid;
    private long unknown;
    private long clusterNanos;
    private long wallNanos;

    void count(FinishedTrial trial) {
        switch (trial.validity()) {
            case VALID -> valid++;
            case INVALID -> invalid++;
            case UNKNOWN -> unknown++;
        }
        clusterNanos += trial.clusterNanos();
        wallNanos += trial.wallNanos();
    }

    long trials() {
        return valid + invalid + unknown;
    }

    long valid() {
        return valid;
    }

    long invalid() {
        return invalid;
    }

    long unknown() {
        return unknown;
    }

    long clusterNanos() {
        return clusterNanos;
    }

    long wallNanos() {
        return wallNanos;
    }

    /** Cluster time in real time. */
    double ratio() {
        return (double) clusterNanos / Math.max(1, wallNanos);
    }

    /** The worst there was; unknown when there was nothing. */
    Validity worst() {
        if (trials() == 0 || invalid == 0 && unknown > 0) {
            return Validity.UNKNOWN;
        }
        return invalid > 0 ? Validity.INVALID : Validity.VALID;
    }

    String counts() {
        return String.format(Locale.ROOT, "%,d valid, %,d invalid, %,d unknown", valid, invalid, unknown);
    }

    String times() {
        return String.format(
                Locale.ROOT,
                "%s of cluster time in %s, %,.0f × real time",
                Durations.text(clusterNanos),
                Durations.text(wallNanos),
                ratio());
    }
}
