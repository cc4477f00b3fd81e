package io.faultline.checkers.linearizability.monitor;

/** Which intervals are open at a place: each begins at a slot of its own, and those that are open come out one by one. */
final class OpenTree {
    private final int leaves;
    /** The latest end below each node; 0 where none is left. */
    private final int[] latest;

    /** @param ends where the interval of each slot ends, 0 for none */
    OpenTree(int[] ends) {
        leaves = Math.max(2, Integer.highestOneBit(Math.max(1, ends.length - 1)) << 1);
        latest = new int[2 * leaves];
        System.arraycopy(ends, 0, latest, leaves, ends.length);
        for (int node = leaves - 1; node > 0; node--) {
            latest[node] = Math.max(latest[2 * node], latest[2 * node + 1]);
        }
    }

    /** Takes out an interval that begins at a slot below this one and ends after that place. */
    int takeOpen(int slots, int place) {
        int found = find(1, 0, leaves, slots, place);
        if (found != Proof.NOBODY) {
            int node = leaves + found;
            latest[node] = 0;
            for (node >>= 1; node > 0; node >>= 1) {
                latest[node] = Math.max(latest[2 * node], latest[2 * node + 1]);
            }
        }
        return found;
    }

    private int find(int node, int low, int high, int slots, int place) {
        if (low >= slots || latest[node] <= place) {
            return Proof.NOBODY;
        }
        if (node >= leaves) {
            return low;
        }
        int middle = (low + high) >>> 1;
        int found = find(2 * node + 1, middle, high, slots, place);
        return found != Proof.NOBODY ? found : find(2 * node, low, middle, slots, place);
    }
}
