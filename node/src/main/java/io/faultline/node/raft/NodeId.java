package io.faultline.node.raft;

/**
 * The name of one node, {@code n1} to {@code n63}.
 *
 * @param number the number behind the letter, 1 to {@value #MAX}
 */
public record NodeId(int number) implements Comparable<NodeId> {
    /** Node sets are kept in the bits of one {@code long}, so there is no node 64. */
    public static final int MAX = 63;

    private static final NodeId[] KNOWN = new NodeId[MAX + 1];

    static {
        for (int i = 1; i <= MAX; i++) {
            KNOWN[i] = new NodeId(i);
        }
    }

    public NodeId {
        if (number < 1 || number > MAX) {
            throw new IllegalArgumentException("a node number is 1 to " + MAX + ", not " + number);
        }
    }

    /** The node of that number; the same object each time, so a hot path allocates nothing. */
    public static NodeId of(int number) {
        if (number < 1 || number > MAX) {
            throw new IllegalArgumentException("a node number is 1 to " + MAX + ", not " + number);
        }
        return KNOWN[number];
    }

    /**
     * Reads a name such as {@code n3}.
     *
     * @throws IllegalArgumentException when the text is not {@code n} and a number from 1 to 63
     */
    public static NodeId parse(String name) {
        if (name.matches("n[1-9][0-9]?")) {
            int number = Integer.parseInt(name.substring(1));
            if (number <= MAX) {
                return of(number);
            }
        }
        throw new IllegalArgumentException("a node is named n1 to n" + MAX + ", not '" + name + "'");
    }

    @Override
    public int compareTo(NodeId other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return "n" + number;
    }
}
