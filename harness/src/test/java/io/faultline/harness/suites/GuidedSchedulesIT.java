package io.faultline.harness.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Validity;
import io.faultline.harness.mutants.GuidedSchedules;
import io.faultline.harness.mutants.ProvingGround;
import io.faultline.harness.trial.Scenario;
import io.faultline.harness.trial.TrialRunner;
import io.faultline.nemesis.fault.Ground;
import io.faultline.nemesis.schedule.Schedule;
import io.faultline.nemesis.schedule.ScheduledFault;
import io.faultline.node.mutants.Variant;
import io.faultline.node.mutants.Variants;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Schedules that lead to one bug: for containers, where trials are few, and for what drawn schedules hardly reach. */
class GuidedSchedulesIT {
    private static final int SEEDS = 20;
    private static final int SEEDS_OF_THE_CORRECT = 200;

    static List<String> mutants() {
        return GuidedSchedules.MUTANTS;
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void aGuidedScheduleShowsItsBugWithEverySecondSeed(String mutant) {
        assertThat(seeds(mutant, mutant, SEEDS, Validity.INVALID)).hasSizeGreaterThanOrEqualTo(SEEDS / 2);
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void aGuidedScheduleShowsNothingInNodesThatAreCorrectButOtherwiseLikeTheMutant(String mutant) {
        assertThat(seeds(mutant, mutant + "-mended", SEEDS_OF_THE_CORRECT, Validity.VALID))
                .as("seeds with which nobody is accused and all could be judged")
                .hasSize(SEEDS_OF_THE_CORRECT);
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void aGuidedScheduleHasOnlyFaultsThatContainersCanHave(String mutant) {
        assertThat(GuidedSchedules.of(mutant).orElseThrow().faults())
                .extracting(ScheduledFault::fault)
                .allSatisfy(fault ->
                        assertThat(Ground.DOCKER.refusal(fault.faultClass())).isEmpty());
    }

    /** The seeds with which that comes of the variant under the mutant's schedule, with the mutant's clients. */
    private static List<Long> seeds(String mutant, String variant, int count, Validity validity) {
        Schedule schedule = GuidedSchedules.of(mutant).orElseThrow();
        Variant measured = Variants.named(mutant).orElseThrow();
        Scenario scenario =
                ProvingGround.simulated().withGuides().scenario(measured).withVariant(variant);
        return LongStream.rangeClosed(1, count)
                .filter(seed -> TrialRunner.simulated()
                                .run(scenario, seed, schedule)
                                .judgement()
                                .validity()
                        == validity)
                .boxed()
                .toList();
    }
}
