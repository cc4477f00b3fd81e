package io.faultline.checkers.transactions.graph;

import io.faultline.checkers.transactions.graph.WalkSearch.Rule;
import io.faultline.checkers.transactions.graph.WalkSearch.Walk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds in each strongly connected component a shortest cycle of the strongest shape there is.
 *
 * <p>Shapes are looked for from the strongest on, and an order of processes or of time is added only afterwards: so whatever
 * is found has no stronger one beside it, and needs the edges it is named after. Whether there is a cycle at all, of ww, of
 * ww and wr, or without neighbouring rw is decided exactly, in linear time; the limit is on the search for a shortest one, and
 * on that for a single rw.
 */
public final class CycleSearch {
    /** So many steps for one shape in one component: a second or two. */
    public static final long STEPS = 50_000_000;

    private final EdgeGraph graph;
    private final Moments moments;
    private final long steps;
    private final List<Cycle> found = new ArrayList<>();
    private final List<Cycles.CutShort> cutShort = new ArrayList<>();

    /** The rank of the strongest shape found so far in the component of a node of the core. */
    private int[] ranks;

    private CycleSearch(EdgeGraph graph, Moments moments, long steps) {
        this.graph = graph;
        this.moments = moments;
        this.steps = steps;
    }

    /** All that contradicts itself in that graph; {@code steps} is the limit for one shape in one component. */
    public static Cycles find(EdgeGraph graph, Moments moments, long steps) {
        int[] core = Peeling.core(graph);
        CycleSearch search = new CycleSearch(graph, moments, steps);
        if (core.length > 0) {
            search.ranks = new int[graph.nodes()];
            Arrays.fill(search.ranks, Shape.values().length);
            for (Suffix suffix : Suffix.values()) {
                search.look(core, suffix);
            }
        }
        return new Cycles(search.found, search.cutShort, core.length);
    }

    private void look(int[] core, Suffix suffix) {
        for (int[] component : components(core, suffix.allBits(Shape.G2_ITEM))) {
            int rank = Shape.values().length;
            for (int node : component) {
                rank = Math.min(rank, ranks[node]);
            }
            for (Shape shape : Shape.values()) {
                if (shape.ordinal() >= rank || find(component, shape, suffix)) {
                    break;
                }
            }
        }
    }

    /** The components among these nodes by edges of these kinds. */
    private List<int[]> components(int[] nodes, int kindBits) {
        EdgeGraph part = graph.part(nodes, kindBits);
        int[] core = Peeling.core(part);
        List<int[]> components = new ArrayList<>();
        for (int[] component : Components.of(part.part(core, kindBits))) {
            components.add(
                    Arrays.stream(component).map(place -> nodes[core[place]]).toArray());
        }
        return components;
    }

    private boolean find(int[] component, Shape shape, Suffix suffix) {
        return switch (shape) {
            case G0, G1C -> {
                List<int[]> within = components(component, suffix.allBits(shape));
                yield !within.isEmpty() && search(component, within, shape, suffix, Rule.ANY);
            }
            case G_SINGLE -> search(component, List.of(component), shape, suffix, Rule.ONE_RW);
            case G_NONADJACENT ->
                hasNonadjacent(component, suffix)
                        && search(component, List.of(component), shape, suffix, Rule.NO_TWO_RW);
            case G2_ITEM -> search(component, List.of(component), shape, suffix, Rule.ANY);
        };
    }

    /** Whether there is a closed walk in which no two rw follow each other: each node once come to by rw, once otherwise. */
    private boolean hasNonadjacent(int[] component, Suffix suffix) {
        EdgeGraph part = graph.part(component, suffix.allBits(Shape.G_NONADJACENT));
        int size = component.length;
        GraphBuilder twice = new GraphBuilder(2 * size);
        for (int node = 0; node < size; node++) {
            for (int edge = part.first(node); edge < part.first(node + 1); edge++) {
                if (part.kind(edge).isRw()) {
                    twice.add(node, part.target(edge) + size, EdgeKind.RW);
                } else {
                    twice.add(node, part.target(edge), part.kind(edge));
                    twice.add(node + size, part.target(edge), part.kind(edge));
                }
            }
        }
        return Peeling.core(twice.build()).length > 0;
    }

    private boolean search(int[] component, List<int[]> within, Shape shape, Suffix suffix, Rule rule) {
        Walk best = null;
        int[] nodesOfBest = null;
        boolean all = true;
        long left = steps;
        for (int[] part : within) {
            Later later = suffix == Suffix.NONE ? null : Later.of(suffix, part, moments);
            WalkSearch walks =
                    new WalkSearch(graph.part(part, suffix.dataBits(shape)), later, suffix.kind(), rule, left);
            if (rule == Rule.ONE_RW) {
                walks.runAlong(Peeling.order(graph.part(part, suffix.allBits(Shape.G1C))));
            } else {
                walks.run();
            }
            left = walks.stepsLeft();
            all &= !walks.isCutShort();
            Walk walk = walks.best();
            if (walk != null
                    && (best == null || walk.nodes().size() < best.nodes().size())) {
                best = walk;
                nodesOfBest = part;
            }
        }
        if (best == null) {
            if (!all) {
                cutShort.add(new Cycles.CutShort(shape, suffix, component[0], component.length));
            }
            return false;
        }
        int[] names = nodesOfBest;
        List<Integer> nodes = best.nodes().stream().map(place -> names[place]).toList();
        found.add(new Cycle(shape, suffix, nodes, best.kinds(), component.length, all));
        for (int node : component) {
            ranks[node] = Math.min(ranks[node], shape.ordinal());
        }
        return true;
    }
}
