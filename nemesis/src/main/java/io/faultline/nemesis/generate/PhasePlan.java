package io.faultline.nemesis.generate;

import io.faultline.nemesis.schedule.Phases;
import java.util.Locale;

/**
 * How a time limit is divided: of 60 s with D = 6 s, 42 s of safety, 16 s of recovery, 2 s of final
 * reads.
 *
 * <p>Recovery is 4/15 of the limit, at least 2 D and at most 4 D. Where the limit is too short for
 * that, recovery shrinks so that safety keeps 2/5 of the limit, but never below 5/4 D: a shorter one
 * could judge nothing.
 */
final class PhasePlan {

    private static final long MICRO = 1_000;

    private PhasePlan() {}

    static Phases of(Profile profile) {
        double limit = profile.timeLimitNanos();
        double settle = profile.settleNanos();
        double last = Math.min(limit / 30, settle);
        double wanted = Math.min(Math.max(limit * 4 / 15, 2 * settle), 4 * settle);
        double recovery = Math.min(wanted, limit * 0.6 - last);
        if (recovery < 1.25 * settle) {
            double least = 1.25 * settle / (0.6 - 1 / 30.0);
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "a time limit of %.3f s is too short to judge: recovery alone takes 1.25 × %.3f s and"
                            + " safety must keep 2/5 of the limit; give at least %.1f s",
                    limit / 1e9,
                    settle / 1e9,
                    Math.ceil(least / 1e8) / 10));
        }
        long end = profile.timeLimitNanos();
        long recoveryEnd = end - (long) last;
        long safetyEnd = (long) (limit - last - recovery) / MICRO * MICRO;
        return new Phases(safetyEnd, recoveryEnd, end);
    }
}
