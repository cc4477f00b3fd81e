package io.faultline.harness.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Validity;
import io.faultline.harness.mutants.GuidedSchedules;
import io.faultline.harness.trial.Scenario;
import io.faultline.harness.trial.TrialRunner;
import io.faultline.nemesis.fault.Ground;
import io.faultline.nemesis.schedule.Schedule;
import io.faultline.nemesis.schedule.ScheduledFault;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Schedules for containers, where trials are few, shown on the simulator first. */
class GuidedSchedulesIT {
    private static final int SEEDS = 20;

    static List<String> mutants() {
        return GuidedSchedules.MUTANTS;
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void aGuidedScheduleShowsItsBugWithEverySecondSeedAndNothingInTheCorrectNode(String mutant) {
        Schedule schedule = GuidedSchedules.of(mutant).orElseThrow();
        Scenario correct = Scenario.election()
                .withNodes(schedule.nodes().size())
                .withTimeLimit(schedule.phases().end());

        assertThat(invalid(correct.withVariant(mutant), schedule)).isGreaterThanOrEqualTo(SEEDS / 2);
        assertThat(invalid(correct, schedule)).isZero();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void aGuidedScheduleHasOnlyFaultsThatContainersCanHave(String mutant) {
        assertThat(GuidedSchedules.of(mutant).orElseThrow().faults())
                .extracting(ScheduledFault::fault)
                .allSatisfy(fault ->
                        assertThat(Ground.DOCKER.refusal(fault.faultClass())).isEmpty());
    }

    private static long invalid(Scenario scenario, Schedule schedule) {
        return LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> TrialRunner.simulated().run(scenario, seed, schedule))
                .filter(result -> result.judgement().validity() == Validity.INVALID)
                .count();
    }
}
