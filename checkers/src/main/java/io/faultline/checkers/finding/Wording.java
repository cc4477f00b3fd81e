package io.faultline.checkers.finding;

import java.util.List;

/** How verdicts say things, so that all say them alike. */
public final class Wording {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private Wording() {}

    /** {@code 1 leader}, {@code 3 leaders}. */
    public static String count(long count, String singular) {
        return count(count, singular, singular + "s");
    }

    /** {@code 1 stretch}, {@code 3 stretches}. */
    public static String count(long count, String singular, String plural) {
        return count + " " + (count == 1 ? singular : plural);
    }

    /** {@code n1}; {@code n1 and n2}; {@code n1, n2 and n3}. */
    public static String list(List<String> words) {
        int size = words.size();
        if (size < 2) {
            return size == 0 ? "nobody" : words.get(0);
        }
        return String.join(", ", words.subList(0, size - 1)) + " and " + words.get(size - 1);
    }

    /** Nanoseconds as seconds with three places: {@code 1.250 s}. */
    public static String seconds(long nanos) {
        long millis = nanos / NANOS_PER_MILLI;
        long rest = millis % 1000;
        return millis / 1000 + "." + (rest < 10 ? "00" : rest < 100 ? "0" : "") + rest + " s";
    }
}
