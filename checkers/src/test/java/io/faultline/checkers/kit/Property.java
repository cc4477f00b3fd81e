package io.faultline.checkers.kit;

/**
 * A claim that must hold for whatever is drawn.
 *
 * <p>{@code Property.holds(1_000, draw -> assertThat(…))} tries seeds 1, 2, 3 …; with {@code -Dfaultline.seed=N} only N,
 * which is what the failure message tells to do.
 */
public final class Property {
    private static final String ONE_SEED = "faultline.seed";

    private Property() {}

    /** One try of a property. */
    @FunctionalInterface
    public interface Trial {
        void run(Draw draw) throws Exception;
    }

    /** Runs the trial once per seed. */
    public static void holds(int seeds, Trial trial) {
        Long only = Long.getLong(ONE_SEED);
        if (only != null) {
            run(only, trial);
            return;
        }
        for (long seed = 1; seed <= seeds; seed++) {
            run(seed, trial);
        }
    }

    /** Whether a property is tried on all its seeds, so that what was drawn in all may be counted. */
    public static boolean triesAllSeeds() {
        return Long.getLong(ONE_SEED) == null;
    }

    private static void run(long seed, Trial trial) {
        try {
            trial.run(new Draw(seed));
        } catch (Exception | AssertionError | StackOverflowError error) {
            throw new AssertionError(
                    "seed " + seed + " (repeat with -D" + ONE_SEED + "=" + seed + "): " + error.getMessage(), error);
        }
    }
}
