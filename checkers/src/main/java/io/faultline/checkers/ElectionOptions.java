package io.faultline.checkers;

/**
 * What a scenario may set about the judging of elections.
 *
 * @param stability D, in nanoseconds: how long conditions must be calm before a majority owes a settled leader, and
 *     how long it has for it; 0 means ten times the greatest election timeout the nodes were started with
 * @param judgeDeaf whether nodes into which every link is cut are left out when a stretch of calm is looked for, which
 *     pre-vote makes a fair thing to ask; without it such a stretch is not judged
 */
public record ElectionOptions(long stability, boolean judgeDeaf) {

    /** Ten greatest timeouts, deaf nodes not judged. */
    public static final ElectionOptions DEFAULT = new ElectionOptions(0, false);

    public ElectionOptions {
        if (stability < 0) {
            throw new IllegalArgumentException("stability must not be negative: " + stability + " ns");
        }
    }
}
