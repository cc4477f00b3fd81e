package io.faultline.checkers.transactions.graph;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Which nodes come later in the same process, or in time: the whole relation, without an edge for each pair.
 *
 * <p>Nodes lie in a row so that what comes later than one of them is the end of its group from some place on. A search that
 * was there once need not look there again: each search visits each place once.
 */
final class Later {
    private final int[] row;
    private final int[] group;
    private final int[] from;
    private final int[] groupEnd;
    private final int[] low;

    private Later(int[] row, int[] group, int[] from, int[] groupEnd) {
        this.row = row;
        this.group = group;
        this.from = from;
        this.groupEnd = groupEnd;
        this.low = groupEnd.clone();
    }

    /** The relation that this suffix adds among these nodes, which are called by their places. */
    static Later of(Suffix suffix, int[] nodes, Moments moments) {
        Comparator<Integer> order = Comparator.comparingInt(place -> moments.begin(nodes[place]));
        if (suffix == Suffix.PROCESS) {
            order = Comparator.<Integer>comparingLong(place -> moments.process(nodes[place]))
                    .thenComparing(order);
        }
        int size = nodes.length;
        int[] row = IntStream.range(0, size)
                .boxed()
                .sorted(order)
                .mapToInt(Integer::intValue)
                .toArray();
        int[] group = new int[size];
        int[] ends = new int[size];
        int groups = 0;
        for (int i = 0; i < size; i++) {
            boolean other = i > 0
                    && suffix == Suffix.PROCESS
                    && moments.process(nodes[row[i]]) != moments.process(nodes[row[i - 1]]);
            groups += i == 0 || other ? 1 : 0;
            group[row[i]] = groups - 1;
            ends[groups - 1] = i + 1;
        }
        int[] from = new int[size];
        for (int i = 0; i < size; i++) {
            boolean known = moments.end(nodes[row[i]]) != Integer.MAX_VALUE;
            from[row[i]] = !known ? size : suffix == Suffix.PROCESS ? i + 1 : begunAfter(row[i], row, nodes, moments);
        }
        return new Later(row, group, from, Arrays.copyOf(ends, groups));
    }

    private static int begunAfter(int place, int[] row, int[] nodes, Moments moments) {
        int event = moments.end(nodes[place]);
        int low = 0;
        int high = row.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (moments.begin(nodes[row[middle]]) > event) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** A new search begins. */
    void reset() {
        System.arraycopy(groupEnd, 0, low, 0, low.length);
    }

    /** The first place of the row that is later than this node. */
    int first(int node) {
        return from[node];
    }

    /** Behind the last place later than this node that the search has not been at; from now on it has. */
    int takeUpTo(int node) {
        int end = low[group[node]];
        low[group[node]] = Math.min(end, from[node]);
        return end;
    }

    /** The node at that place of the row. */
    int at(int place) {
        return row[place];
    }
}
