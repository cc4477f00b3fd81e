package io.faultline.checkers.transactions.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The slow and obvious twin: all closed walks of a small graph, each node come to twice at most, sorted by their shapes. */
final class SlowCycles {
    private final EdgeGraph graph;
    private final int[] least = new int[Shape.values().length];

    SlowCycles(EdgeGraph graph) {
        this.graph = graph;
        for (int start = 0; start < graph.nodes(); start++) {
            walk(start, start, new ArrayList<>(), new int[graph.nodes()]);
        }
    }

    private void walk(int start, int node, List<EdgeKind> kinds, int[] visits) {
        if (kinds.size() > 0 && node == start) {
            int shape = shape(kinds).ordinal();
            least[shape] = least[shape] == 0 ? kinds.size() : Math.min(least[shape], kinds.size());
        }
        if (visits[node] == 2 || kinds.size() == 12) {
            return;
        }
        visits[node]++;
        for (int edge = graph.first(node); edge < graph.first(node + 1); edge++) {
            kinds.add(graph.kind(edge));
            walk(start, graph.target(edge), kinds, visits);
            kinds.remove(kinds.size() - 1);
        }
        visits[node]--;
    }

    private static Shape shape(List<EdgeKind> kinds) {
        long missed = kinds.stream().filter(kind -> kind == EdgeKind.RW).count();
        if (missed == 0) {
            return kinds.contains(EdgeKind.WR) ? Shape.G1C : Shape.G0;
        } else if (missed == 1) {
            return Shape.G_SINGLE;
        }
        for (int i = 0; i < kinds.size(); i++) {
            if (kinds.get(i) == EdgeKind.RW && kinds.get((i + 1) % kinds.size()) == EdgeKind.RW) {
                return Shape.G2_ITEM;
            }
        }
        return Shape.G_NONADJACENT;
    }

    /** The strongest shape there is. */
    Optional<Shape> strongest() {
        for (Shape shape : Shape.values()) {
            if (least[shape.ordinal()] > 0) {
                return Optional.of(shape);
            }
        }
        return Optional.empty();
    }

    /** The length of the shortest walk of that shape. */
    int length() {
        return least[strongest().orElseThrow().ordinal()];
    }
}
