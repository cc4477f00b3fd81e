package io.faultline.nemesis.generate;

/**
 * The flip-flop of one class in one trial: how often, and whether episodes may overlap.
 *
 * @param meanIntervalNanos the mean time between two episodes
 * @param serial whether an episode waits for the end of the one before
 */
record Pace(long meanIntervalNanos, boolean serial) {

    /**
     * Draws a pace.
     *
     * @param low the least mean interval, in election timeouts
     * @param high the greatest
     * @param serialChance how often episodes do not overlap
     */
    static Pace draw(Draw draw, Scene scene, double low, double high, double serialChance) {
        long mean = draw.spread(scene.elections(low), scene.elections(high));
        return new Pace(mean, draw.chance(serialChance));
    }
}
