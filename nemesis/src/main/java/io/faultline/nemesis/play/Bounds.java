package io.faultline.nemesis.play;

/**
 * Within which links, disks and clocks still count as well: outside, a checker does not judge
 * liveness.
 *
 * @param delayNanosMax the greatest extra delay of a message, jitter and re-ordering included
 * @param lossMax the greatest probability that a message is lost
 * @param bytesPerSecondMin the narrowest link
 * @param syncNanosMax the greatest extra time of a sync
 * @param clockDriftMax the greatest difference of a clock's rate from 1
 */
public record Bounds(
        long delayNanosMax, double lossMax, long bytesPerSecondMin, long syncNanosMax, double clockDriftMax) {

    /** Nothing but a duplicate is tolerated. */
    public static final Bounds STRICT = new Bounds(0, 0.0, Long.MAX_VALUE, 0, 0.0);
}
