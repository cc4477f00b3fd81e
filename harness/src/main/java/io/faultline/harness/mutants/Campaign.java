package io.faultline.harness.mutants;

import io.faultline.checkers.Validity;
import io.faultline.checkers.Verdict;
import io.faultline.harness.trial.Scenario;
import io.faultline.harness.trial.TrialResult;
import io.faultline.harness.trial.TrialRunner;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;

/** Trials of one variant, seed after seed, until the first that is invalid or until a limit is reached. */
final class Campaign {
    private final TrialRunner runner;
    private final Scenario scenario;
    private final CampaignLimits limits;

    Campaign(TrialRunner runner, Scenario scenario, CampaignLimits limits) {
        this.runner = runner;
        this.scenario = scenario;
        this.limits = limits;
    }

    /** Runs seeds {@code first}, {@code first + 1}, …; empty when the limit came before a kill. */
    Optional<Kill> untilKilled(long first) {
        long start = cpuNanos();
        for (int trial = 1; trial <= limits.trials(); trial++) {
            TrialResult result = runner.run(scenario, first + trial - 1);
            double seconds = (cpuNanos() - start) / 1e9;
            if (result.judgement().validity() == Validity.INVALID) {
                return Optional.of(new Kill(
                        result.seed(),
                        trial,
                        seconds,
                        accusers(result),
                        result.schedule().faults().size()));
            }
            if (seconds > limits.cpuSeconds()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    static List<String> accusers(TrialResult result) {
        return result.judgement().verdicts().stream()
                .filter(verdict -> verdict.validity() == Validity.INVALID)
                .map(Verdict::checker)
                .toList();
    }

    /** Processor time of this thread, so that other work on the machine does not count. */
    static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
