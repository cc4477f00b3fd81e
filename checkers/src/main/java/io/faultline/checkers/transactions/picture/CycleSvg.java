package io.faultline.checkers.transactions.picture;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Draws a cycle: its transactions on an ellipse, in their order, an arrow from each to the next, and what the lines mean. */
final class CycleSvg {
    private static final int WIDTH = 760;
    private static final int BOX_WIDTH = 190;
    private static final int BOX_HEIGHT = 58;
    private static final int CONTENT_MOST = 28;
    private static final int LEGEND_HEIGHT = 34;

    private final Drawing drawing;
    private final String name;
    private final int height;
    private final StringBuilder svg = new StringBuilder();

    private CycleSvg(Drawing drawing, String name) {
        this.drawing = drawing;
        this.name = name;
        this.height = drawing.boxes().size() <= 2
                ? 220
                : 360 + 40 * Math.max(0, drawing.boxes().size() - 4);
    }

    static String write(Drawing drawing, String name) {
        return new CycleSvg(drawing, name).write();
    }

    private String write() {
        int all = height + LEGEND_HEIGHT;
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + WIDTH + " " + all + "\" width=\""
                + WIDTH + "\" height=\"" + all + "\" role=\"img\" font-family=\"sans-serif\" font-size=\"13\">\n");
        svg.append("<title>"
                + escaped(drawing.anomaly() + ": a cycle of " + drawing.boxes().size() + " transactions")
                + "</title>\n");
        Set<String> kinds = new LinkedHashSet<>();
        drawing.arrows().forEach(arrow -> kinds.add(arrow.kind()));
        svg.append("<defs>\n");
        kinds.forEach(this::marker);
        svg.append("</defs>\n");
        drawing.arrows().forEach(this::arrow);
        for (int i = 0; i < drawing.boxes().size(); i++) {
            box(i);
        }
        legend(kinds);
        return svg.append("</svg>\n").toString();
    }

    private void marker(String kind) {
        svg.append(
                "<marker id=\"" + name + "-" + kind + "\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"8\""
                        + " markerHeight=\"8\" orient=\"auto\"><path d=\"M0 0L10 5L0 10z\" fill=\""
                        + Stroke.of(kind).colour()
                        + "\"/></marker>\n");
    }

    private double x(int place) {
        double angle = angle(place);
        return WIDTH / 2.0 + Math.sin(angle) * (WIDTH - BOX_WIDTH - 40) / 2.0;
    }

    private double y(int place) {
        return height / 2.0 - Math.cos(angle(place)) * (height - BOX_HEIGHT - 30) / 2.0;
    }

    /** Two stand side by side, more begin at the top. */
    private double angle(int place) {
        int size = drawing.boxes().size();
        return 2 * Math.PI * place / size - (size == 2 ? Math.PI / 2 : 0);
    }

    /** Bent outwards, so that two arrows between the same boxes lie apart. */
    private void arrow(Drawing.Arrow arrow) {
        double fromX = x(arrow.from());
        double fromY = y(arrow.from());
        double toX = x(arrow.to());
        double toY = y(arrow.to());
        double length = Math.max(1, Math.hypot(toX - fromX, toY - fromY));
        double bend = drawing.boxes().size() == 2 ? 90 : 24;
        double middleX = (fromX + toX) / 2 + (toY - fromY) / length * bend;
        double middleY = (fromY + toY) / 2 - (toX - fromX) / length * bend;
        double[] start = atEdge(fromX, fromY, middleX, middleY);
        double[] end = atEdge(toX, toY, middleX, middleY);
        Stroke stroke = Stroke.of(arrow.kind());
        svg.append("<g><title>" + escaped(arrow.why()) + "</title>");
        svg.append(String.format(
                Locale.ROOT,
                "<path d=\"M%.1f %.1fQ%.1f %.1f %.1f %.1f\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s"
                        + " marker-end=\"url(#%s-%s)\"/>",
                start[0],
                start[1],
                middleX,
                middleY,
                end[0],
                end[1],
                stroke.colour(),
                stroke.dash().isEmpty() ? "" : " stroke-dasharray=\"" + stroke.dash() + "\"",
                name,
                arrow.kind()));
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" fill=\"%s\" stroke=\"#fff\" stroke-width=\"4\""
                        + " paint-order=\"stroke\">%s</text></g>\n",
                (start[0] + 2 * middleX + end[0]) / 4,
                (start[1] + 2 * middleY + end[1]) / 4 + 4,
                stroke.colour(),
                arrow.kind()));
    }

    /** Where the way from a box's middle to a point leaves the box. */
    private static double[] atEdge(double x, double y, double towardsX, double towardsY) {
        double dx = towardsX - x;
        double dy = towardsY - y;
        double share = Math.min(
                dx == 0 ? Double.MAX_VALUE : (BOX_WIDTH / 2.0 + 3) / Math.abs(dx),
                dy == 0 ? Double.MAX_VALUE : (BOX_HEIGHT / 2.0 + 3) / Math.abs(dy));
        return new double[] {x + dx * Math.min(1, share), y + dy * Math.min(1, share)};
    }

    private void box(int place) {
        Drawing.Box box = drawing.boxes().get(place);
        double left = x(place) - BOX_WIDTH / 2.0;
        double top = y(place) - BOX_HEIGHT / 2.0;
        svg.append("<g><title>"
                + escaped(box.name() + ", process " + box.process() + ", event " + box.event() + ": " + box.content())
                + "</title>");
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%d\" height=\"%d\" rx=\"6\" fill=\"#f7f7f9\" stroke=\"#444\"/>",
                left,
                top,
                BOX_WIDTH,
                BOX_HEIGHT));
        line(left + 10, top + 23, "font-weight=\"bold\"", box.name() + " · process " + box.process());
        String content = box.content();
        line(
                left + 10,
                top + 44,
                "font-size=\"12\"",
                content.length() > CONTENT_MOST ? content.substring(0, CONTENT_MOST - 1) + "…" : content);
        svg.append("</g>\n");
    }

    private void line(double x, double y, String style, String text) {
        svg.append(String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" %s fill=\"#1b1b1f\">%s</text>", x, y, style, escaped(text)));
    }

    private void legend(Set<String> kinds) {
        int x = 20;
        int y = height + 16;
        for (String kind : kinds) {
            Stroke stroke = Stroke.of(kind);
            svg.append("<line x1=\"" + x + "\" y1=\"" + y + "\" x2=\"" + (x + 36) + "\" y2=\"" + y + "\" stroke=\""
                    + stroke.colour() + "\" stroke-width=\"2\""
                    + (stroke.dash().isEmpty() ? "" : " stroke-dasharray=\"" + stroke.dash() + "\"") + "/>");
            String meaning = meaning(kind);
            line(x + 42, y + 4.0, "font-size=\"12\"", meaning);
            x += 62 + meaning.length() * 6;
        }
        svg.append('\n');
    }

    private static String meaning(String kind) {
        return switch (kind) {
            case "ww" -> "ww: wrote before";
            case "wr" -> "wr: wrote what was read";
            case "rw" -> "rw: missed its write";
            case "process" -> "process: same process";
            default -> "realtime: ended before";
        };
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
