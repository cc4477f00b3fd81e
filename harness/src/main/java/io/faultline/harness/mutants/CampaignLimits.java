package io.faultline.harness.mutants;

/**
 * How long to look.
 *
 * @param campaigns campaigns per mutant, each with seeds of its own
 * @param trials most trials in a campaign, and trials per control
 * @param seconds most time in a campaign of a mutant, by the clock of the {@link ProvingGround}; where that is the wall
 *     clock also the most time for a control
 */
public record CampaignLimits(int campaigns, int trials, double seconds) {
    /** Twenty campaigns of at most a minute of processor time. */
    public static final CampaignLimits DEFAULT = new CampaignLimits(20, 5_000, 60);
}
