package io.faultline.checkers.transactions.graph;

/** A directed graph in four arrays: the edges that leave node {@code n} are {@code first(n)} to {@code first(n + 1) - 1}. */
public final class EdgeGraph {
    static final EdgeKind[] KINDS = EdgeKind.values();

    private final int[] firsts;
    private final int[] targets;
    private final byte[] kinds;

    private EdgeGraph(int[] firsts, int[] targets, byte[] kinds) {
        this.firsts = firsts;
        this.targets = targets;
        this.kinds = kinds;
    }

    static EdgeGraph of(int nodes, int size, int[] from, int[] to, byte[] kinds) {
        int[] firsts = new int[nodes + 1];
        for (int edge = 0; edge < size; edge++) {
            firsts[from[edge] + 1]++;
        }
        for (int node = 0; node < nodes; node++) {
            firsts[node + 1] += firsts[node];
        }
        int[] next = firsts.clone();
        int[] targets = new int[size];
        byte[] sorted = new byte[size];
        for (int edge = 0; edge < size; edge++) {
            int place = next[from[edge]]++;
            targets[place] = to[edge];
            sorted[place] = kinds[edge];
        }
        return new EdgeGraph(firsts, targets, sorted);
    }

    /** How many nodes there are. */
    public int nodes() {
        return firsts.length - 1;
    }

    /** How many edges there are. */
    public int edges() {
        return targets.length;
    }

    /** The first edge that leaves this node. */
    public int first(int node) {
        return firsts[node];
    }

    /** Where that edge ends. */
    public int target(int edge) {
        return targets[edge];
    }

    /** Its kind. */
    public EdgeKind kind(int edge) {
        return KINDS[kinds[edge]];
    }

    /** Whether its kind is among these. */
    boolean isOf(int edge, int kindBits) {
        return (kindBits & 1 << kinds[edge]) != 0;
    }

    /** The graph of some nodes, numbered anew in the order given, and of the edges of some kinds between them. */
    EdgeGraph part(int[] some, int kindBits) {
        int[] numbers = new int[nodes()];
        for (int i = 0; i < some.length; i++) {
            numbers[some[i]] = i + 1;
        }
        int[] first = new int[some.length + 1];
        for (int pass = 0, size = 0; pass < 2; pass++) {
            int[] targetsOf = new int[size];
            byte[] kindsOf = new byte[size];
            size = 0;
            for (int i = 0; i < some.length; i++) {
                first[i] = size;
                for (int edge = firsts[some[i]]; edge < firsts[some[i] + 1]; edge++) {
                    if (numbers[targets[edge]] > 0 && isOf(edge, kindBits)) {
                        if (pass == 1) {
                            targetsOf[size] = numbers[targets[edge]] - 1;
                            kindsOf[size] = kinds[edge];
                        }
                        size++;
                    }
                }
            }
            first[some.length] = size;
            if (pass == 1) {
                return new EdgeGraph(first, targetsOf, kindsOf);
            }
        }
        throw new AssertionError("two passes return");
    }
}
