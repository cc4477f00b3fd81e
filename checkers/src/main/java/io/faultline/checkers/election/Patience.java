package io.faultline.checkers.election;

import io.faultline.checkers.ElectionOptions;

/** D: how long a majority has for its election, and for how long it must have been left alone to owe one. */
final class Patience {
    private static final int GREATEST_TIMEOUTS = 10;

    private Patience() {}

    /** The scenario's D, or ten times the greatest election timeout; 0 when no node said what that is. */
    static long of(ElectionOptions options, Trace trace) {
        long greatest = trace.bounds().electionTimeoutMax();
        if (options.stability() > 0) {
            return options.stability();
        }
        return greatest > Long.MAX_VALUE / GREATEST_TIMEOUTS ? Long.MAX_VALUE : greatest * GREATEST_TIMEOUTS;
    }
}
