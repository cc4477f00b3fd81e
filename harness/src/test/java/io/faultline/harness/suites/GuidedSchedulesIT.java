package io.faultline.harness.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Validity;
import io.faultline.harness.trial.Scenario;
import io.faultline.harness.trial.TrialRunner;
import io.faultline.nemesis.json.ScheduleJson;
import io.faultline.nemesis.schedule.Schedule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Schedules for containers, where trials are few: each was found in the simulator as the one that shows its bug with
 * most seeds, drawn from faults that containers can have too. Their targets are roles, so that they fit any run.
 */
class GuidedSchedulesIT {
    private static final int SEEDS = 20;

    @ParameterizedTest
    @ValueSource(strings = {"E01", "E05", "E14", "E15", "D4", "D6"})
    void aGuidedScheduleShowsItsBugWithEverySecondSeedAndNothingInTheCorrectNode(String mutant) throws IOException {
        Schedule schedule = schedule(mutant);
        Scenario correct = Scenario.election()
                .withNodes(schedule.nodes().size())
                .withTimeLimit(schedule.phases().end());

        assertThat(invalid(correct.withVariant(mutant), schedule)).isGreaterThanOrEqualTo(SEEDS / 2);
        assertThat(invalid(correct, schedule)).isZero();
    }

    private static long invalid(Scenario scenario, Schedule schedule) {
        return LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> TrialRunner.simulated().run(scenario, seed, schedule))
                .filter(result -> result.judgement().validity() == Validity.INVALID)
                .count();
    }

    private static Schedule schedule(String mutant) throws IOException {
        String name = "/schedules/" + mutant + ".json";
        try (InputStream in = GuidedSchedulesIT.class.getResourceAsStream(name)) {
            return ScheduleJson.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), name);
        }
    }
}
