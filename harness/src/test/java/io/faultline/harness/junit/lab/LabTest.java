package io.faultline.harness.junit.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.FaultEvent;
import io.faultline.checkers.history.FaultPhase;
import io.faultline.harness.junit.FaultTest;
import io.faultline.harness.junit.ScriptedCluster;
import java.time.Duration;
import java.util.List;

/** What the lab's words do to a cluster and when they give up. */
class LabTest {
    @FaultTest(nodes = 3)
    void agreementIsWhenSoManyNodesHaveAppliedTheCommand(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        String away = cluster.after(cluster.awaitSettled());
        cluster.isolate(away);
        long index = lab.one("a", 2, false);
        assertThat(lab.nCommitted(index)).isEqualTo(2);
        assertThat(lab.applied(away)).isLessThan(index);
        assertThat(lab.commits()).isEqualTo(index);

        cluster.connect(away);
        lab.waitFor(index, 3);
        assertThat(lab.nCommitted(index)).isEqualTo(3);
        assertThat(lab.nCommitted(index + 1)).isZero();
    }

    @FaultTest(nodes = 3)
    void whatIsNotAgreedOnWithinTwoSecondsFailsUnlessItIsToBeOfferedAgain(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        cluster.isolate(cluster.after(cluster.awaitSettled()));
        Duration begin = cluster.now();
        assertThatThrownBy(() -> lab.one("a", 3, false))
                .isInstanceOf(AssertionError.class)
                .hasMessageMatching("'a', accepted by n\\d at index \\d+ in term \\d+, was not applied by 3 nodes"
                        + " within 2 s; at .*");
        assertThat(cluster.now().minus(begin)).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2_050));
    }

    @FaultTest(nodes = 3)
    void offersEndAfterTenSeconds(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        cluster.isolate(cluster.others(cluster.awaitSettled()).toArray(String[]::new));
        Duration begin = cluster.now();
        assertThatThrownBy(() -> lab.one("a", 2, true))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("no agreement on 'a' by 2 nodes within 10 s; at ");
        assertThat(cluster.now().minus(begin)).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(12));
    }

    @FaultTest(nodes = 3)
    void aCommandThatWasLostIsOfferedAgain(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        String leader = cluster.awaitSettled();
        cluster.isolate(cluster.others(leader).toArray(String[]::new));
        Agreement agreement = lab.offer("a", 3, true);
        cluster.runFor(Duration.ofMillis(100));
        Accepted lost = agreement.accepted();
        assertThat(lost.node()).isEqualTo(leader);
        cluster.isolate(leader);
        cluster.connect(cluster.others(leader).toArray(String[]::new));
        lab.one("b", 2, true);
        cluster.connect(leader);

        lab.await(agreement);
        assertThat(agreement.accepted()).isNotEqualTo(lost);
        assertThat(lab.isApplied(agreement.accepted())).isTrue();
        assertThat(lab.isApplied(lost)).isFalse();
    }

    @FaultTest(nodes = 3)
    void onlyALeaderAcceptsAndItDoesSoInOrder(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        String leader = cluster.awaitSettled();
        assertThat(lab.start(cluster.after(leader), "a")).isEmpty();
        assertThat(lab.startAt(cluster.nodes(), "a")).extracting(Accepted::node).containsExactly(leader);
        List<Accepted> three = lab.startAll(leader, List.of("b", "c", "d"));
        assertThat(three).extracting(Accepted::command).containsExactly("b", "c", "d");
        assertThat(three.get(2).index()).isEqualTo(three.get(0).index() + 2);
        assertThat(three).allMatch(command -> lab.waitFor(command, 3));
    }

    @FaultTest(nodes = 3)
    void waitingEndsAsSoonAsANodeIsInALaterTerm(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        String leader = cluster.awaitSettled();
        cluster.isolate(leader);
        Accepted doomed = lab.start(leader, "a").orElseThrow();
        Duration begin = cluster.now();
        assertThat(lab.waitFor(doomed, 3)).isFalse();
        assertThat(cluster.now().minus(begin)).isLessThan(Duration.ofSeconds(5));
        assertThat(lab.movedOn(doomed.term())).isTrue();
    }

    @FaultTest(nodes = 3)
    void theUnreliableNetworkIsMadeOfFaultsAndEndsWithThem(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        lab.unreliable(true);
        lab.longReordering(true);
        lab.unreliable(true);
        assertThat(faults(cluster, FaultPhase.BEGIN))
                .containsExactly("latency", "loss", "reordering", "latency", "loss");
        lab.unreliable(false);
        lab.longReordering(false);
        assertThat(faults(cluster, FaultPhase.END)).hasSize(5);
    }

    private static List<Object> faults(ScriptedCluster cluster, FaultPhase phase) {
        return cluster.events().stream()
                .filter(FaultEvent.class::isInstance)
                .map((Event event) -> (FaultEvent) event)
                .filter(event -> event.phase() == phase)
                .map(event -> event.fault().get("kind"))
                .toList();
    }
}
