package io.faultline.nemesis.kit;

import java.util.function.LongConsumer;

/** Runs a property for many seeds; a failure names the seed and how to run it alone. */
public final class Seeded {

    private static final Long ONLY = Long.getLong("faultline.seed");

    private Seeded() {}

    /** Runs the property for seeds 1 to count, or for {@code -Dfaultline.seed} alone. */
    public static void forSeeds(int count, LongConsumer property) {
        if (ONLY != null) {
            run(ONLY, property);
            return;
        }
        for (long seed = 1; seed <= count; seed++) {
            run(seed, property);
        }
    }

    private static void run(long seed, LongConsumer property) {
        try {
            property.accept(seed);
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(
                    "seed " + seed + " (run it alone with -Dfaultline.seed=" + seed + "): " + failure.getMessage(),
                    failure);
        }
    }
}
