package io.faultline.checkers.transactions.graph;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jgrapht.Graph;
import org.jgrapht.alg.connectivity.KosarajuStrongConnectivityInspector;
import org.jgrapht.alg.util.Pair;
import org.jgrapht.opt.graph.sparse.SparseIntDirectedGraph;

/** The strongly connected components of a graph, by JGraphT. */
final class Components {
    private Components() {}

    /** Those with more than one node, each ascending, in the order of their first nodes. */
    static List<int[]> of(EdgeGraph graph) {
        if (graph.nodes() == 0 || graph.edges() == 0) {
            return List.of();
        }
        Graph<Integer, Integer> sparse = new SparseIntDirectedGraph(graph.nodes(), pairs(graph));
        List<int[]> found = new ArrayList<>();
        for (Set<Integer> component : new KosarajuStrongConnectivityInspector<>(sparse).stronglyConnectedSets()) {
            if (component.size() > 1) {
                found.add(
                        component.stream().mapToInt(Integer::intValue).sorted().toArray());
            }
        }
        found.sort(Comparator.comparingInt(nodes -> nodes[0]));
        return found;
    }

    /** The edges as JGraphT takes them, made while it copies them. */
    private static List<Pair<Integer, Integer>> pairs(EdgeGraph graph) {
        int[] sources = new int[graph.edges()];
        for (int node = 0; node < graph.nodes(); node++) {
            for (int edge = graph.first(node); edge < graph.first(node + 1); edge++) {
                sources[edge] = node;
            }
        }
        return new AbstractList<>() {
            @Override
            public Pair<Integer, Integer> get(int edge) {
                return Pair.of(sources[edge], graph.target(edge));
            }

            @Override
            public int size() {
                return sources.length;
            }
        };
    }
}
