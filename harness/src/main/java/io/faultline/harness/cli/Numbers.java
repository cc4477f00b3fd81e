package io.faultline.harness.cli;

import io.faultline.checkers.transactions.Reach;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers as options take them, with a complaint that says which are legal. */
final class Numbers {
    private Numbers() {}

    private static long parse(String text, long least, long greatest, String legal) {
        try {
            long number = Long.parseLong(text.strip());
            if (number >= least && number <= greatest) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Answered like a number out of range.
        }
        throw new TypeConversionException("'" + text + "' is not " + legal);
    }

    /** How many nodes a cluster has. */
    static final class Nodes implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return (int) parse(value, 1, 9, "a whole number from 1 to 9");
        }
    }

    /** A seed: any number of 64 bits. */
    static final class Seed implements ITypeConverter<Long> {
        @Override
        public Long convert(String value) {
            return parse(value, Long.MIN_VALUE, Long.MAX_VALUE, "a whole number of at most 64 bits, such as 7");
        }
    }

    /** How many times something is done. */
    static final class Count implements ITypeConverter<Long> {
        private static final long MOST = 1_000_000_000L;

        @Override
        public Long convert(String value) {
            return parse(value, 1, MOST, "a whole number from 1 to " + MOST);
        }
    }

    /** How many edges away from a cycle something is. */
    static final class Edges implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return (int) parse(value, 0, Reach.EDGES_MOST, "a whole number from 0 to " + Reach.EDGES_MOST);
        }
    }
}
