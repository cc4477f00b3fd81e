package io.faultline.checkers.election;

import java.util.List;
import java.util.stream.IntStream;

/** How verdicts say things, so that all say them alike. */
final class Wording {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private Wording() {}

    /** {@code 1 leader}, {@code 3 leaders}. */
    static String count(long count, String singular) {
        return count(count, singular, singular + "s");
    }

    /** {@code 1 stretch}, {@code 3 stretches}. */
    static String count(long count, String singular, String plural) {
        return count + " " + (count == 1 ? singular : plural);
    }

    /** {@code n1}; {@code n1 and n2}; {@code n1, n2 and n3}. */
    static String list(List<String> words) {
        int size = words.size();
        if (size < 2) {
            return size == 0 ? "nobody" : words.get(0);
        }
        return String.join(", ", words.subList(0, size - 1)) + " and " + words.get(size - 1);
    }

    /** The nodes of this set as a list. */
    static String nodes(long mask, Names names) {
        return list(IntStream.range(0, names.size())
                .filter(n -> (mask >> n & 1) != 0)
                .mapToObj(names::name)
                .toList());
    }

    /** Nanoseconds as seconds with three places: {@code 1.250 s}. */
    static String seconds(long nanos) {
        long millis = nanos / NANOS_PER_MILLI;
        long rest = millis % 1000;
        return millis / 1000 + "." + (rest < 10 ? "00" : rest < 100 ? "0" : "") + rest + " s";
    }
}
