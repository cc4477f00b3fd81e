package io.faultline.nemesis.generate;

import io.faultline.nemesis.schedule.Seeds;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The draws of one stream.
 *
 * <p>Built on raw 64-bit words and strict arithmetic only, so that a seed means the same schedule on
 * every machine and with every JDK. Times come out in whole microseconds, probabilities in
 * thousandths: schedules are read by people.
 */
final class Draw {

    private static final long MICRO = 1_000;

    private final SplittableRandom random;

    Draw(long seed, String purpose) {
        this.random = Seeds.stream(seed, purpose);
    }

    /** Uniform in [0, 1). */
    double unit() {
        return (random.nextLong() >>> 11) * 0x1.0p-53;
    }

    boolean chance(double probability) {
        return unit() < probability;
    }

    /** Uniform in 0..count-1. */
    int index(int count) {
        return (int) (unit() * count);
    }

    /** Uniform in low..high. */
    int count(int low, int high) {
        return low + index(high - low + 1);
    }

    /** A time, uniform in [low, high). */
    long time(double low, double high) {
        return micros(low + unit() * (high - low));
    }

    /** A time, log-uniform in [low, high): each doubling is as likely as the next. */
    long spread(double low, double high) {
        return micros(logUniform(low, high));
    }

    double logUniform(double low, double high) {
        return low * StrictMath.pow(high / low, unit());
    }

    /** The time to the next event of a Poisson process, cut off at five times the mean. */
    long gap(double mean) {
        return micros(Math.min(5.0, -StrictMath.log(1.0 - unit())) * mean);
    }

    /** A probability, uniform in [low, high), never 0. */
    double probability(double low, double high) {
        double drawn = low + unit() * (high - low);
        return Math.max(1, Math.round(drawn * 1000)) / 1000.0;
    }

    /** A permutation. */
    List<String> order(List<String> nodes) {
        String[] order = nodes.toArray(new String[0]);
        for (int i = order.length - 1; i > 0; i--) {
            int other = index(i + 1);
            String moved = order[i];
            order[i] = order[other];
            order[other] = moved;
        }
        return List.of(order);
    }

    private static long micros(double nanos) {
        return (long) nanos / MICRO * MICRO;
    }
}
