package io.faultline.harness.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Judgement;
import io.faultline.checkers.Validity;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.history.OperationEvent;
import io.faultline.checkers.history.OperationType;
import io.faultline.harness.cluster.ClientCall;
import io.faultline.harness.cluster.ClientOutcome;
import io.faultline.harness.cluster.ClientReply;
import io.faultline.harness.junit.lab.Clerk;
import io.faultline.harness.sim.SimulatedGround;
import io.faultline.harness.trial.Scenario;
import io.faultline.harness.trial.TrialResult;
import io.faultline.harness.trial.TrialRunner;
import io.faultline.harness.trial.Workload;
import io.faultline.nemesis.fault.Ground;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What clients of a story do, and that they fall silent with it. */
class ScriptedClientsTest {
    private static final Scenario SCENARIO = new Scenario(Ground.SIMULATED, 3, Workload.STORY, Set.of(), 1, null);

    @FaultTest(nodes = 3)
    void aCallIsAnsweredWhileTheScriptWaits(ScriptedCluster cluster) {
        String leader = cluster.awaitSettled();
        List<ClientOutcome<ClientReply>> outcomes = new ArrayList<>();
        cluster.clients().call(leader, new ClientCall("add", "x", 3), outcomes::add);
        cluster.clients().call(cluster.after(leader), new ClientCall("add", "x", 3), outcomes::add);
        assertThat(outcomes).isEmpty();
        cluster.waitUntil("both are answered", () -> outcomes.size() == 2);
        assertThat(outcomes)
                .contains(new ClientOutcome.Ok<>(new ClientReply(3L)))
                .anyMatch(outcome -> outcome instanceof ClientOutcome.Fail<ClientReply> fail
                        && fail.hint().equals(Optional.of(leader))
                        && !fail.decided());
    }

    @FaultTest(nodes = 3)
    void aConflictIsDecidedByTheService(ScriptedCluster cluster) {
        String leader = cluster.awaitSettled();
        List<ClientOutcome<ClientReply>> outcomes = new ArrayList<>();
        cluster.clients().call(leader, new ClientCall("cas", "x", List.of(1, 2)), outcomes::add);
        cluster.waitUntil("it is answered", () -> !outcomes.isEmpty());
        assertThat(outcomes.get(0)).isEqualTo(ClientOutcome.Fail.decided("the key has another value"));
    }

    @FaultTest(nodes = 3)
    void whatIsRecordedStandsInTheHistory(ScriptedCluster cluster) {
        cluster.clients().record(OperationType.INVOKE, 7, "write", "x", 1);
        assertThat(cluster.events())
                .filteredOn(OperationEvent.class::isInstance)
                .extracting(event -> ((OperationEvent) event).process())
                .containsExactly(7L);
    }

    @FaultTest(nodes = 3)
    void watchersSeeWhateverHappensWhileTheScriptWaits(ScriptedCluster cluster) {
        int[] seen = new int[1];
        cluster.watch(() -> seen[0] = cluster.events().size());
        cluster.awaitSettled();
        assertThat(seen[0]).isEqualTo(cluster.events().size());
        assertThat(cluster.within(Duration.ofMillis(10), () -> false)).isFalse();
        assertThat(cluster.diskUse("n1").orElseThrow().logBytes()).isPositive();
    }

    @Test
    void clientsAreSilentWhenTheScriptIsOver() {
        int[] turns = new int[1];
        try (Story story = new Story(new SimulatedGround(), SCENARIO, Map.of(), 1, false)) {
            assertThat(story.isReplayable()).isTrue();
            again(story.parameter(), turns);
            story.parameter().runFor(Duration.ofMillis(100));
            int before = turns[0];
            assertThat(before).isGreaterThan(5);

            story.finish();
            TrialResult result = story.result().orElseThrow();
            assertThat(result.judgement().verdicts())
                    .extracting(v -> v.checker())
                    .contains("log-matching");
            assertThat(turns[0]).isEqualTo(before);
            assertThat(story.isReplayable()).isFalse();
        }
    }

    private static void again(ScriptedCluster cluster, int[] turns) {
        turns[0]++;
        cluster.clients()
                .start(
                        "n1",
                        "again",
                        outcome -> cluster.clients().later(Duration.ofMillis(10), () -> again(cluster, turns)));
    }

    /** C07 does again what is sent again. */
    @Test
    void clientsAreJudgedWhereTheScriptSaysSo() {
        for (boolean judged : new boolean[] {true, false}) {
            TrialResult result = appending("C07", judged);
            assertThat(accusers(result.judgement()))
                    .containsExactlyElementsOf(judged ? List.of("exactly-once", "linearizable") : List.of());
            assertThat(TrialRunner.judge(result.history()))
                    .as("judged again by what it tells of")
                    .isEqualTo(result.judgement());
        }
    }

    @Test
    void clientsThatWereToldTheTruthAreJudgedByALookAtAllTheirKeys() {
        Judgement judgement = appending(null, true).judgement();
        assertThat(judgement.validity()).isEqualTo(Validity.VALID);
        assertThat(judgement.verdicts())
                .extracting(Verdict::checker)
                .contains("stale-reads", "durability", "exactly-once", "linearizable")
                .doesNotContain("availability", "progress");
    }

    private static TrialResult appending(String variant, boolean judged) {
        Scenario scenario = new Scenario(Ground.SIMULATED, 3, Workload.STORY, Set.of(), 1, variant);
        try (Story story = new Story(new SimulatedGround(), scenario, Map.of(), 1, false)) {
            if (judged) {
                story.parameter().clients().judge();
            }
            Clerk clerk = Clerk.of(story.parameter(), 0, true);
            for (int i = 0; i < 30; i++) {
                clerk.ask("append", "x", "element " + i);
            }
            return story.result().orElseThrow();
        }
    }

    private static List<String> accusers(Judgement judgement) {
        return judgement.verdicts().stream()
                .filter(verdict -> verdict.validity() == Validity.INVALID)
                .map(Verdict::checker)
                .toList();
    }

    @Test
    void aStoryWithOptionsIsNotReplayedFromItsSchedule() {
        try (Story story = new Story(new SimulatedGround(), SCENARIO, Map.of("snapshot-entries", "10"), 1, false)) {
            assertThat(story.isReplayable()).isFalse();
        }
    }
}
