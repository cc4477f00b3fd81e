package io.faultline.harness.mutants;

import io.faultline.checkers.Validity;
import io.faultline.checkers.Verdict;
import io.faultline.harness.trial.Scenario;
import io.faultline.harness.trial.TrialResult;
import io.faultline.node.mutants.Variant;
import java.util.ArrayList;
import java.util.List;

/** Trials of one variant, seed after seed, with what came of them so far. */
final class Campaign {
    private final ProvingGround ground;
    private final Variant variant;
    private final Scenario scenario;
    private final CampaignLimits limits;
    private final long start;
    private final List<Kill> invalid = new ArrayList<>();
    private int trials;
    private int unknown;
    private long spent;

    Campaign(ProvingGround ground, Variant variant, CampaignLimits limits) {
        this.ground = ground;
        this.variant = variant;
        this.scenario = ground.scenario(variant);
        this.limits = limits;
        this.start = ground.clock().getAsLong();
    }

    /** Runs seeds {@code first}, {@code first + 1}, … until the first that is invalid or a limit is reached. */
    void untilKilled(long first) {
        while (invalid.isEmpty() && goesOn(true)) {
            run(first + trials);
        }
    }

    /** Runs the seeds from 1 on, to the limit. */
    void throughout() {
        while (goesOn(ground.limitsControls())) {
            run(1 + trials);
        }
    }

    private boolean goesOn(boolean timeLimited) {
        return trials < limits.trials() && !(timeLimited && seconds() > limits.seconds());
    }

    private void run(long seed) {
        TrialResult result = ground.player().play(scenario, seed, ground.schedule(scenario, variant, seed));
        trials++;
        spent = ground.clock().getAsLong() - start;
        if (result.judgement().validity() == Validity.INVALID) {
            invalid.add(new Kill(
                    seed,
                    trials,
                    seconds(),
                    accusers(result),
                    result.schedule().faults().size()));
        } else if (result.judgement().validity() == Validity.UNKNOWN) {
            unknown++;
        }
    }

    /** The trials that a checker found invalid, with how long it took to come to each. */
    List<Kill> invalid() {
        return invalid;
    }

    int trials() {
        return trials;
    }

    int unknown() {
        return unknown;
    }

    /** How long its trials took, by the ground's clock. */
    double seconds() {
        return spent / 1e9;
    }

    private static List<String> accusers(TrialResult result) {
        return result.judgement().verdicts().stream()
                .filter(verdict -> verdict.validity() == Validity.INVALID)
                .map(Verdict::checker)
                .toList();
    }
}
