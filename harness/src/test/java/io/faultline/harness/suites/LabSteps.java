package io.faultline.harness.suites;

import io.faultline.harness.junit.ScriptedCluster;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the lab's tests draw and pick. */
final class LabSteps {
    private LabSteps() {}

    /** The nodes that come so many places after that one. */
    static String[] following(ScriptedCluster cluster, String node, int... places) {
        List<String> nodes = cluster.nodes();
        return IntStream.of(places)
                .mapToObj(place -> nodes.get((nodes.indexOf(node) + place) % nodes.size()))
                .toArray(String[]::new);
    }

    /** One node, by chance. */
    static String any(ScriptedCluster cluster) {
        return cluster.nodes().get(cluster.random().nextInt(cluster.nodes().size()));
    }

    /** A command, by chance. */
    static String next(ScriptedCluster cluster) {
        return String.valueOf(cluster.random().nextInt(1_000_000_000));
    }

    static List<String> several(ScriptedCluster cluster, int count) {
        return Stream.generate(() -> next(cluster)).limit(count).toList();
    }

    /** In one case of ten up to half a second, else up to 12 ms: often less than it takes to commit. */
    static Duration aMoment(ScriptedCluster cluster) {
        boolean longer = cluster.random().nextInt(10) == 0;
        return Duration.ofMillis(cluster.random().nextInt(longer ? 500 : 13));
    }
}
