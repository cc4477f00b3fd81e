package io.faultline.checkers.transactions.picture;

import io.faultline.checkers.transactions.graph.EdgeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is drawn, read from a tree. */
record Drawing(String anomaly, List<Box> boxes, List<Arrow> arrows) {
    /** With more transactions nobody sees anything. */
    static final int MOST = 8;

    private static final Set<String> KINDS =
            Arrays.stream(EdgeKind.values()).map(EdgeKind::word).collect(Collectors.toUnmodifiableSet());

    /** A transaction. */
    record Box(String name, String process, String event, String content) {}

    /**
     * Why one stands before another.
     *
     * @param from place of its box
     * @param to place of its box
     */
    record Arrow(int from, int to, String kind, String why) {}

    /** The drawing of this tree; empty when it is no cycle that can be drawn. */
    static Optional<Drawing> of(Map<?, ?> tree) {
        List<Box> boxes = boxes(tree);
        Optional<List<Arrow>> arrows = arrows(tree, boxes);
        return arrows.isEmpty() || arrows.get().isEmpty() || boxes.size() < 2 || boxes.size() > MOST
                ? Optional.empty()
                : Optional.of(new Drawing(String.valueOf(tree.get("anomaly")), boxes, arrows.get()));
    }

    /** The transactions of a tree. */
    static List<Box> boxes(Map<?, ?> tree) {
        List<Box> boxes = new ArrayList<>();
        for (Object one : list(tree.get("transactions"))) {
            if (one instanceof Map<?, ?> box) {
                boxes.add(new Box(
                        String.valueOf(box.get("name")),
                        String.valueOf(box.get("process")),
                        String.valueOf(box.get("event")),
                        String.valueOf(box.get("content"))));
            }
        }
        return boxes;
    }

    /** The edges of a tree between these transactions; empty when one can't be drawn. */
    static Optional<List<Arrow>> arrows(Map<?, ?> tree, List<Box> boxes) {
        List<String> names = boxes.stream().map(Box::name).toList();
        List<Arrow> arrows = new ArrayList<>();
        for (Object one : list(tree.get("edges"))) {
            if (one instanceof Map<?, ?> edge) {
                int from = names.indexOf(String.valueOf(edge.get("from")));
                int to = names.indexOf(String.valueOf(edge.get("to")));
                if (from < 0 || to < 0 || !KINDS.contains(String.valueOf(edge.get("kind")))) {
                    return Optional.empty();
                }
                arrows.add(new Arrow(from, to, String.valueOf(edge.get("kind")), String.valueOf(edge.get("why"))));
            }
        }
        return Optional.of(arrows);
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
