package io.faultline.harness.mutants;

import io.faultline.node.mutants.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Measures for each mutant how soon it is killed, and for each control that it never is.
 *
 * <pre>{@code
 * KillTable table = new KillTable(ProvingGround.simulated(), CampaignLimits.DEFAULT);
 * List<KillRow> rows = table.measure(Variants.all(), row -> {});
 * }</pre>
 */
public final class KillTable {
    private static final long SEEDS_APART = 1_000_000;

    private final ProvingGround ground;
    private final CampaignLimits limits;

    public KillTable(ProvingGround ground, CampaignLimits limits) {
        this.ground = ground;
        this.limits = limits;
    }

    /** Measures the variants in order; {@code done} hears of each row as soon as it is there. */
    public List<KillRow> measure(List<Variant> variants, Consumer<KillRow> done) {
        List<KillRow> rows = new ArrayList<>();
        for (Variant variant : variants) {
            KillRow row = variant.isMutant() ? mutant(variant) : control(variant);
            rows.add(row);
            done.accept(row);
        }
        return rows;
    }

    private KillRow mutant(Variant variant) {
        List<Campaign> campaigns = new ArrayList<>();
        for (int i = 0; i < limits.campaigns(); i++) {
            Campaign campaign = new Campaign(ground, variant, limits);
            campaign.untilKilled(1 + i * SEEDS_APART);
            campaigns.add(campaign);
        }
        return row(variant, campaigns);
    }

    private KillRow control(Variant variant) {
        Campaign campaign = new Campaign(ground, variant, limits);
        campaign.throughout();
        return row(variant, List.of(campaign));
    }

    private static KillRow row(Variant variant, List<Campaign> campaigns) {
        return new KillRow(
                variant.id(),
                variant.change(),
                variant.isMutant(),
                campaigns.size(),
                campaigns.stream()
                        .flatMap(campaign -> campaign.invalid().stream())
                        .toList(),
                campaigns.stream().mapToInt(Campaign::trials).sum(),
                campaigns.stream().mapToInt(Campaign::unknown).sum(),
                campaigns.stream().mapToDouble(Campaign::seconds).sum());
    }
}
