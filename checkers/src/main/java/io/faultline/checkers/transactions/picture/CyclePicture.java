package io.faultline.checkers.transactions.picture;

import io.faultline.checkers.transactions.Proof;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The door of this package: a proof as a plain tree, and such a tree as SVG and as DOT. */
public final class CyclePicture {
    /** The measure in which a verdict holds trees of cycles. */
    public static final String MEASURE = "cycles";

    private CyclePicture() {}

    /**
     * The proof as JSON can hold it: {@code {"anomaly": …, "text": …, "transactions": [{"name", "process", "event", "content"}],
     * "edges": [{"from", "to", "kind", "why"}]}}.
     */
    public static Map<String, Object> tree(Proof proof) {
        List<Object> transactions = new ArrayList<>();
        for (Proof.Party party : proof.transactions()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", party.name());
            one.put("process", party.process());
            one.put("event", party.begin());
            one.put("content", party.content());
            transactions.add(one);
        }
        List<Object> edges = new ArrayList<>();
        for (Proof.Edge edge : proof.edges()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("from", edge.from());
            one.put("to", edge.to());
            one.put("kind", edge.kind().word());
            one.put("why", edge.why());
            edges.add(one);
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("anomaly", proof.anomaly().word());
        tree.put("text", proof.text());
        tree.put("transactions", transactions);
        tree.put("edges", edges);
        return tree;
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

    /** The cycle in the language of Graphviz. */
    public static String dot(Map<?, ?> tree) {
        return Drawing.of(tree).map(CycleDot::write).orElseThrow(CyclePicture::noCycle);
    }

    private static IllegalArgumentException noCycle() {
        return new IllegalArgumentException("this is no cycle of " + Drawing.MOST + " transactions at most");
    }
}
