package io.faultline.checkers.transactions.graph;

import io.faultline.checkers.transactions.graph.WalkSearch.Rule;
import io.faultline.checkers.transactions.graph.WalkSearch.Walk;
import java.util.List;
import java.util.Optional;

/**
 * A cycle of any edges.
 *
 * @param kinds why each node stands before the next, and the last before the first
 */
public record Circle(List<Integer> nodes, List<EdgeKind> kinds) {

    public Circle {
        nodes = List.copyOf(nodes);
        kinds = List.copyOf(kinds);
    }

    /** A cycle of this graph, a shortest one unless the search for it takes too long; empty when there is none. */
    public static Optional<Circle> shortest(EdgeGraph graph) {
        int[] core = Peeling.core(graph);
        if (core.length == 0) {
            return Optional.empty();
        }
        int all = (1 << EdgeGraph.KINDS.length) - 1;
        WalkSearch search = new WalkSearch(graph.part(core, all), null, null, Rule.ANY, CycleSearch.STEPS);
        search.run();
        Walk walk = search.best();
        if (walk == null) {
            throw new IllegalStateException(
                    "no cycle found among " + core.length + " nodes within " + CycleSearch.STEPS + " steps");
        }
        return Optional.of(
                new Circle(walk.nodes().stream().map(place -> core[place]).toList(), walk.kinds()));
    }
}
