package io.faultline.harness.report.words;

import java.util.Locale;
import java.util.regex.Pattern;

/** Figures of verdicts as people read them: {@code longestTimeToLeader 3946458} is "longest time to leader 3.9 ms". */
public final class MeasureText {
    /** Checkers give times as whole nanoseconds; which figures are times, only their names say. */
    private static final Pattern TIME = Pattern.compile("(?i).*(time|stability|longest|duration|nanos).*");

    private static final double SMALL = 1_000;

    private MeasureText() {}

    /** The name in words. */
    public static String name(String name) {
        return TreeText.nameOf(name).replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    /** The value, read by its name. */
    public static String value(String name, Object value) {
        if (value == null) {
            return "none";
        } else if (value instanceof Long time && TIME.matcher(name).matches()) {
            return Times.span(time);
        } else if (value instanceof Double number && Math.abs(number) < SMALL) {
            return String.format(Locale.ROOT, "%.2f", number).replaceAll("\\.?0+$", "");
        }
        return TreeText.of(value);
    }
}
