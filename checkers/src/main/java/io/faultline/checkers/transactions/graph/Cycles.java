package io.faultline.checkers.transactions.graph;

import java.util.List;

/**
 * What a search for cycles found.
 *
 * @param found one for each component, of its strongest shape; with a suffix only where it is a stronger one
 * @param cutShort searches that were given up
 * @param core how many transactions may be on a cycle
 */
public record Cycles(List<Cycle> found, List<CutShort> cutShort, int core) {

    public Cycles {
        found = List.copyOf(found);
        cutShort = List.copyOf(cutShort);
    }

    /**
     * A shape that was looked for and not found before the limit: there is a cycle in the component, and nobody knows whether
     * one of this shape is among them.
     *
     * @param first the first transaction of the component
     * @param component how many it has
     */
    public record CutShort(Shape shape, Suffix suffix, int first, int component) {}
}
