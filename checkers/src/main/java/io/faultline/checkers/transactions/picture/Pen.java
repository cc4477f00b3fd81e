package io.faultline.checkers.transactions.picture;

import java.util.Locale;
import java.util.Set;

/** Writes what pictures of transactions are made of, as SVG. */
final class Pen {
    private final String name;
    private final StringBuilder svg = new StringBuilder();

    /** @param name a word that no other picture on the same page has */
    Pen(String name) {
        this.name = name;
    }

    void open(int width, int height, String title, Set<String> kinds) {
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + width + " " + height + "\" width=\""
                + width + "\" height=\"" + height + "\" role=\"img\" font-family=\"sans-serif\" font-size=\"13\">\n");
        svg.append("<title>" + escaped(title) + "</title>\n<defs>\n");
        kinds.forEach(this::marker);
        svg.append("</defs>\n");
    }

    private void marker(String kind) {
        svg.append(
                "<marker id=\"" + name + "-" + kind + "\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"8\""
                        + " markerHeight=\"8\" orient=\"auto\"><path d=\"M0 0L10 5L0 10z\" fill=\""
                        + Stroke.of(kind).colour()
                        + "\"/></marker>\n");
    }

    /** Bent to its left, so that two arrows between the same boxes lie apart; a faint one has no word on it. */
    void arrow(Spot from, Spot to, double bend, Weight weight, Drawing.Arrow arrow) {
        double length = Math.max(1, Math.hypot(to.x() - from.x(), to.y() - from.y()));
        double middleX = (from.x() + to.x()) / 2 + (to.y() - from.y()) / length * bend;
        double middleY = (from.y() + to.y()) / 2 - (to.x() - from.x()) / length * bend;
        double[] start = from.edgeTowards(middleX, middleY);
        double[] end = to.edgeTowards(middleX, middleY);
        Stroke stroke = Stroke.of(arrow.kind());
        String way = String.format(
                Locale.ROOT,
                "<path d=\"M%.1f %.1fQ%.1f %.1f %.1f %.1f\" fill=\"none\"",
                start[0],
                start[1],
                middleX,
                middleY,
                end[0],
                end[1]);
        svg.append("<g><title>" + escaped(arrow.why()) + "</title>");
        if (weight == Weight.FAINT) {
            svg.append(way).append(" stroke=\"#000\" stroke-opacity=\"0\" stroke-width=\"9\"/>");
        }
        svg.append(way + " stroke=\"" + stroke.colour() + "\" " + weight.line() + dashes(stroke) + " marker-end=\"url(#"
                + name + "-" + arrow.kind() + ")\"/>");
        if (weight != Weight.FAINT) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" fill=\"%s\" stroke=\"#fff\" stroke-width=\"4\""
                            + " paint-order=\"stroke\">%s</text>",
                    (start[0] + 2 * middleX + end[0]) / 4,
                    (start[1] + 2 * middleY + end[1]) / 4 + 4,
                    stroke.colour(),
                    arrow.kind()));
        }
        svg.append("</g>\n");
    }

    /** A transaction in two lines, of which the second is as much of its steps as there is room for. */
    void box(Spot spot, Weight weight, Drawing.Box box, String where) {
        svg.append("<g><title>"
                + escaped(box.name() + ", process " + box.process() + ", event " + box.event() + where + ": "
                        + box.content())
                + "</title>");
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.0f\" height=\"%.0f\" rx=\"6\" %s/>",
                spot.left(),
                spot.top(),
                spot.width(),
                spot.height(),
                weight.box()));
        boolean faint = weight == Weight.FAINT;
        double left = spot.left() + (faint ? 6 : 10);
        double room = spot.width() - 2 * (left - spot.left());
        String who = box.name() + " · process " + box.process();
        line(
                left,
                spot.top() + spot.height() * 23 / 58,
                faint ? "font-size=\"11\"" : "font-weight=\"bold\"",
                weight.ink(),
                clipped(who, room / (faint ? 6 : 7.2)));
        line(
                left,
                spot.top() + spot.height() * 44 / 58,
                faint ? "font-size=\"10\"" : "font-size=\"12\"",
                weight.ink(),
                clipped(box.content(), room / (faint ? 6 : 6.6)));
        svg.append("</g>\n");
    }

    private static String clipped(String text, double most) {
        return text.length() > most ? text.substring(0, (int) most - 1) + "…" : text;
    }

    /** A line of text. */
    void line(double x, double y, String style, String ink, String text) {
        svg.append(String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" %s fill=\"%s\">%s</text>", x, y, style, ink, escaped(text)));
    }

    /** What the kinds of edges mean. */
    void legend(Set<String> kinds, int y) {
        int x = 20;
        for (String kind : kinds) {
            Stroke stroke = Stroke.of(kind);
            svg.append("<line x1=\"" + x + "\" y1=\"" + y + "\" x2=\"" + (x + 36) + "\" y2=\"" + y + "\" stroke=\""
                    + stroke.colour() + "\" stroke-width=\"2\"" + dashes(stroke) + "/>");
            String meaning = meaning(kind);
            line(x + 42, y + 4.0, "font-size=\"12\"", Weight.PLAIN.ink(), meaning);
            x += 62 + meaning.length() * 6;
        }
        svg.append('\n');
    }

    String close() {
        return svg.append("</svg>\n").toString();
    }

    private static String dashes(Stroke stroke) {
        return stroke.dash().isEmpty() ? "" : " stroke-dasharray=\"" + stroke.dash() + "\"";
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
