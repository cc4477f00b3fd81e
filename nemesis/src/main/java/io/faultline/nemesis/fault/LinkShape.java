package io.faultline.nemesis.fault;

/** What is done to what passes a link that still works. */
public sealed interface LinkShape {

    /**
     * Each message takes longer by the base plus a uniform draw from 0 to the jitter.
     *
     * @param baseNanos the least delay
     * @param jitterNanos the greatest addition to it
     */
    record Delay(long baseNanos, long jitterNanos) implements LinkShape {
        /** Checks the bounds. */
        public Delay {
            Require.nonNegative(baseNanos, "baseNanos");
            Require.nonNegative(jitterNanos, "jitterNanos");
        }
    }

    /** No more than so many bytes a second. */
    record Throttle(long bytesPerSecond) implements LinkShape {
        /** Checks the bound. */
        public Throttle {
            Require.positive(bytesPerSecond, "bytesPerSecond");
        }
    }

    /** The stream arrives in slices of at most so many bytes, with a delay between them. */
    record Slice(int sizeBytes, long delayNanos) implements LinkShape {
        /** Checks the bounds. */
        public Slice {
            Require.positive(sizeBytes, "sizeBytes");
            Require.nonNegative(delayNanos, "delayNanos");
        }
    }

    /** The closing of a connection is passed on late. */
    record CloseLate(long delayNanos) implements LinkShape {
        /** Checks the bound. */
        public CloseLate {
            Require.nonNegative(delayNanos, "delayNanos");
        }
    }

    /** Each connection is reset after a delay; what was under way is lost. */
    record Reset(long delayNanos) implements LinkShape {
        /** Checks the bound. */
        public Reset {
            Require.nonNegative(delayNanos, "delayNanos");
        }
    }

    /** Each connection is closed after so many bytes. */
    record CloseAfter(long bytes) implements LinkShape {
        /** Checks the bound. */
        public CloseAfter {
            Require.positive(bytes, "bytes");
        }
    }

    /** Each message is lost with that probability. */
    record Lose(double probability) implements LinkShape {
        /** Checks the bound. */
        public Lose {
            Require.probability(probability, "probability");
        }
    }

    /** Each message is delivered twice with that probability. */
    record Duplicate(double probability) implements LinkShape {
        /** Checks the bound. */
        public Duplicate {
            Require.probability(probability, "probability");
        }
    }

    /** Each message is held back with that probability, by 0 to the extra delay. */
    record Reorder(double probability, long extraNanos) implements LinkShape {
        /** Checks the bounds. */
        public Reorder {
            Require.probability(probability, "probability");
            Require.nonNegative(extraNanos, "extraNanos");
        }
    }
}
