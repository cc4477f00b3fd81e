package io.faultline.checkers.transactions.picture;

import io.faultline.checkers.transactions.Proof;
import io.faultline.checkers.transactions.Surroundings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The door of this package: a proof as a plain tree, and such a tree as SVG and as DOT. */
public final class CyclePicture {
    /** The measure in which a verdict holds trees of cycles. */
    public static final String MEASURE = "cycles";

    static final String NEIGHBOURHOOD = "neighbourhood";

    private CyclePicture() {}

    /**
     * The proof as JSON can hold it: {@code {"anomaly": …, "text": …, "transactions": [{"name", "process", "event", "content"}],
     * "edges": [{"from", "to", "kind", "why"}]}}.
     */
    public static Map<String, Object> tree(Proof proof) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("anomaly", proof.anomaly().word());
        tree.put("text", proof.text());
        tree.put(
                "transactions",
                proof.transactions().stream().map(CyclePicture::tree).toList());
        tree.put("edges", proof.edges().stream().map(CyclePicture::tree).toList());
        return tree;
    }

    /**
     * The same with what is around it: {@code "neighbourhood": {"reach": 1, "leftOut": 0, "transactions": […], "edges": […]}},
     * transactions with their {@code "distance"}.
     */
    public static Map<String, Object> tree(Proof proof, Surroundings around) {
        List<Object> neighbours = new ArrayList<>();
        for (Surroundings.Neighbour neighbour : around.neighbours()) {
            Map<String, Object> one = tree(neighbour.party());
            one.put("distance", neighbour.distance());
            neighbours.add(one);
        }
        Map<String, Object> neighbourhood = new LinkedHashMap<>();
        neighbourhood.put("reach", around.reach());
        neighbourhood.put("leftOut", around.leftOut());
        neighbourhood.put("transactions", neighbours);
        neighbourhood.put(
                "edges", around.edges().stream().map(CyclePicture::tree).toList());
        Map<String, Object> tree = tree(proof);
        tree.put(NEIGHBOURHOOD, neighbourhood);
        return tree;
    }

    private static Map<String, Object> tree(Proof.Party party) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("name", party.name());
        one.put("process", party.process());
        one.put("event", party.begin());
        one.put("content", party.content());
        return one;
    }

    private static Map<String, Object> tree(Proof.Edge edge) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("from", edge.from());
        one.put("to", edge.to());
        one.put("kind", edge.kind().word());
        one.put("why", edge.why());
        return one;
    }

    /** Whether the tree is of a cycle that can be drawn: a few transactions, and edges between them. */
    public static boolean isDrawable(Map<?, ?> tree) {
        return Drawing.of(tree).isPresent();
    }

    /**
     * The cycle as an SVG picture that explains itself: colours and dashes tell edges apart, hovering tells the rest.
     *
     * @param name a word that no other picture on the same page has
     */
    public static String svg(Map<?, ?> tree, String name) {
        return Drawing.of(tree).map(drawing -> CycleSvg.write(drawing, name)).orElseThrow(CyclePicture::noCycle);
    }

    /** Whether the tree also tells of what is around the cycle, so that it can be drawn. */
    public static boolean hasNeighbourhood(Map<?, ?> tree) {
        return Drawing.of(tree).flatMap(cycle -> Around.of(tree, cycle)).isPresent();
    }

    /**
     * The cycle in bold, in the middle of what is around it, as an SVG picture.
     *
     * @param name a word that no other picture on the same page has
     */
    public static String neighbourhood(Map<?, ?> tree, String name) {
        Drawing cycle = Drawing.of(tree).orElseThrow(CyclePicture::noCycle);
        return Around.of(tree, cycle)
                .map(around -> NeighbourhoodSvg.write(cycle, around, name))
                .orElseThrow(() -> new IllegalArgumentException("this tells nothing of what is around the cycle"));
    }

    /** The cycle in the language of Graphviz, with what is around it if the tree tells of that. */
    public static String dot(Map<?, ?> tree) {
        Drawing cycle = Drawing.of(tree).orElseThrow(CyclePicture::noCycle);
        return CycleDot.write(cycle, Around.of(tree, cycle));
    }

    private static IllegalArgumentException noCycle() {
        return new IllegalArgumentException("this is no cycle of " + Drawing.MOST + " transactions at most");
    }
}
