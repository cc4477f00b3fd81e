package io.faultline.checkers.transactions.graph;

import java.util.Arrays;

/** Collects the edges of a graph whose nodes are known: the committed transactions of a log, by their numbers. */
public final class GraphBuilder {
    private static final int FIRST_ROOM = 1024;

    private final int nodes;
    private int[] from = new int[FIRST_ROOM];
    private int[] to = new int[FIRST_ROOM];
    private byte[] kinds = new byte[FIRST_ROOM];
    private int size;

    /** A graph of so many nodes, without edges. */
    public GraphBuilder(int nodes) {
        this.nodes = nodes;
    }

    /** {@code before} must stand before {@code after}; a transaction never stands before itself, so that is left out. */
    public void add(int before, int after, EdgeKind kind) {
        if (before == after) {
            return;
        }
        if (size == from.length) {
            int more = size + (size >> 1);
            from = Arrays.copyOf(from, more);
            to = Arrays.copyOf(to, more);
            kinds = Arrays.copyOf(kinds, more);
        }
        from[size] = before;
        to[size] = after;
        kinds[size++] = (byte) kind.ordinal();
    }

    /** How many edges there are. */
    public int size() {
        return size;
    }

    /** Where the edge with that number begins; edges are numbered as they came. */
    int from(int edge) {
        return from[edge];
    }

    /** Where it ends. */
    int to(int edge) {
        return to[edge];
    }

    /** Its kind. */
    EdgeKind kind(int edge) {
        return EdgeGraph.KINDS[kinds[edge]];
    }

    /** The graph of all edges so far. */
    public EdgeGraph build() {
        return EdgeGraph.of(nodes, size, from, to, kinds);
    }
}
