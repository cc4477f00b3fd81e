package io.faultline.harness.workload;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** How the time is drawn for which a client waits before it asks again. */
public enum Think {
    /** As if operations came independently of each other: now in bursts, now far apart. */
    EXPONENTIAL("exponential") {
        @Override
        long draw(double meanNanos, SplittableRandom random) {
            return (long) (-Math.log(1 - random.nextDouble()) * meanNanos);
        }

        @Override
        long first(double meanNanos, SplittableRandom random) {
            return draw(meanNanos, random);
        }
    },

    /** Always equally long; only the first time differs, so that clients do not ask all at once. */
    FIXED("fixed") {
        @Override
        long draw(double meanNanos, SplittableRandom random) {
            return (long) meanNanos;
        }

        @Override
        long first(double meanNanos, SplittableRandom random) {
            return (long) (random.nextDouble() * meanNanos);
        }
    };

    private final String word;

    Think(String word) {
        this.word = word;
    }

    /** The time before the next operation, ns. */
    abstract long draw(double meanNanos, SplittableRandom random);

    /** The time before the first operation, ns. */
    abstract long first(double meanNanos, SplittableRandom random);

    /** Its word on the command line. */
    public String word() {
        return word;
    }

    /**
     * The one of that word.
     *
     * @throws IllegalArgumentException with the legal words
     */
    public static Think parse(String word) {
        return Arrays.stream(values())
                .filter(think -> think.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown think time '" + word + "'; legal are "
                        + Arrays.stream(values()).map(Think::word).collect(Collectors.joining(", "))));
    }
}
