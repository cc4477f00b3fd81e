package io.faultline.harness.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How two history files differ.
 *
 * @param lines how many are equal from the top
 * @param line number of the first that differs, from 1; 0 when none does
 * @param then this line in the older file, or what to say when it has none
 * @param now this line in the newer file
 */
record Comparison(long lines, long line, String then, String now) {
    private static final String NONE = "(no such line: the file ends before)";
    private static final String FAULT = "\"type\":\"fault\"";

    boolean identical() {
        return line == 0;
    }

    /**
     * Compares two files.
     *
     * @param whole byte by byte; otherwise lines that tell of faults may differ
     */
    static Comparison of(Path older, Path newer, boolean whole) throws IOException {
        if (whole && Files.mismatch(older, newer) == -1) {
            return new Comparison(lines(older), 0, null, null);
        }
        try (BufferedReader then = Files.newBufferedReader(older);
                BufferedReader now = Files.newBufferedReader(newer)) {
            long number = 0;
            while (true) {
                number++;
                String a = then.readLine();
                String b = now.readLine();
                if (a == null && b == null) {
                    return whole ? ends(number - 1) : new Comparison(number - 1, 0, null, null);
                }
                boolean bothTellOfFaults = a != null && b != null && a.contains(FAULT) && b.contains(FAULT);
                if (!(a != null && a.equals(b)) && (whole || !bothTellOfFaults)) {
                    return new Comparison(number - 1, number, a == null ? NONE : a, b == null ? NONE : b);
                }
            }
        }
    }

    /** The files differ, but no line does: only what ends the lines is left. */
    private static Comparison ends(long lines) {
        return new Comparison(lines, Math.max(1, lines), "(a line that ends in other bytes)", "(a line feed)");
    }

    private static long lines(Path file) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            return reader.lines().count();
        }
    }
}
