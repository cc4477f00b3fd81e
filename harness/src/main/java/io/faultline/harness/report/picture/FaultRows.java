package io.faultline.harness.report.picture;

import io.faultline.harness.report.page.Picture.Box;
import io.faultline.harness.report.page.Picture.RowName;
import io.faultline.harness.report.words.Times;
import io.faultline.harness.report.words.TreeText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/** Draws the faults: a row for each class that took part, as many lines in it as act at once. */
final class FaultRows {
    static final int BANDS_MAX = 600;
    private static final int LINES_MAX = 4;
    private static final int LINE = 14;
    private static final int PADDING = 3;

    private final Canvas canvas;

    FaultRows(Canvas canvas) {
        this.canvas = canvas;
    }

    void draw(List<FaultBand> all, LongPredicate precious) {
        List<FaultBand> bands = longest(all, precious);
        if (bands.size() < all.size()) {
            canvas.caps.add(
                    bands.size() + " of " + all.size() + " faults are drawn, those near evidence and the longest.");
        }
        Map<String, List<FaultBand>> families = new LinkedHashMap<>();
        for (FaultBand band : bands) {
            families.computeIfAbsent(band.family(), name -> new ArrayList<>()).add(band);
        }
        families.keySet().stream().sorted().forEach(family -> row(family, families.get(family)));
    }

    private void row(String family, List<FaultBand> bands) {
        List<List<FaultBand>> lines = packed(bands);
        int height = lines.size() * LINE + PADDING;
        int top = canvas.take(height);
        canvas.rows.add(new RowName(family, "faults of the class " + family, "fault-name", top, height, false));
        for (int i = 0; i < lines.size(); i++) {
            for (FaultBand band : lines.get(i)) {
                box(band, top + i * LINE + PADDING - 1);
            }
        }
    }

    private void box(FaultBand band, int top) {
        String css = "fault f-" + band.family() + (band.noEffect() ? " no-effect" : "");
        long event = band.begin().index();
        canvas.boxes.add(new Box(
                canvas.anchor(event),
                event,
                css,
                canvas.scale.x(band.from()),
                canvas.scale.width(band.from(), band.to()),
                top,
                LINE - 2,
                title(band)));
        canvas.label(band.from(), band.to(), top + LINE - 4, "on-fault", label(band));
    }

    private static String label(FaultBand band) {
        Map<String, Object> fault = band.begin().fault();
        Object shape = fault.get("shape");
        Object resolved = fault.get("resolved");
        String whom = resolved instanceof Map<?, ?> act && act.get("nodes") instanceof List<?> nodes
                ? " " + TreeText.of(nodes)
                : "";
        return (shape instanceof String word ? band.kind() + " " + word : band.kind()) + whom;
    }

    private static String title(FaultBand band) {
        Map<String, Object> fault = band.begin().fault();
        Object resolved = fault.get("resolved");
        String meant = TreeText.entries(fault, "kind", "resolved", "readback", "effective");
        return "fault " + band.begin().id() + ": " + band.kind() + "\n"
                + Times.moment(band.from())
                + (band.open() ? ", never healed" : " to " + Times.moment(band.to()))
                + " (" + Times.span(band.to() - band.from()) + ")"
                + (meant.isEmpty() ? "" : "\nmeant: " + meant)
                + (resolved == null ? "" : "\ndone: " + TreeText.of(resolved))
                + (band.noEffect() ? "\nit had no effect" : "");
    }

    /** In each line no two bands overlap, save in the last when there are too many. */
    private static List<List<FaultBand>> packed(List<FaultBand> bands) {
        List<List<FaultBand>> lines = new ArrayList<>();
        for (FaultBand band : bands) {
            List<FaultBand> line = null;
            for (int i = 0; i < lines.size() && line == null; i++) {
                List<FaultBand> candidate = lines.get(i);
                if (candidate.get(candidate.size() - 1).to() <= band.from() || i == LINES_MAX - 1) {
                    line = candidate;
                }
            }
            if (line == null) {
                line = new ArrayList<>();
                lines.add(line);
            }
            line.add(band);
        }
        return lines;
    }

    private static List<FaultBand> longest(List<FaultBand> all, LongPredicate precious) {
        Comparator<FaultBand> byLength = Comparator.comparingLong(band -> band.from() - band.to());
        List<FaultBand> proof = all.stream()
                .filter(band -> precious.test(band.from()) || precious.test(band.to()))
                .toList();
        return Cap.keep(all, BANDS_MAX, byLength, proof);
    }
}
