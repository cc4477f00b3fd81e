package io.faultline.checkers.transactions.graph;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/**
 * The nodes around some others, whichever way the edges lead.
 *
 * @param nodes the nearest first; of those that are equally far, those tied by data, and then those with lower numbers
 * @param distances how many edges away each is
 * @param leftOut how many more are within reach
 */
public record Vicinity(List<Integer> nodes, List<Integer> distances, int leftOut) {

    public Vicinity {
        nodes = List.copyOf(nodes);
        distances = List.copyOf(distances);
    }

    /**
     * The nodes that are so many edges away from the centre at most, without the centre itself.
     *
     * <p>Where edges come from is not stored: each step looks at all of them, which costs time where somebody asks, and no
     * memory where nobody does.
     *
     * @param most so many of them are kept
     */
    public static Vicinity of(EdgeGraph graph, Collection<Integer> centre, int reach, int most) {
        List<Integer> nodes = new ArrayList<>();
        List<Integer> distances = new ArrayList<>();
        BitSet seen = new BitSet(graph.nodes());
        centre.forEach(seen::set);
        BitSet front = (BitSet) seen.clone();
        int found = 0;
        for (int distance = 1; distance <= reach && !front.isEmpty(); distance++) {
            BitSet byData = new BitSet(graph.nodes());
            BitSet byOrder = new BitSet(graph.nodes());
            step(graph, front, seen, byData, byOrder);
            byOrder.andNot(byData);
            take(byData, distance, most, nodes, distances);
            take(byOrder, distance, most, nodes, distances);
            front = byData;
            front.or(byOrder);
            seen.or(front);
            found += front.cardinality();
        }
        return new Vicinity(nodes, distances, found - nodes.size());
    }

    private static void step(EdgeGraph graph, BitSet front, BitSet seen, BitSet byData, BitSet byOrder) {
        for (int node = 0; node < graph.nodes(); node++) {
            boolean ahead = front.get(node);
            boolean back = !seen.get(node);
            for (int edge = graph.first(node); (ahead || back) && edge < graph.first(node + 1); edge++) {
                int target = graph.target(edge);
                BitSet reached = graph.kind(edge).isOrder() ? byOrder : byData;
                if (ahead && !seen.get(target)) {
                    reached.set(target);
                } else if (back && front.get(target)) {
                    reached.set(node);
                }
            }
        }
    }

    private static void take(BitSet some, int distance, int most, List<Integer> nodes, List<Integer> distances) {
        for (int node = some.nextSetBit(0); node >= 0 && nodes.size() < most; node = some.nextSetBit(node + 1)) {
            nodes.add(node);
            distances.add(distance);
        }
    }
}
