package io.faultline.checkers.transactions.picture;

/** Writes a cycle in the language of Graphviz. */
final class CycleDot {
    private CycleDot() {}

    static String write(Drawing drawing) {
        StringBuilder dot = new StringBuilder("digraph ")
                .append(quoted(drawing.anomaly()))
                .append(" {\n  node [shape=box, fontname=\"sans-serif\"];\n");
        for (Drawing.Box box : drawing.boxes()) {
            dot.append("  " + quoted(box.name()) + " [label="
                    + quoted(
                            box.name() + "\nprocess " + box.process() + ", event " + box.event() + "\n" + box.content())
                    + "];\n");
        }
        for (Drawing.Arrow arrow : drawing.arrows()) {
            Stroke stroke = Stroke.of(arrow.kind());
            dot.append("  " + quoted(drawing.boxes().get(arrow.from()).name()) + " -> "
                    + quoted(drawing.boxes().get(arrow.to()).name()) + " [label=" + quoted(arrow.kind()) + ", tooltip="
                    + quoted(arrow.why()) + ", color=\"" + stroke.colour() + "\""
                    + (stroke.dash().isEmpty() ? "" : ", style=dashed") + "];\n");
        }
        return dot.append("}\n").toString();
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
