package io.faultline.checkers.transactions.graph;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Adds the order of processes and of time to a graph. */
public final class Order {
    private Order() {}

    /**
     * Adds edges from which the whole of both orders follows.
     *
     * <p>Of the order of time only what does not follow from the rest is added: whoever began is linked to those that had ended
     * and are not known to have come before another that had ended too. There are never more of these than there were
     * transactions under way at once.
     *
     * @param present which of the nodes take part, numbered in the order in which they began
     */
    public static void add(GraphBuilder graph, boolean[] present, Moments moments) {
        int[] byEnd = byEnd(present, moments);
        int[] firstEdge = new int[present.length];
        int[] endEdge = new int[present.length];
        boolean[] waiting = new boolean[present.length];
        Map<Long, Integer> last = new HashMap<>();
        int[] buffer = new int[16];
        int size = 0;
        int ended = 0;
        for (int node = 0; node < present.length; node++) {
            if (!present[node]) {
                continue;
            }
            for (; ended < byEnd.length && moments.end(byEnd[ended]) < moments.begin(node); ended++) {
                int one = byEnd[ended];
                for (int edge = firstEdge[one]; edge < endEdge[one]; edge++) {
                    waiting[graph.from(edge)] = false;
                }
                size = compact(buffer, size, waiting);
                buffer = size == buffer.length ? Arrays.copyOf(buffer, 2 * size) : buffer;
                buffer[size++] = one;
                waiting[one] = true;
            }
            Integer before = last.get(moments.process(node));
            if (before != null) {
                graph.add(before, node, EdgeKind.PROCESS);
            }
            // One without a known end may take effect after what its process did next.
            if (moments.end(node) != Integer.MAX_VALUE) {
                last.put(moments.process(node), node);
            }
            firstEdge[node] = graph.size();
            for (int i = 0; i < size; i++) {
                graph.add(buffer[i], node, EdgeKind.REALTIME);
            }
            endEdge[node] = graph.size();
        }
    }

    private static int compact(int[] buffer, int size, boolean[] waiting) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (waiting[buffer[i]]) {
                buffer[kept++] = buffer[i];
            }
        }
        return kept;
    }

    /** The nodes whose end is known, in the order of their ends. */
    private static int[] byEnd(boolean[] present, Moments moments) {
        long[] ends = new long[present.length];
        int size = 0;
        for (int node = 0; node < present.length; node++) {
            if (present[node] && moments.end(node) != Integer.MAX_VALUE) {
                ends[size++] = (long) moments.end(node) << 32 | node;
            }
        }
        Arrays.sort(ends, 0, size);
        int[] nodes = new int[size];
        for (int i = 0; i < size; i++) {
            nodes[i] = (int) ends[i];
        }
        return nodes;
    }
}
