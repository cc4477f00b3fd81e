package io.faultline.harness.mutants;

import io.faultline.checkers.Validity;
import io.faultline.harness.trial.Scenario;
import io.faultline.harness.trial.TrialResult;
import io.faultline.harness.trial.TrialRunner;
import io.faultline.node.mutants.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Measures for each mutant how soon it is killed, and for each control that it never is.
 *
 * <pre>{@code
 * List<KillRow> rows = new KillTable(CampaignLimits.DEFAULT).measure(Variants.all(), row -> {});
 * }</pre>
 */
public final class KillTable {
    private static final long SEEDS_APART = 1_000_000;

    private final CampaignLimits limits;
    private final TrialRunner runner = TrialRunner.simulated();

    public KillTable(CampaignLimits limits) {
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

    /** The scenario a variant is measured in: five nodes, every fault the simulator draws by default. */
    public static Scenario scenario(Variant variant) {
        return Scenario.election()
                .withVariant(variant.id())
                .withTimeLimit(Scenario.DEFAULT_TIME_LIMIT * variant.slowdown());
    }

    private KillRow mutant(Variant variant) {
        Campaign campaign = new Campaign(runner, scenario(variant), limits);
        List<Kill> kills = new ArrayList<>();
        int trials = 0;
        long start = Campaign.cpuNanos();
        for (int i = 0; i < limits.campaigns(); i++) {
            Optional<Kill> kill = campaign.untilKilled(1 + i * SEEDS_APART);
            kill.ifPresent(kills::add);
            trials += kill.map(Kill::trials).orElse(limits.trials());
        }
        double seconds = (Campaign.cpuNanos() - start) / 1e9;
        return new KillRow(variant.id(), variant.change(), true, limits.campaigns(), kills, trials, 0, seconds);
    }

    private KillRow control(Variant variant) {
        Scenario scenario = scenario(variant);
        List<Kill> accusations = new ArrayList<>();
        int unknown = 0;
        long start = Campaign.cpuNanos();
        for (int trial = 1; trial <= limits.trials(); trial++) {
            TrialResult result = runner.run(scenario, trial);
            if (result.judgement().validity() == Validity.INVALID) {
                double seconds = (Campaign.cpuNanos() - start) / 1e9;
                accusations.add(new Kill(
                        trial,
                        trial,
                        seconds,
                        Campaign.accusers(result),
                        result.schedule().faults().size()));
            } else if (result.judgement().validity() == Validity.UNKNOWN) {
                unknown++;
            }
        }
        double seconds = (Campaign.cpuNanos() - start) / 1e9;
        return new KillRow(variant.id(), variant.change(), false, 1, accusations, limits.trials(), unknown, seconds);
    }
}
