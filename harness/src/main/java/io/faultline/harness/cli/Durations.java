package io.faultline.harness.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times as people write them: {@code 500ms}, {@code 60s}, {@code 2m}, {@code 1h}. */
final class Durations {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
    private static final long MS = 1_000_000;
    private static final long SECOND = 1_000 * MS;

    private Durations() {}

    /**
     * Nanoseconds in a duration.
     *
     * @throws IllegalArgumentException with examples
     */
    static long parse(String text) {
        Matcher matcher = WRITTEN.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no duration; write a whole number and a unit, such as 500ms, 60s, 2m or 1h");
        }
        long unit = switch (matcher.group(2)) {
            case "ms" -> MS;
            case "s" -> SECOND;
            case "m" -> 60 * SECOND;
            default -> 3600 * SECOND;
        };
        try {
            return Math.multiplyExact(Long.parseLong(matcher.group(1)), unit);
        } catch (ArithmeticException tooLong) {
            throw new IllegalArgumentException("'" + text + "' is longer than anybody can wait; try 60s or 2m");
        }
    }

    /** A duration for a person: {@code 3 ms}, {@code 0.42 s}, {@code 60 s}, {@code 1 h 40 min}. */
    static String text(long nanos) {
        if (nanos < 100 * MS) {
            return nanos / MS + " ms";
        }
        double seconds = nanos / 1e9;
        if (seconds < 10) {
            return trimmed(String.format(Locale.ROOT, "%.2f", seconds)) + " s";
        }
        if (seconds < 120) {
            return trimmed(String.format(Locale.ROOT, "%.1f", seconds)) + " s";
        }
        long whole = Math.round(seconds);
        if (whole < 3600) {
            return whole / 60 + " min" + (whole % 60 == 0 ? "" : " " + whole % 60 + " s");
        }
        return whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }

    private static String trimmed(String number) {
        return number.replaceAll("\\.?0+$", "");
    }

    /** For picocli, which names the option itself. */
    static final class Converter implements ITypeConverter<Long> {
        @Override
        public Long convert(String value) {
            try {
                return parse(value);
            } catch (IllegalArgumentException error) {
                throw new TypeConversionException(error.getMessage());
            }
        }
    }
}
