package io.faultline.harness.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Validity;
import io.faultline.checkers.Verdict;
import io.faultline.harness.mutants.GuidedSchedules;
import io.faultline.harness.mutants.ProvingGround;
import io.faultline.harness.trial.Scenario;
import io.faultline.harness.trial.TrialResult;
import io.faultline.harness.trial.TrialRunner;
import io.faultline.harness.trial.Workload;
import io.faultline.nemesis.fault.FaultClass;
import io.faultline.nemesis.fault.Ground;
import io.faultline.nemesis.schedule.Schedule;
import io.faultline.node.mutants.Variants;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Transactions over several keys: strict serializable on the correct node under all faults, and not on those with a bug. */
class TransactionsIT {
    /** How many trials of the correct node; {@code -Dfaultline.trials=5000} for the whole of it. */
    private static final int TRIALS = Integer.getInteger("faultline.trials", 100);

    private static final int TRIALS_MOST = 300;

    private static Verdict verdict(TrialResult result) {
        return result.judgement().verdicts().stream()
                .filter(verdict -> verdict.checker().equals("list-append"))
                .findFirst()
                .orElseThrow();
    }

    private static Scenario scenario() {
        return Scenario.election().withWorkload(Workload.APPEND).withNemesis(FaultClass.defaults(Ground.SIMULATED));
    }

    @Test
    void theCorrectNodeIsStrictSerializableUnderAllFaults() {
        for (long seed = 1; seed <= TRIALS; seed++) {
            Verdict verdict = verdict(TrialRunner.simulated().run(scenario(), seed));
            assertThat(verdict.validity()).as("seed %d: %s", seed, verdict).isEqualTo(Validity.VALID);
        }
    }

    /** What was acknowledged and is lost, or read too early, shows as versions that miss each other or stand against time. */
    @ParameterizedTest
    @CsvSource({
        "C01, G-single-realtime",
        "C05, G-single-realtime",
        "C10, incompatible-order",
    })
    void aMutantThatBreaksWhatClientsSeeShowsItsAnomaly(String id, String anomaly) {
        for (long seed = 1; seed <= TRIALS_MOST; seed++) {
            Verdict verdict = verdict(TrialRunner.simulated().run(scenario().withVariant(id), seed));
            if (verdict.validity() == Validity.INVALID
                    && ((List<?>) verdict.measures().get("anomalies")).contains(anomaly)) {
                return;
            }
        }
        throw new AssertionError(id + " showed no " + anomaly + " in " + TRIALS_MOST + " trials");
    }

    /** Figure 8: who had applied them keeps the overwritten entries in its state, and shows them once it leads again. */
    @Test
    void entriesThatWereCommittedByCountingAndOverwrittenLeaveListsInOrdersThatExcludeEachOther() {
        Schedule figureEight = GuidedSchedules.of("R01").orElseThrow();
        Scenario scenario = ProvingGround.simulated()
                .withGuides()
                .scenario(Variants.named("R01").orElseThrow());
        Verdict verdict = verdict(TrialRunner.simulated().run(scenario, 1, figureEight));
        assertThat(verdict.measures().get("anomalies"))
                .as("%s", verdict)
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains("incompatible-order");
    }
}
