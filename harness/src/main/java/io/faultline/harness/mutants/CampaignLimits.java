package io.faultline.harness.mutants;

/**
 * How long to look.
 *
 * @param campaigns campaigns per mutant, each with seeds of its own
 * @param trials most trials in a campaign, and trials per control
 * @param cpuSeconds most processor time in a campaign of a mutant
 */
public record CampaignLimits(int campaigns, int trials, double cpuSeconds) {
    /** Twenty campaigns of at most a minute of processor time. */
    public static final CampaignLimits DEFAULT = new CampaignLimits(20, 5_000, 60);
}
