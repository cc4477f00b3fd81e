package io.faultline.checkers.transactions.picture;

import java.util.Optional;

/** Writes a cycle in the language of Graphviz. */
final class CycleDot {
    private static final String FAINT = ", color=\"#b0b0b8\", fontcolor=\"#5f6368\"";

    private final StringBuilder dot = new StringBuilder();

    private CycleDot() {}

    /** The cycle alone, or in bold with what is around it, and a label that says what was left out. */
    static String write(Drawing cycle, Optional<Around> around) {
        return new CycleDot().digraph(cycle, around);
    }

    private String digraph(Drawing cycle, Optional<Around> around) {
        dot.append("digraph " + quoted(cycle.anomaly()) + " {\n  node [shape=box, fontname=\"sans-serif\"];\n");
        around.ifPresent(some -> dot.append("  label=" + quoted(some.told()) + ";\n"));
        for (Drawing.Box box : cycle.boxes()) {
            box(box, around.isPresent() ? ", penwidth=3" : "");
        }
        around.ifPresent(
                some -> some.boxes().subList(cycle.boxes().size(), some.boxes().size()).stream()
                        .forEach(box -> box(box, FAINT)));
        for (Drawing.Arrow arrow : cycle.arrows()) {
            arrow(
                    cycle.boxes().get(arrow.from()),
                    cycle.boxes().get(arrow.to()),
                    arrow,
                    around.isPresent() ? ", penwidth=3" : "");
        }
        around.ifPresent(some -> some.arrows()
                .forEach(arrow ->
                        arrow(some.boxes().get(arrow.from()), some.boxes().get(arrow.to()), arrow, ", penwidth=0.5")));
        return dot.append("}\n").toString();
    }

    private void box(Drawing.Box box, String weight) {
        String label = box.name() + "\nprocess " + box.process() + ", event " + box.event() + "\n" + box.content();
        dot.append("  " + quoted(box.name()) + " [label=" + quoted(label) + weight + "];\n");
    }

    private void arrow(Drawing.Box from, Drawing.Box to, Drawing.Arrow arrow, String weight) {
        Stroke stroke = Stroke.of(arrow.kind());
        dot.append("  " + quoted(from.name()) + " -> " + quoted(to.name()) + " [label=" + quoted(arrow.kind())
                + ", tooltip=" + quoted(arrow.why()) + ", color=\"" + stroke.colour() + "\""
                + (stroke.dash().isEmpty() ? "" : ", style=dashed") + weight + "];\n");
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
