package io.faultline.node.process;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations such as {@code 150ms}, {@code 2s} or {@code 500us}. */
final class Durations {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(us|ms|s)");
    private static final long LONGEST = 3_600_000_000_000L;

    private Durations() {}

    /**
     * The duration in ns.
     *
     * @throws IllegalArgumentException when the text is no duration, or one of none or more than an hour
     */
    static long parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a duration such as 150ms, 2s or 500us");
        }
        long unit = switch (matcher.group(2)) {
            case "us" -> 1_000L;
            case "ms" -> 1_000_000L;
            default -> 1_000_000_000L;
        };
        long nanos = Long.parseLong(matcher.group(1)) * unit;
        if (nanos == 0 || nanos > LONGEST) {
            throw new IllegalArgumentException("'" + text + "' is not longer than 0 and at most an hour");
        }
        return nanos;
    }

    /** The least and the greatest duration, ns, of {@code 400ms-600ms} or {@code 400ms}. */
    static long[] parseInterval(String text) {
        int dash = text.indexOf('-');
        if (dash < 0) {
            long fixed = parse(text);
            return new long[] {fixed, fixed};
        }
        long[] interval = {parse(text.substring(0, dash)), parse(text.substring(dash + 1))};
        if (interval[0] > interval[1]) {
            throw new IllegalArgumentException("'" + text + "' ends before it begins");
        }
        return interval;
    }
}
