package io.faultline.harness.cluster;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What cluster to start.
 *
 * @param size number of nodes, 1 to 9
 * @param variant id of the mutant or control all nodes are, or null for the standard node
 * @param options settings of the ground, by name; each ground says which it knows
 */
public record ClusterSpec(int size, String variant, Map<String, String> options) {
    public ClusterSpec {
        if (size < 1 || size > 9) {
            throw new IllegalArgumentException("a cluster has 1 to 9 nodes, not " + size);
        }
        options = Map.copyOf(options);
    }

    /** That many standard nodes. */
    public static ClusterSpec of(int size) {
        return new ClusterSpec(size, null, Map.of());
    }

    public ClusterSpec withVariant(String id) {
        return new ClusterSpec(size, id, options);
    }

    /** With these options besides those it has. */
    public ClusterSpec withOptions(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(options);
        all.putAll(more);
        return new ClusterSpec(size, variant, all);
    }

    /** The names of the nodes, {@code n1} first. */
    public List<String> nodes() {
        return IntStream.rangeClosed(1, size).mapToObj(i -> "n" + i).toList();
    }
}
