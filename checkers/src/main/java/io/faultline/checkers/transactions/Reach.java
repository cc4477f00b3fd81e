package io.faultline.checkers.transactions;

/**
 * How far around a cycle one looks.
 *
 * @param edges so many edges away from the transactions of the cycle at most, whichever way they lead; 0 for not at all
 * @param most so many transactions at most, those of the cycle among them
 */
public record Reach(int edges, int most) {
    /** The cycle, and nothing around it. */
    public static final Reach NONE = new Reach(0, 0);

    /** What is next to the cycle, and so little of it that a page takes it in. */
    public static final Reach OF_A_PAGE = new Reach(1, 24);

    /** Farther than this, what is left out only grows. */
    public static final int EDGES_MOST = 20;

    /** With more transactions nobody sees anything. */
    public static final int TRANSACTIONS_MOST = 40;

    public Reach {
        if (edges < 0 || edges > EDGES_MOST) {
            throw new IllegalArgumentException("a neighbourhood reaches 0 to " + EDGES_MOST + " edges, not " + edges);
        } else if (most < 0 || most > TRANSACTIONS_MOST) {
            throw new IllegalArgumentException(
                    "a neighbourhood has 0 to " + TRANSACTIONS_MOST + " transactions, not " + most);
        }
    }

    /** As many transactions as can be drawn, so many edges away at most. */
    public static Reach of(int edges) {
        return new Reach(edges, TRANSACTIONS_MOST);
    }

    /** Whether nothing around is asked for. */
    public boolean isNone() {
        return edges == 0;
    }
}
