package io.faultline.harness.report.words;

/** Moments and durations of a trial as people read them. */
public final class Times {
    private static final long MICRO = 1_000L;
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private Times() {}

    /** A moment since the trial began, to the microsecond: {@code 12.345678 s}. */
    public static String moment(long nanos) {
        return decimal(nanos, SECOND, 6) + " s";
    }

    /** A length of time in the unit that suits it: {@code 850 µs}, {@code 412 ms}, {@code 2.21 s}, {@code 3 min 20 s}. */
    public static String span(long nanos) {
        if (nanos < 0) {
            return "-" + span(nanos == Long.MIN_VALUE ? Long.MAX_VALUE : -nanos);
        } else if (nanos == 0) {
            return "0 s";
        } else if (nanos < MICRO) {
            return nanos + " ns";
        } else if (nanos < MILLI) {
            return nanos / MICRO + " µs";
        } else if (nanos < 10 * MILLI) {
            return trimmed(decimal(nanos, MILLI, 1)) + " ms";
        } else if (nanos < SECOND) {
            return nanos / MILLI + " ms";
        } else if (nanos < 60 * SECOND) {
            return trimmed(decimal(nanos, SECOND, 2)) + " s";
        }
        long seconds = nanos / SECOND;
        return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
    }

    /** The first {@code digits} digits behind the point, not rounded; by hand, as a page holds thousands of them. */
    private static String decimal(long nanos, long unit, int digits) {
        String fraction = Long.toString(unit + Math.abs(nanos % unit)).substring(1, 1 + digits);
        return (nanos < 0 && nanos / unit == 0 ? "-" : "") + nanos / unit + "." + fraction;
    }

    private static String trimmed(String number) {
        return number.replaceAll("\\.?0+$", "");
    }
}
