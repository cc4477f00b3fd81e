package io.faultline.checkers.election;

import io.faultline.checkers.history.History;
import io.faultline.checkers.history.NodeFact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * When nodes were held up by their machine, as they said afterwards: from the begin of each stall until an election
 * timeout after its end, when what it has delayed or set off is over.
 *
 * <p>Read in order, as one walks through the history.
 */
final class Stalls {
    private final List<Edge> edges = new ArrayList<>();
    private final int[] open;
    private int next;
    private long stalled;

    /**
     * One end of a stall.
     *
     * @param index of the first event that does not lie before it
     */
    private record Edge(long time, long index, int node, boolean begins) {}

    Stalls(History history, Trace trace) {
        this.open = new int[trace.names.size()];
        for (int p = 0; p < trace.size; p++) {
            if (trace.kind[p] == Kind.STALLED) {
                long nanos = ((NodeFact.Stalled) trace.fact(p)).nanos();
                edge(history, Math.max(0, trace.time[p] - nanos), trace.node[p], true);
                edge(history, trace.time[p] + trace.bounds().electionTimeoutMax(), trace.node[p], false);
            }
        }
        edges.sort(Comparator.comparingLong(Edge::time));
    }

    /** What lies after the last event changes nothing. */
    private void edge(History history, long time, int node, boolean begins) {
        if (time <= history.end()) {
            edges.add(new Edge(time, firstAt(history, time), node, begins));
        }
    }

    private static long firstAt(History history, long time) {
        int low = 0;
        int high = history.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (history.event(middle).time() < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether an end of a stall lies before the event with this index. */
    boolean hasNext(long index) {
        return next < edges.size() && edges.get(next).index() <= index;
    }

    /** The first event that does not lie before the one passed last. */
    long index() {
        return edges.get(next - 1).index();
    }

    /** Passes it; tells when it is. */
    long pass() {
        Edge edge = edges.get(next++);
        open[edge.node()] += edge.begins() ? 1 : -1;
        long bit = 1L << edge.node();
        stalled = open[edge.node()] > 0 ? stalled | bit : stalled & ~bit;
        return edge.time();
    }

    /** The nodes that are stalled, or were a moment ago. */
    long stalled() {
        return stalled;
    }
}
