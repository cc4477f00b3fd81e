package io.faultline.harness.junit.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.checkers.history.OperationEvent;
import io.faultline.checkers.history.OperationType;
import io.faultline.harness.cluster.ClientOutcome;
import io.faultline.harness.cluster.ClientReply;
import io.faultline.harness.junit.FaultTest;
import io.faultline.harness.junit.ScriptedCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A clerk's request is done once, and stands in the history once. */
class ClerkTest {
    @FaultTest(trials = 5, nodes = 3)
    void aRequestIsDoneOnceHoweverOftenItIsSent(ScriptedCluster cluster) {
        Clerk clerk = Clerk.of(cluster, 0, true);
        for (long i = 1; i <= 100; i++) {
            assertThat(clerk.ask("add", "x", 1)).isEqualTo(i);
        }
        assertThat(operations(cluster, OperationType.INVOKE)).hasSize(100);
        assertThat(operations(cluster, OperationType.OK)).hasSize(100);
        assertThat(operations(cluster, OperationType.INFO)).isEmpty();
    }

    @FaultTest(trials = 5, nodes = 3)
    void withoutASessionSomeOfThemAreDoneTwice(ScriptedCluster cluster) {
        Clerk clerk = Clerk.withoutSession(cluster, 0, true);
        for (long i = 1; i <= 100; i++) {
            clerk.ask("add", "x", 1);
        }
        assertThat((Long) clerk.ask("read", "x", null)).isGreaterThan(100);
    }

    @FaultTest(nodes = 3)
    void aRefusalByTheServiceIsTheEndOfIt(ScriptedCluster cluster) {
        Clerk clerk = Clerk.of(cluster, 0, false);
        clerk.ask("write", "x", 1);
        assertThatThrownBy(() -> clerk.ask("cas", "x", List.of(2, 3)))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("cas x could not be done: ")
                .hasMessageContaining("another value");
        assertThat(operations(cluster, OperationType.FAIL)).hasSize(1);
        assertThat(clerk.ask("cas", "x", List.of(1, 2))).isNull();
        assertThat(clerk.ask("read", "x", null)).isEqualTo(2L);
    }

    /** Whoever does not know never speaks again as the same process. */
    @FaultTest(trials = 5, nodes = 3)
    void aCompareAndSetThatWasSentAgainAndRefusedMayHaveBeenDone(ScriptedCluster cluster) {
        Clerk clerk = Clerk.withoutSession(cluster, 0, true);
        List<ClientOutcome<ClientReply>> outcomes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Object before = clerk.ask("read", "x", null);
            clerk.ask("cas", "x", Arrays.asList(before, i), outcomes::add);
            cluster.waitUntil("it is done", () -> !clerk.isBusy(), Duration.ofSeconds(10));
        }
        Set<Long> silent = new TreeSet<>();
        for (OperationEvent event : operations(cluster)) {
            assertThat(silent).doesNotContain(event.process());
            if (event.type() == OperationType.INFO) {
                silent.add(event.process());
            }
        }
        assertThat(silent).hasSizeGreaterThan(1);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.type() == OperationType.INFO)
                .hasSize(silent.size());
    }

    @FaultTest(nodes = 3)
    void aClerkHasOneRequestUnderWay(ScriptedCluster cluster) {
        Clerk clerk = Clerk.of(cluster, 0, false);
        clerk.ask("write", "x", 1, outcome -> {});
        assertThat(clerk.isBusy()).isTrue();
        assertThatThrownBy(() -> clerk.ask("read", "y", null, outcome -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a client has one request under way at a time; this one still asks to write x");
    }

    @FaultTest(nodes = 3)
    void aClerkReachesOnlyWhomItIsToldToTalkTo(ScriptedCluster cluster) {
        String leader = cluster.awaitSettled();
        Clerk clerk = Clerk.of(cluster, 0, false);
        clerk.talkTo(cluster.others(leader));
        List<ClientOutcome<ClientReply>> outcomes = new ArrayList<>();
        clerk.ask("write", "x", 1, outcomes::add);
        cluster.runFor(Duration.ofSeconds(3));
        assertThat(outcomes).isEmpty();
        clerk.talkTo(cluster.nodes());
        cluster.waitUntil("it is done", () -> !outcomes.isEmpty());
    }

    private static List<OperationEvent> operations(ScriptedCluster cluster) {
        return cluster.events().stream()
                .filter(OperationEvent.class::isInstance)
                .map(OperationEvent.class::cast)
                .toList();
    }

    private static List<OperationEvent> operations(ScriptedCluster cluster, OperationType type) {
        return operations(cluster).stream()
                .filter(event -> event.type() == type)
                .toList();
    }
}
