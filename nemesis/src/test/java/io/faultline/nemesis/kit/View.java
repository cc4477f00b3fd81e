package io.faultline.nemesis.kit;

import io.faultline.nemesis.fault.ClusterView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A cluster view made by hand: {@code View.of(5).leader("n3").down("n1")}. */
public record View(List<String> nodes, List<String> up, List<String> paused, Optional<String> leader)
        implements ClusterView {

    /** Returns a view of n1 to that node, all up, without a leader. */
    public static View of(int size) {
        List<String> nodes = Nodes.of(size);
        return new View(nodes, nodes, List.of(), Optional.empty());
    }

    /** Returns this view with that leader. */
    public View leader(String node) {
        return new View(nodes, up, paused, Optional.of(node));
    }

    /** Returns this view with those nodes down. */
    public View down(String... down) {
        List<String> rest = new ArrayList<>(up);
        rest.removeAll(List.of(down));
        return new View(nodes, rest, paused, leader);
    }

    /** Returns this view with those nodes paused. */
    public View paused(String... frozen) {
        return new View(nodes, up, List.of(frozen), leader);
    }
}
