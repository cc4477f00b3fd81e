package io.faultline.checkers.transactions.picture;

import java.util.LinkedHashSet;
import java.util.Set;

/** Draws a cycle: its transactions on an ellipse, in their order, an arrow from each to the next, and what the lines mean. */
final class CycleSvg {
    private static final int WIDTH = 760;
    private static final int LEGEND_HEIGHT = 34;

    private CycleSvg() {}

    static String write(Drawing drawing, String name) {
        int size = drawing.boxes().size();
        int height = size <= 2 ? 220 : 360 + 40 * Math.max(0, size - 4);
        Ring ring = new Ring(WIDTH / 2.0, height / 2.0, WIDTH, height, size);
        Set<String> kinds = new LinkedHashSet<>();
        drawing.arrows().forEach(arrow -> kinds.add(arrow.kind()));
        Pen pen = new Pen(name);
        pen.open(
                WIDTH,
                height + LEGEND_HEIGHT,
                drawing.anomaly() + ": a cycle of " + drawing.boxes().size() + " transactions",
                kinds);
        for (Drawing.Arrow arrow : drawing.arrows()) {
            pen.arrow(ring.spot(arrow.from()), ring.spot(arrow.to()), ring.bend(), Weight.PLAIN, arrow);
        }
        for (int i = 0; i < size; i++) {
            pen.box(ring.spot(i), Weight.PLAIN, drawing.boxes().get(i), "");
        }
        pen.legend(kinds, height + 16);
        return pen.close();
    }
}
