package io.faultline.harness.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.harness.sim.SimulatedGround;
import io.faultline.harness.trial.Scenario;
import io.faultline.harness.trial.TrialResult;
import io.faultline.harness.trial.TrialRunner;
import io.faultline.harness.trial.Workload;
import io.faultline.nemesis.fault.Ground;
import io.faultline.nemesis.json.ScheduleJson;
import io.faultline.nemesis.schedule.Schedule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A story is kept as a schedule: whoever plays that sees what the test saw, without the test. */
class StoryReplayTest {
    private static final Scenario SCENARIO = new Scenario(Ground.SIMULATED, 5, Workload.STORY, Set.of(), 1, null);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void theScheduleOfAStoryGivesTheSameHistory(long seed) {
        TrialResult told = tell(seed, StoryReplayTest::everythingAScriptCanDo);
        Schedule stored = ScheduleJson.read(ScheduleJson.write(told.schedule()), "schedule.json");
        TrialResult played = TrialRunner.simulated().run(told.scenario(), seed, stored);
        assertThat(played.history().events()).isEqualTo(told.history().events());
        assertThat(played.judgement()).isEqualTo(told.judgement());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theSameSeedTellsTheSameStory(long seed) {
        assertThat(tell(seed, StoryReplayTest::everythingAScriptCanDo))
                .isEqualTo(tell(seed, StoryReplayTest::everythingAScriptCanDo));
    }

    private static TrialResult tell(long seed, Consumer<ScriptedCluster> script) {
        try (Story story = new Story(new SimulatedGround(), SCENARIO, Map.of(), seed, false)) {
            script.accept(story.parameter());
            story.finish();
            return story.result().orElseThrow();
        }
    }

    private static void everythingAScriptCanDo(ScriptedCluster cluster) {
        String leader = cluster.awaitLeader();
        cluster.isolate(leader, cluster.after(leader));
        String next = cluster.awaitLeaderOtherThan(leader);
        cluster.connect(leader);
        cluster.crash(next);
        cluster.latency(Duration.ofMillis(5), Duration.ofMillis(3));
        cluster.runFor(Duration.ofMillis(700 + cluster.random().nextInt(300)));
        cluster.restart(next);
        cluster.heal();
        cluster.restart(cluster.awaitSettled());
        cluster.partition(List.of("n1", "n2"), List.of("n3", "n4", "n5"));
        cluster.cut("n4", "n5");
        cluster.pause("n1");
        cluster.stop("n2");
        cluster.runFor(Duration.ofSeconds(3));
        cluster.resume("n1");
        cluster.pause("n3");
        cluster.runFor(Duration.ofMillis(50));
    }
}
