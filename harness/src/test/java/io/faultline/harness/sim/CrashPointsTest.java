package io.faultline.harness.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeFact;
import io.faultline.harness.cluster.ClusterSpec;
import io.faultline.nemesis.fault.Injection;
import io.faultline.nemesis.fault.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where exactly an armed node dies, seen at its first vote. */
class CrashPointsTest {
    private static final long MS = 1_000_000;
    private static final List<String> ALL = List.of("n1", "n2", "n3");

    private final HistoryRecorder recorder = new HistoryRecorder();

    @Test
    void beforePersistNothingOfTheVoteIsSaidOrStored() {
        SimulatedCluster cluster = armed(Point.BEFORE_PERSIST);
        assertThat(facts(NodeFact.VoteGranted.class)).isEmpty();
        assertThat(recoveredTerms(cluster)).containsOnly(0L);
    }

    @Test
    void afterPersistTheVoteIsStoredAndNothingIsSaid() {
        SimulatedCluster cluster = armed(Point.AFTER_PERSIST);
        assertThat(facts(NodeFact.VoteGranted.class)).isEmpty();
        assertThat(recoveredTerms(cluster)).contains(1L);
    }

    @Test
    void afterSendTheVoteIsStoredAndSaid() {
        SimulatedCluster cluster = armed(Point.AFTER_SEND);
        assertThat(facts(NodeFact.VoteGranted.class)).isNotEmpty();
        assertThat(recoveredTerms(cluster)).contains(1L);
    }

    @Test
    void aNodeThatDiedAtItsPointComesBackAfterItsTimeDown() {
        SimulatedCluster cluster = armed(Point.AFTER_PERSIST);
        assertThat(cluster.members()).anyMatch(node -> !node.isUp());
        cluster.runUntil(cluster.timeline().now() + 10_000 * MS);
        assertThat(cluster.members()).allMatch(SimulatedNode::isUp);
    }

    /** Three nodes, all armed at that point; run until the first has died. */
    private SimulatedCluster armed(Point point) {
        SimulatedCluster cluster =
                new SimulatedGround(SimulationSettings.PLAIN).openSimulated(ClusterSpec.of(3), 3, recorder);
        cluster.start();
        cluster.faults().begin(1, new Injection.ArmCrashPoint(ALL, point, 1, 5_000 * MS), outcome -> {});
        cluster.runUntil(300 * MS);
        boolean died = cluster.runUntil(() -> cluster.members().stream().anyMatch(node -> !node.isUp()), 2_000 * MS);
        assertThat(died).isTrue();
        return cluster;
    }

    private static List<Long> recoveredTerms(SimulatedCluster cluster) {
        return cluster.members().stream()
                .filter(node -> !node.isUp())
                .map(node -> node.disk().recover().disk().hardState().term())
                .toList();
    }

    private List<NodeEvent> facts(Class<? extends NodeFact> kind) {
        return recorder.soFar().stream()
                .filter(event -> event instanceof NodeEvent node && kind.isInstance(node.fact()))
                .map(NodeEvent.class::cast)
                .toList();
    }
}
