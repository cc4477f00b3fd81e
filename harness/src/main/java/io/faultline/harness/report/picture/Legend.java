package io.faultline.harness.report.picture;

import io.faultline.harness.report.page.Picture.Box;
import io.faultline.harness.report.page.Picture.LegendEntry;
import io.faultline.harness.report.page.Picture.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Says what the colours, patterns and symbols mean that a picture really has. */
final class Legend {

    private Legend() {}

    static List<LegendEntry> of(List<Box> boxes, List<Mark> marks) {
        Set<String> drawn = boxes.stream().map(Box::css).collect(Collectors.toSet());
        List<LegendEntry> legend = new ArrayList<>();
        for (Lane.Kind kind : Lane.Kind.values()) {
            if (drawn.contains("role " + kind.css())) {
                legend.add(new LegendEntry("box", "role " + kind.css(), kind.word()));
            }
        }
        if (drawn.contains("role paused")) {
            legend.add(new LegendEntry("box", "role paused", "paused, over its role"));
        }
        Set<String> symbols = marks.stream().map(Mark::symbol).collect(Collectors.toSet());
        for (Happening.Kind kind : Happening.Kind.values()) {
            if (symbols.contains(kind.css())) {
                legend.add(new LegendEntry(kind.css(), "mark " + kind.css(), kind.text()));
            }
        }
        for (CallSpan.Kind kind : CallSpan.Kind.values()) {
            if (drawn.contains(kind.css()) || drawn.contains(kind.css() + " unended")) {
                legend.add(new LegendEntry("box", kind.css(), kind.text()));
            }
        }
        if (symbols.contains(CallRows.POINT)) {
            legend.add(new LegendEntry(
                    CallRows.POINT,
                    "mark " + CallRows.POINT,
                    "where it may have taken effect, numbered in that order"));
        }
        if (drawn.stream().anyMatch(css -> css.startsWith("fault") && !css.endsWith("no-effect"))) {
            legend.add(new LegendEntry("box", "fault", "fault"));
        }
        if (drawn.stream().anyMatch(css -> css.endsWith("no-effect"))) {
            legend.add(new LegendEntry("box", "fault no-effect", "fault without effect"));
        }
        if (drawn.stream().anyMatch(css -> css.startsWith("condition"))) {
            legend.add(new LegendEntry("box", "condition", "condition"));
        }
        return legend;
    }
}
