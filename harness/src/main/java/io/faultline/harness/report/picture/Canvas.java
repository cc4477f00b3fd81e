package io.faultline.harness.report.picture;

import io.faultline.harness.report.page.Picture;
import io.faultline.harness.report.page.Picture.Arrow;
import io.faultline.harness.report.page.Picture.Box;
import io.faultline.harness.report.page.Picture.Divide;
import io.faultline.harness.report.page.Picture.Flag;
import io.faultline.harness.report.page.Picture.Label;
import io.faultline.harness.report.page.Picture.Mark;
import io.faultline.harness.report.page.Picture.RowName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The picture while it is being drawn, from top to bottom. */
final class Canvas {
    /** A character of the small type of labels, in pixels. */
    private static final double CHARACTER = 6;

    private static final int LABEL_MAX = 48;
    private static final int LABELS_MAX = 2_000;

    final Scale scale;
    final List<RowName> rows = new ArrayList<>();
    final List<Box> boxes = new ArrayList<>();
    final List<Label> labels = new ArrayList<>();
    final List<Mark> marks = new ArrayList<>();
    final List<Arrow> arrows = new ArrayList<>();
    final List<Flag> flags = new ArrayList<>();
    final List<Divide> divides = new ArrayList<>();
    final List<String> caps = new ArrayList<>();
    final Set<Long> anchored = new HashSet<>();
    private int y;

    Canvas(Scale scale) {
        this.scale = scale;
    }

    /** Takes the next pixels downwards and returns where they begin. */
    int take(int height) {
        int top = y;
        y += height;
        return top;
    }

    int height() {
        return y;
    }

    /** The anchor of an event; null when it has one already, for an id must stand once in a page. */
    String anchor(long event) {
        return anchored.add(event) ? "m" + event : null;
    }

    /** A text in a box that begins and ends at these moments, if there is any zoom at which it fits. */
    void label(long from, long to, int baseline, String css, String text) {
        String shown = text.length() > LABEL_MAX ? text.substring(0, LABEL_MAX - 1) + "…" : text;
        int level = scale.levelFor(to - from, shown.length() * CHARACTER + 14);
        if (level <= Scale.LEVELS) {
            labels.add(new Label(scale.x(from), scale.x(to), baseline, css, shown, level));
        }
    }

    Picture finish(String length, List<Picture.LegendEntry> legend, int flagsY, Picture.Window window) {
        List<Label> shown = Cap.keep(labels, LABELS_MAX, Comparator.comparingInt(Label::level), List.of());
        if (shown.size() < labels.size()) {
            caps.add(shown.size() + " of " + labels.size() + " texts stand in their boxes, those with the most room.");
        }
        return new Picture(
                scale.end(),
                length,
                y,
                rows,
                scale.ticks(),
                boxes,
                arrows,
                marks,
                shown,
                flags,
                divides,
                legend,
                flagsY,
                window,
                caps);
    }
}
