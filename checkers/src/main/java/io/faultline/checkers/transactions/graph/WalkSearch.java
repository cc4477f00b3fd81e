package io.faultline.checkers.transactions.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Looks for a shortest closed walk of one shape, breadth first from one node after the other.
 *
 * <p>A state is a node, and for walks without neighbouring rw also whether it was come to by one. All searches together take
 * a limited number of steps, counted, not timed, so that the same history gives the same answer.
 */
final class WalkSearch {
    /** What a walk may be made of. */
    enum Rule {
        /** Whatever there is. */
        ANY,
        /** An rw at the start, none after it. */
        ONE_RW,
        /** An rw at the start, and no two in a row, nor the last before the first. */
        NO_TWO_RW
    }

    /** A closed walk: its nodes, and the kind of the edge that leaves each. */
    record Walk(List<Integer> nodes, List<EdgeKind> kinds) {}

    private static final int NOWHERE = -1;

    private final EdgeGraph graph;
    private final Later later;
    private final EdgeKind laterKind;
    private final Rule rule;
    private final int size;
    private final int[] parent;
    private final EdgeKind[] via;
    private final int[] depth;
    private final int[] seen;
    private final int[] queue;
    private final boolean[] removed;

    /** Where nodes stand in an order that all edges but rw keep; null where there is none. */
    private int[] positions;

    private long steps;
    private int search;
    private int start;
    private int tail;
    private int closing;
    private EdgeKind closingKind;
    private Walk best;

    /**
     * @param graph its edges about data
     * @param later what a suffix adds, null without one
     * @param steps how many steps all searches may take together
     */
    WalkSearch(EdgeGraph graph, Later later, EdgeKind laterKind, Rule rule, long steps) {
        this.graph = graph;
        this.later = later;
        this.laterKind = laterKind;
        this.rule = rule;
        this.steps = steps;
        this.size = graph.nodes();
        int states = rule == Rule.NO_TWO_RW ? 2 * size : size;
        parent = new int[states];
        via = new EdgeKind[states];
        depth = new int[states];
        seen = new int[states];
        queue = new int[states];
        removed = new boolean[size];
    }

    /**
     * Searches from every node for a walk with one rw, when the other edges have no cycle: whoever stands behind the start in their
     * order can't lead back to it. Where little lies between the ends of an rw, a short walk is likely: that comes first.
     */
    void runAlong(int[] order) {
        positions = order;
        long[] starts = new long[size];
        int count = 0;
        for (int node = 0; node < size; node++) {
            int least = Integer.MAX_VALUE;
            for (int edge = graph.first(node); edge < graph.first(node + 1); edge++) {
                int between = positions[node] - positions[graph.target(edge)];
                least = graph.kind(edge).isRw() && between > 0 ? Math.min(least, between) : least;
            }
            if (least < Integer.MAX_VALUE) {
                starts[count++] = (long) least << 32 | node;
            }
        }
        Arrays.sort(starts, 0, count);
        for (int i = 0; i < count && steps > 0 && (best == null || best.nodes().size() > 2); i++) {
            from((int) starts[i]);
        }
    }

    /** Searches from every node. */
    void run() {
        int[] before = rule == Rule.ANY && later == null ? countBefore() : null;
        for (int node = 0;
                node < size && steps > 0 && (best == null || best.nodes().size() > 2);
                node++) {
            if (!removed[node] && (rule == Rule.ANY || hasRw(node))) {
                from(node);
                if (before != null && steps > 0) {
                    remove(node, before);
                }
            }
        }
    }

    /** The shortest walk found, null without one. */
    Walk best() {
        return best;
    }

    /** Whether the steps were used up before all was looked at. */
    boolean isCutShort() {
        return steps <= 0 && (best == null || best.nodes().size() > 2);
    }

    /** How many steps are left. */
    long stepsLeft() {
        return steps;
    }

    private int[] countBefore() {
        int[] before = new int[size];
        for (int edge = 0; edge < graph.edges(); edge++) {
            before[graph.target(edge)]++;
        }
        return before;
    }

    /** Whatever walk leads through this node was found; so nothing leads through it now, nor through what hangs on it alone. */
    private void remove(int node, int[] before) {
        int head = 0;
        int end = 0;
        removed[node] = true;
        queue[end++] = node;
        while (head < end) {
            int one = queue[head++];
            for (int edge = graph.first(one); edge < graph.first(one + 1); edge++) {
                int target = graph.target(edge);
                if (--before[target] == 0 && !removed[target]) {
                    removed[target] = true;
                    queue[end++] = target;
                }
            }
        }
    }

    private boolean hasRw(int node) {
        for (int edge = graph.first(node); edge < graph.first(node + 1); edge++) {
            if (graph.kind(edge).isRw()) {
                return true;
            }
        }
        return false;
    }

    private void from(int node) {
        search++;
        start = node;
        tail = 0;
        closing = NOWHERE;
        closingKind = null;
        if (later != null) {
            later.reset();
        }
        expand(NOWHERE, node, 0);
        int longest = best == null ? Integer.MAX_VALUE : best.nodes().size() - 1;
        for (int head = 0; head < tail && closingKind == null && steps > 0; head++) {
            int state = queue[head];
            if (depth[state] >= longest) {
                return;
            }
            expand(state, state % size, depth[state]);
        }
        if (closingKind != null) {
            best = walk();
        }
    }

    private void expand(int state, int node, int depthOfIt) {
        boolean first = state == NOWHERE;
        boolean mayRw = switch (rule) {
            case ANY -> true;
            case ONE_RW -> first;
            case NO_TWO_RW -> first || state < size;
        };
        boolean mayOther = !first || rule == Rule.ANY;
        for (int edge = graph.first(node); edge < graph.first(node + 1) && closingKind == null; edge++) {
            steps--;
            EdgeKind kind = graph.kind(edge);
            if (kind.isRw() ? mayRw : mayOther) {
                visit(state, graph.target(edge), kind, depthOfIt + 1);
            }
        }
        if (later != null && mayOther && closingKind == null) {
            int end = later.takeUpTo(node);
            for (int place = later.first(node); place < end && closingKind == null; place++) {
                steps--;
                visit(state, later.at(place), laterKind, depthOfIt + 1);
            }
        }
    }

    private void visit(int from, int node, EdgeKind kind, int depthOfIt) {
        boolean byRw = rule == Rule.NO_TWO_RW && kind.isRw();
        if (node == start && !byRw) {
            closing = from;
            closingKind = kind;
            return;
        }
        int state = byRw ? node + size : node;
        if (seen[state] != search && !removed[node] && !isBehindStart(node)) {
            seen[state] = search;
            parent[state] = from;
            via[state] = kind;
            depth[state] = depthOfIt;
            queue[tail++] = state;
        }
    }

    private boolean isBehindStart(int node) {
        return positions != null && positions[node] > positions[start];
    }

    private Walk walk() {
        List<Integer> nodes = new ArrayList<>();
        List<EdgeKind> kinds = new ArrayList<>();
        kinds.add(closingKind);
        for (int state = closing; state != NOWHERE; state = parent[state]) {
            nodes.add(state % size);
            kinds.add(via[state]);
        }
        nodes.add(start);
        Collections.reverse(nodes);
        Collections.reverse(kinds);
        return new Walk(nodes, kinds);
    }
}
