package io.faultline.harness.sim;

import java.util.SplittableRandom;

/**
 * What the network is like when nothing is done to it.
 *
 * @param stream whether links behave like TCP, otherwise like datagrams
 * @param base least one-way latency, ns
 * @param jitter bound of the random latency added to it, ns
 * @param retransmit bound of the time in which a healed stream notices it, ns
 * @param giveUpAfter how long a stalled stream lasts before its connection is reset, ns
 */
public record NetworkWeather(boolean stream, long base, long jitter, long retransmit, long giveUpAfter) {
    private static final long US = 1_000;
    private static final long MS = 1_000_000;

    /** A network of a fixed kind, for experiments that state their latencies. */
    public static NetworkWeather datagrams(long base, long jitter) {
        return new NetworkWeather(false, base, jitter, 0, 0);
    }

    /**
     * Draws the network of one trial: a rack, a building, or a region, where a round trip takes so long that
     * candidates of one term often meet.
     */
    static NetworkWeather draw(SplittableRandom random) {
        boolean stream = random.nextBoolean();
        long base = 100 * US + random.nextLong(MS);
        long jitter = 10 * US + random.nextLong(4 * MS);
        int distance = random.nextInt(4);
        if (distance == 2) {
            base += random.nextLong(5 * MS);
        } else if (distance == 3) {
            base += 5 * MS + random.nextLong(15 * MS);
        }
        return new NetworkWeather(stream, base, jitter, 200 * MS, 1_000 * MS + random.nextLong(4_000 * MS));
    }
}
