package io.faultline.checkers.transactions.picture;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Draws a cycle in bold, and faintly what is around it: what is next to it on a frame around the cycle, what is farther away on a
 * frame around that, and all as near as can be to what they are tied to.
 */
final class NeighbourhoodSvg {
    /** Arrows that are bent outwards need some. */
    private static final int MARGIN = 42;

    /** What the words beneath need. */
    private static final int WIDTH_LEAST = 900;

    private static final int WORDS_HEIGHT = 62;

    private final Drawing cycle;
    private final Around around;
    private final List<Spot> spots = new ArrayList<>();
    private double width;
    private double height;

    private NeighbourhoodSvg(Drawing cycle, Around around) {
        this.cycle = cycle;
        this.around = around;
    }

    static String write(Drawing cycle, Around around, String name) {
        return new NeighbourhoodSvg(cycle, around).write(name);
    }

    private String write(String name) {
        Ring ring = layOut();
        double left = spots.stream().mapToDouble(Spot::left).min().orElse(0) - MARGIN;
        double top = spots.stream().mapToDouble(Spot::top).min().orElse(0) - MARGIN;
        List<Spot> onPaper =
                spots.stream().map(spot -> spot.movedBy(-left, -top)).toList();
        int paperWidth = Math.max(WIDTH_LEAST, MARGIN + (int) extent(onPaper, spot -> spot.left() + spot.width()));
        int paperHeight = MARGIN + (int) extent(onPaper, spot -> spot.top() + spot.height());
        Set<String> kinds = new LinkedHashSet<>();
        cycle.arrows().forEach(arrow -> kinds.add(arrow.kind()));
        around.arrows().forEach(arrow -> kinds.add(arrow.kind()));
        int size = cycle.boxes().size();
        Pen pen = new Pen(name);
        pen.open(
                paperWidth,
                paperHeight + WORDS_HEIGHT,
                cycle.anomaly() + ": a cycle of " + size + " transactions, and " + (onPaper.size() - size)
                        + " around it",
                kinds);
        around.arrows().forEach(arrow -> draw(arrow, Weight.FAINT, bend(arrow, onPaper), onPaper, pen));
        cycle.arrows().forEach(arrow -> draw(arrow, Weight.BOLD, ring.bend(), onPaper, pen));
        for (int i = 0; i < onPaper.size(); i++) {
            long distance = around.distances().get(i);
            pen.box(
                    onPaper.get(i),
                    i < size ? Weight.BOLD : Weight.FAINT,
                    around.boxes().get(i),
                    i < size ? "" : ", " + Around.edges(distance) + " away");
        }
        pen.legend(kinds, paperHeight + 16);
        pen.line(20, paperHeight + 46.0, "font-size=\"12\"", Weight.PLAIN.ink(), around.told());
        return pen.close();
    }

    private static double extent(List<Spot> spots, ToDoubleFunction<Spot> end) {
        return spots.stream().mapToDouble(end).max().orElse(0);
    }

    /** The longer the more, so that what leads along a side of a frame does not hide beneath its boxes. */
    private static double bend(Drawing.Arrow arrow, List<Spot> spots) {
        Spot from = spots.get(arrow.from());
        Spot to = spots.get(arrow.to());
        return Math.min(70, 6 + 0.25 * Math.hypot(to.x() - from.x(), to.y() - from.y()));
    }

    private static void draw(Drawing.Arrow arrow, Weight weight, double bend, List<Spot> spots, Pen pen) {
        pen.arrow(spots.get(arrow.from()), spots.get(arrow.to()), bend, weight, arrow);
    }

    /** Gives each box its spot, as an offset from the middle. */
    private Ring layOut() {
        int size = cycle.boxes().size();
        width = size <= 2 ? 560 : size <= 4 ? 640 : 760;
        height = size <= 2 ? 220 : 350 + 40 * Math.max(0, size - 4);
        Ring ring = new Ring(0, 0, width, height, size);
        for (int i = 0; i < around.boxes().size(); i++) {
            spots.add(i < size ? ring.spot(i) : null);
        }
        layOut(IntStream.range(size, spots.size())
                .filter(i -> around.distances().get(i) <= 1)
                .toArray());
        layOut(IntStream.range(size, spots.size())
                .filter(i -> around.distances().get(i) > 1)
                .toArray());
        return ring;
    }

    /** Puts these on a frame around what has its spot already, each in the direction of what it is tied to there. */
    private void layOut(int[] boxes) {
        if (boxes.length == 0) {
            return;
        }
        double[] wishes = new double[boxes.length];
        for (int i = 0; i < boxes.length; i++) {
            wishes[i] = wish(boxes[i]);
        }
        Frame frame = Frame.around(width, height, boxes.length);
        List<Spot> places = frame.place(wishes);
        for (int i = 0; i < boxes.length; i++) {
            spots.set(boxes[i], places.get(i));
        }
        width = frame.width();
        height = frame.height();
    }

    /** Tied to opposite sides, or to what has no spot yet, one is as well above as below. */
    private double wish(int box) {
        double x = 0;
        double y = 0;
        for (Drawing.Arrow arrow : around.arrows()) {
            if (arrow.from() == box || arrow.to() == box) {
                Spot other = spots.get(arrow.from() == box ? arrow.to() : arrow.from());
                x += other == null ? 0 : other.x();
                y += other == null ? 0 : other.y();
            }
        }
        return Math.hypot(x, y) < 1 ? box % 2 * Math.PI : Frame.direction(x, y);
    }
}
