package io.faultline.harness.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.history.OperationType;
import io.faultline.harness.cluster.ClientCall;
import io.faultline.harness.cluster.ClientOutcome;
import io.faultline.harness.cluster.ClientReply;
import io.faultline.harness.junit.FaultTest;
import io.faultline.harness.junit.ScriptedCluster;
import io.faultline.harness.junit.lab.Clerk;
import io.faultline.harness.junit.lab.Lab;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;

/** The lab's tests of a replicated counter (4A of 2025): what a submitted command answers, and that it answers. */
class LabStateMachineIT {
    private static final int TRIALS = 10;
    private static final String EACH_1000_BYTES = "snapshot-entries=16";
    private static final FiveNumbers NUMBERS = new FiveNumbers();

    @FaultTest(trials = TRIALS, nodes = 3)
    @DisplayName("Basic4A (2025)")
    void eachIncrementIsSeenOnEveryNode(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        cluster.clients().judge();
        Clerk clerk = Clerk.of(cluster, 0, false);
        for (long i = 1; i <= 10; i++) {
            assertThat(clerk.ask("add", "counter", 1)).isEqualTo(i);
            lab.waitFor(lab.commits(), 3);
        }
        count("increments", cluster, lab);
    }

    @FaultTest(trials = TRIALS, nodes = 3)
    @DisplayName("Concurrent4A (2025)")
    void incrementsSubmittedAtOnceAreEachDoneOnce(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        cluster.clients().judge();
        List<Object> sums = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Clerk.of(cluster, i, false).ask("add", "counter", 1, outcome -> sums.add(value(outcome)));
        }
        cluster.waitUntil("all are done", () -> sums.size() == 50, Duration.ofSeconds(10));
        assertThat(sums)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 50).<Object>mapToObj(i -> i).toList());
        lab.waitFor(lab.commits(), 3);
        count("concurrent increments", cluster, lab);
    }

    @FaultTest(trials = TRIALS, nodes = 3)
    @DisplayName("LeaderFailure4A (2025)")
    void theCounterGoesOnWithoutItsLeaderAndTheLeaderCatchesUp(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        cluster.clients().judge();
        Clerk clerk = Clerk.of(cluster, 0, false);
        clerk.ask("add", "counter", 1);
        String leader = cluster.awaitSettled();
        cluster.isolate(leader);
        clerk.talkTo(cluster.others(leader));
        assertThat(clerk.ask("add", "counter", 1)).isEqualTo(2L);
        lab.waitFor(lab.commits(), 2);

        cluster.connect(leader);
        clerk.talkTo(cluster.nodes());
        assertThat(clerk.ask("add", "counter", 1)).isEqualTo(3L);
        lab.waitFor(lab.commits(), 3);
        count("failure of the leader", cluster, lab);
    }

    @FaultTest(trials = TRIALS, nodes = 3)
    @DisplayName("LeaderPartition4A (2025)")
    void whatALeaderWithoutMajorityIsToldIsNotDoneAndAnsweredOnceItHasOne(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        cluster.clients().judge();
        Clerk clerk = Clerk.of(cluster, 0, false);
        clerk.ask("add", "counter", 1);
        String leader = cluster.awaitSettled();
        cluster.isolate(leader);
        List<ClientOutcome<ClientReply>> outcomes = submitHundred(cluster, leader);
        clerk.talkTo(cluster.others(leader));
        assertThat(clerk.ask("add", "counter", 1)).isEqualTo(2L);
        cluster.runFor(Duration.ofSeconds(1));
        assertThat(outcomes).as("outcomes while the leader is cut off").noneMatch(LabStateMachineIT::isDone);

        cluster.connect(leader);
        cluster.waitUntil("all are answered", () -> outcomes.size() == 100, Duration.ofSeconds(1));
        assertThat(outcomes).noneMatch(LabStateMachineIT::isDone);
        assertThat(clerk.ask("add", "counter", 1)).isEqualTo(3L);
        count("partitioned leader", cluster, lab);
    }

    @FaultTest(trials = TRIALS, nodes = 3)
    @DisplayName("RestartReplay4A (2025)")
    void theCounterGoesOnWhereItWasAfterAllHaveCrashed(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        cluster.clients().judge();
        hundredAndARestart(cluster);
        count("restart, replayed log", cluster, lab);
    }

    @FaultTest(trials = TRIALS, nodes = 3, options = EACH_1000_BYTES)
    @DisplayName("Snapshot4C (2025)")
    void theCounterGoesOnFromASnapshotAfterAllHaveCrashed(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        cluster.clients().judge();
        hundredAndARestart(cluster);
        assertThat(lab.logBytes()).as("bytes of the longest log").isLessThanOrEqualTo(2 * 1000);
        assertThat(lab.snapshotBytes()).isPositive();
        count("restart, snapshot", cluster, lab);
    }

    @FaultTest(trials = TRIALS, nodes = 3)
    @DisplayName("Shutdown4A (2025)")
    void everySubmittedCommandIsAnsweredThoughAllNodesStop(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        cluster.clients().judge();
        String leader = cluster.awaitSettled();
        List<ClientOutcome<ClientReply>> outcomes = submitHundred(cluster, leader);
        cluster.runFor(Duration.ofMillis(cluster.random().nextInt(4)));
        cluster.stop(cluster.nodes().toArray(String[]::new));
        cluster.waitUntil("all are answered", () -> outcomes.size() == 100, Duration.ofSeconds(11));
        assertThat(outcomes).extracting(ClientOutcome::type).doesNotContainNull();
        cluster.restart(cluster.nodes().toArray(String[]::new));
        long done = outcomes.stream().filter(LabStateMachineIT::isDone).count();
        assertThat((Long) Clerk.of(cluster, 0, false).ask("add", "counter", 1))
                .as("the counter, after %d that were done for certain", done)
                .isBetween(done + 1, 101L);
        count("shutdown", cluster, lab);
    }

    private static void hundredAndARestart(ScriptedCluster cluster) {
        Clerk clerk = Clerk.of(cluster, 0, false);
        for (int i = 0; i < 100; i++) {
            clerk.ask("add", "counter", 1);
        }
        String[] all = cluster.nodes().toArray(String[]::new);
        cluster.crash(all);
        cluster.runFor(Duration.ofSeconds(1));
        cluster.restart(all);
        assertThat(clerk.ask("add", "counter", 1)).isEqualTo(101L);
    }

    /** A hundred clients each tell one node, once. */
    private static List<ClientOutcome<ClientReply>> submitHundred(ScriptedCluster cluster, String node) {
        List<ClientOutcome<ClientReply>> outcomes = new ArrayList<>();
        IntStream.range(1000, 1100).forEach(client -> {
            cluster.clients().record(OperationType.INVOKE, client, "add", "counter", 1);
            cluster.clients().call(node, new ClientCall("add", "counter", 1), outcome -> {
                Object told = outcome.value().map(ClientReply::value).orElse(null);
                cluster.clients().record(outcome.type(), client, "add", "counter", told);
                outcomes.add(outcome);
            });
        });
        return outcomes;
    }

    private static Object value(ClientOutcome<ClientReply> outcome) {
        return outcome.value().orElseThrow(() -> new AssertionError(outcome)).value();
    }

    private static boolean isDone(ClientOutcome<ClientReply> outcome) {
        return outcome.type() == OperationType.OK;
    }

    private static void count(String test, ScriptedCluster cluster, Lab lab) {
        NUMBERS.count(test, cluster, lab.commits());
    }

    @AfterAll
    static void print() {
        NUMBERS.print();
    }
}
