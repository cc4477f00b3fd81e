package io.faultline.checkers.linearizability.monitor;

/** How many stretches cover each place: stretches come off one after another, and uncovered places are found at once. */
final class CoverTree {
    /** So covered that nothing uncovers it again. */
    private static final int RETIRED = 1 << 30;

    private final int leaves;
    /** The least cover below each node, without what its ancestors add. */
    private final int[] least;

    private final int[] added;

    /** @param covers how many stretches cover each place at first */
    CoverTree(int[] covers) {
        leaves = Math.max(2, Integer.highestOneBit(Math.max(1, covers.length - 1)) << 1);
        least = new int[2 * leaves];
        added = new int[leaves];
        for (int place = 0; place < leaves; place++) {
            least[leaves + place] = place < covers.length ? covers[place] : RETIRED;
        }
        for (int node = leaves - 1; node > 0; node--) {
            least[node] = Math.min(least[2 * node], least[2 * node + 1]);
        }
    }

    /** Takes an uncovered place, never to be given again; {@link Proof#NOBODY} when there is none. */
    int takeUncovered() {
        if (least[1] != 0) {
            return Proof.NOBODY;
        }
        int node = 1;
        int wanted = 0;
        while (node < leaves) {
            wanted -= added[node];
            node = least[2 * node] == wanted ? 2 * node : 2 * node + 1;
        }
        int place = node - leaves;
        add(1, 0, leaves, place, place + 1, RETIRED);
        return place;
    }

    /** Takes off a stretch from one place up to, but without, another. */
    void uncover(int from, int to) {
        if (from < to) {
            add(1, 0, leaves, from, to, -1);
        }
    }

    private void add(int node, int low, int high, int from, int to, int amount) {
        if (from <= low && high <= to) {
            least[node] += amount;
            if (node < leaves) {
                added[node] += amount;
            }
            return;
        }
        int middle = (low + high) >>> 1;
        if (from < middle) {
            add(2 * node, low, middle, from, to, amount);
        }
        if (to > middle) {
            add(2 * node + 1, middle, high, from, to, amount);
        }
        least[node] = Math.min(least[2 * node], least[2 * node + 1]) + added[node];
    }
}
