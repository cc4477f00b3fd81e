package io.faultline.harness.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Validity;
import io.faultline.checkers.Verdict;
import io.faultline.harness.mutants.ProvingGround;
import io.faultline.harness.trial.Scenario;
import io.faultline.harness.trial.TrialResult;
import io.faultline.harness.trial.TrialRunner;
import io.faultline.harness.trial.Workload;
import io.faultline.nemesis.fault.FaultClass;
import io.faultline.node.mutants.Variants;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients see of the correct node is linearizable, and what they see of those with a bug is not. */
class LinearizabilityIT {
    private static final Set<FaultClass> FAULTS = Set.of(FaultClass.PARTITION, FaultClass.CRASH, FaultClass.PAUSE);
    private static final int SEEDS = 20;

    /** Several times what the slowest needed when this was written. */
    private static final int TRIALS_MOST = 200;

    private static Verdict linearizable(TrialResult result) {
        return result.judgement().verdicts().stream()
                .filter(verdict -> verdict.checker().equals("linearizable"))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "REGISTER, register",
        "CAS_REGISTER, cas-register",
        "KV, kv",
        "SET, kv",
        "COUNTER, kv",
        "QUEUE, fifo-queue",
        "LOCK, fenced-lock",
    })
    void theCorrectNodeIsLinearizableUnderPartitionsCrashesAndPauses(Workload workload, String model) {
        Scenario scenario = Scenario.election().withWorkload(workload).withNemesis(FAULTS);
        for (long seed = 1; seed <= SEEDS; seed++) {
            TrialResult result = TrialRunner.simulated().run(scenario, seed);
            assertThat(result.judgement().validity())
                    .as("%s, seed %d: %s", workload, seed, result.judgement())
                    .isEqualTo(Validity.VALID);
            assertThat(linearizable(result).measures()).containsEntry("model", model);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"C01", "C02", "C04", "C05", "C06", "C07", "C08", "C09", "C10", "C11"})
    void aMutantThatBreaksWhatClientsSeeIsNotLinearizableAndOneSeesWhy(String id) {
        ProvingGround ground = ProvingGround.simulated();
        Scenario scenario = ground.scenario(Variants.named(id).orElseThrow());
        for (long seed = 1; seed <= TRIALS_MOST; seed++) {
            TrialResult result = TrialRunner.simulated().run(scenario, seed);
            Verdict verdict = linearizable(result);
            if (verdict.validity() == Validity.INVALID) {
                assertThat(verdict.evidence().get(0).events()).hasSizeGreaterThanOrEqualTo(2);
                assertThat((List<?>) verdict.measures().get("counterexamples"))
                        .as("the picture of %s, seed %d", id, seed)
                        .anyMatch(line -> line.toString().contains("|-"));
                return;
            }
        }
        throw new AssertionError(id + " was called not linearizable by none of " + TRIALS_MOST + " trials");
    }

    /** Clients that wait for no longer than a message takes, for locks, which nobody looks at in the end. */
    @Test
    void aRunInWhichNothingSucceededIsUnknown() {
        Scenario scenario = Scenario.election().withWorkload(Workload.LOCK).withNemesis(FAULTS);
        TrialResult result =
                TrialRunner.simulated().run(scenario.withLoad(scenario.load().withLimit(1_000_000)), 1);

        assertThat(linearizable(result).validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(linearizable(result).summary()).isEqualTo("no operation succeeded: there is nothing to judge");
        assertThat(result.judgement().validity()).isNotEqualTo(Validity.VALID);
    }
}
