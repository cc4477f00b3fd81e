package io.faultline.harness.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Judgement;
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
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Schedules that lead to one bug: for containers, where trials are few, and for what drawn schedules hardly reach. */
class GuidedSchedulesIT {
    private static final int SEEDS = 20;
    private static final int SEEDS_OF_THE_CORRECT = 200;

    /** A trial of a crowd takes as long as ten of the others. */
    private static final int SEEDS_OF_THE_CORRECT_IN_A_CROWD = 20;

    /** By mutant: who judges what its clients saw. */
    private static final Map<String, String> SEEN_BY_CLIENTS = Map.of(
            "R01", "list-append",
            "E24", "linearizable",
            "C01", "linearizable",
            "C02", "linearizable",
            "C03", "linearizable",
            "C10", "linearizable");

    static List<String> mutants() {
        return GuidedSchedules.MUTANTS;
    }

    /** What breaks a promise to clients is seen by them, and not in the logs alone. */
    @ParameterizedTest
    @MethodSource("mutants")
    void aGuidedScheduleShowsItsBugWithEverySecondSeedAndToClientsWhereItConcernsThem(String mutant) {
        String checker = SEEN_BY_CLIENTS.get(mutant);
        assertThat(seeds(mutant, mutant, SEEDS, judgement -> isAccused(judgement, checker)))
                .hasSizeGreaterThanOrEqualTo(SEEDS / 2);
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void aGuidedScheduleShowsNothingInNodesThatAreCorrectButOtherwiseLikeTheMutant(String mutant) {
        boolean crowded = Variants.named(mutant).orElseThrow().needs() == Variant.Needs.CROWD;
        int count = crowded ? SEEDS_OF_THE_CORRECT_IN_A_CROWD : SEEDS_OF_THE_CORRECT;
        assertThat(seeds(mutant, mutant + "-mended", count, judgement -> judgement.validity() == Validity.VALID))
                .as("seeds with which nobody is accused and all could be judged")
                .hasSize(count);
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void aGuidedScheduleHasOnlyFaultsThatContainersCanHave(String mutant) {
        assertThat(GuidedSchedules.of(mutant).orElseThrow().faults())
                .extracting(ScheduledFault::fault)
                .allSatisfy(fault ->
                        assertThat(Ground.DOCKER.refusal(fault.faultClass())).isEmpty());
    }

    /** By that checker, or by any where it is null. */
    private static boolean isAccused(Judgement judgement, String checker) {
        return judgement.verdicts().stream()
                .filter(verdict -> checker == null || verdict.checker().equals(checker))
                .anyMatch(verdict -> verdict.validity() == Validity.INVALID);
    }

    /** The seeds with which that comes of the variant under the mutant's schedule, with the mutant's clients. */
    private static List<Long> seeds(String mutant, String variant, int count, Predicate<Judgement> outcome) {
        Schedule schedule = GuidedSchedules.of(mutant).orElseThrow();
        Variant measured = Variants.named(mutant).orElseThrow();
        Scenario scenario =
                ProvingGround.simulated().withGuides().scenario(measured).withVariant(variant);
        return LongStream.rangeClosed(1, count)
                .filter(seed -> outcome.test(
                        TrialRunner.simulated().run(scenario, seed, schedule).judgement()))
                .boxed()
                .toList();
    }
}
