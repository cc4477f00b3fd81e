package io.faultline.checkers.transactions.graph;

import java.util.List;

/**
 * Transactions of which each must stand before the next, and the last before the first.
 *
 * @param nodes the transactions; one may come twice where only that breaks a model
 * @param kinds why each stands before the next one
 * @param component how many transactions the strongly connected component has that it was found in
 * @param shortest whether there is certainly no shorter one of this shape in the component
 */
public record Cycle(
        Shape shape, Suffix suffix, List<Integer> nodes, List<EdgeKind> kinds, int component, boolean shortest) {

    public Cycle {
        nodes = List.copyOf(nodes);
        kinds = List.copyOf(kinds);
        if (nodes.size() < 2 || nodes.size() != kinds.size()) {
            throw new IllegalArgumentException("a cycle has two transactions or more and as many edges, not "
                    + nodes.size() + " and " + kinds.size());
        }
    }
}
