package io.faultline.harness.suites;

import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeFact;
import io.faultline.harness.junit.ScriptedCluster;
import java.time.Duration;
import java.util.List;

/** What the nodes of a story said, by kind. */
final class Said {
    private Said() {}

    /** All events of such a fact, in order. */
    static List<NodeEvent> all(ScriptedCluster cluster, Class<? extends NodeFact> fact) {
        return cluster.events().stream()
                .filter(NodeEvent.class::isInstance)
                .map(NodeEvent.class::cast)
                .filter(event -> fact.isInstance(event.fact()))
                .toList();
    }

    /** Those of one node. */
    static List<NodeEvent> by(ScriptedCluster cluster, String node, Class<? extends NodeFact> fact) {
        return all(cluster, fact).stream()
                .filter(event -> event.node().equals(node))
                .toList();
    }

    /** Those of one node from a moment on. */
    static List<NodeEvent> since(
            ScriptedCluster cluster, Duration moment, String node, Class<? extends NodeFact> fact) {
        return by(cluster, node, fact).stream()
                .filter(event -> event.time() >= moment.toNanos())
                .toList();
    }

    static double millis(long nanos) {
        return nanos / 1e6;
    }
}
