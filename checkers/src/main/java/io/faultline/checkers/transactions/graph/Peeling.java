package io.faultline.checkers.transactions.graph;

import java.util.Arrays;

/** Throws away the nodes that can't be on a cycle: what nothing comes before, and what nothing comes after. */
final class Peeling {
    private Peeling() {}

    /** The nodes that are left, ascending; none when there is no cycle. */
    static int[] core(EdgeGraph graph) {
        int nodes = graph.nodes();
        boolean[] gone = new boolean[nodes];
        int left = peelForward(graph, gone, new int[nodes]);
        if (left > 0) {
            left = peelBackward(graph, gone, left);
        }
        int[] core = new int[left];
        for (int node = 0, size = 0; node < nodes; node++) {
            if (!gone[node]) {
                core[size++] = node;
            }
        }
        return core;
    }

    /** For each node of a graph without cycles its place in an order that all edges keep. */
    static int[] order(EdgeGraph graph) {
        int[] order = new int[graph.nodes()];
        int[] positions = new int[graph.nodes()];
        peelForward(graph, new boolean[graph.nodes()], order);
        for (int i = 0; i < order.length; i++) {
            positions[order[i]] = i;
        }
        return positions;
    }

    /** How many are left; {@code queue} gets those that go, in an order that all edges keep. */
    private static int peelForward(EdgeGraph graph, boolean[] gone, int[] queue) {
        int nodes = graph.nodes();
        int[] before = new int[nodes];
        for (int edge = 0; edge < graph.edges(); edge++) {
            before[graph.target(edge)]++;
        }
        int tail = 0;
        for (int node = 0; node < nodes; node++) {
            if (before[node] == 0) {
                queue[tail++] = node;
            }
        }
        for (int head = 0; head < tail; head++) {
            int node = queue[head];
            gone[node] = true;
            for (int edge = graph.first(node); edge < graph.first(node + 1); edge++) {
                if (--before[graph.target(edge)] == 0) {
                    queue[tail++] = graph.target(edge);
                }
            }
        }
        return nodes - tail;
    }

    /** Predecessors are not stored: they are counted and filed for what is left, which is seldom much. */
    private static int peelBackward(EdgeGraph graph, boolean[] gone, int left) {
        int nodes = graph.nodes();
        int[] after = new int[nodes];
        int[] firsts = new int[nodes + 1];
        for (int node = 0; node < nodes; node++) {
            for (int edge = graph.first(node); !gone[node] && edge < graph.first(node + 1); edge++) {
                int target = graph.target(edge);
                if (!gone[target]) {
                    after[node]++;
                    firsts[target + 1]++;
                }
            }
        }
        for (int node = 0; node < nodes; node++) {
            firsts[node + 1] += firsts[node];
        }
        int[] next = Arrays.copyOf(firsts, nodes);
        int[] sources = new int[firsts[nodes]];
        int[] queue = new int[left];
        int tail = 0;
        for (int node = 0; node < nodes; node++) {
            for (int edge = graph.first(node); !gone[node] && edge < graph.first(node + 1); edge++) {
                if (!gone[graph.target(edge)]) {
                    sources[next[graph.target(edge)]++] = node;
                }
            }
            if (!gone[node] && after[node] == 0) {
                queue[tail++] = node;
            }
        }
        for (int head = 0; head < tail; head++) {
            int node = queue[head];
            gone[node] = true;
            for (int i = firsts[node]; i < firsts[node + 1]; i++) {
                if (--after[sources[i]] == 0) {
                    queue[tail++] = sources[i];
                }
            }
        }
        return left - tail;
    }
}
