package io.faultline.harness.junit;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them, here and on the command line: {@code 500ms}, {@code 90s}, {@code 10m}, {@code 2h}. */
final class TimeSpan {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
    private static final long MS = 1_000_000;

    private TimeSpan() {}

    /** The nanoseconds of a written duration, at least one. */
    static long parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        long count = matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
        if (count == 0) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no duration; write a whole number and a unit, such as 500ms, 60s, 2m or 1h");
        }
        return switch (matcher.group(2)) {
            case "ms" -> count * MS;
            case "s" -> count * 1_000 * MS;
            case "m" -> count * 60_000 * MS;
            default -> Math.min(count, 1_000_000) * 3_600_000 * MS;
        };
    }

    /** {@code 5 s} or {@code 12.345678 s}. */
    static String print(Duration duration) {
        return print(duration.toNanos());
    }

    static String print(long nanos) {
        return BigDecimal.valueOf(nanos, 9).stripTrailingZeros().toPlainString() + " s";
    }
}
