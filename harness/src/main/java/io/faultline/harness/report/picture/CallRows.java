package io.faultline.harness.report.picture;

import io.faultline.harness.report.page.Picture.Box;
import io.faultline.harness.report.page.Picture.Label;
import io.faultline.harness.report.page.Picture.Mark;
import io.faultline.harness.report.page.Picture.RowName;
import io.faultline.harness.report.words.Clip;
import io.faultline.harness.report.words.Times;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Draws operations that have no linearization: a lane for each process, what matters in colour, and the moments at which those
 * of the longest possible order may have taken effect, numbered.
 */
final class CallRows {
    /** The symbol of such a moment. */
    static final String POINT = "point";

    private static final int LANES_MAX = 24;
    private static final int SPANS_MAX = 300;
    private static final int LANE = 26;
    private static final int BAR_TOP = 6;
    private static final int BAR = 16;

    private final Canvas canvas;
    private final Map<Long, Integer> middles = new HashMap<>();

    CallRows(Canvas canvas) {
        this.canvas = canvas;
    }

    /** The middle of the lane in which the operation that begins or ends with that event is drawn, or null. */
    Integer middle(long event) {
        return middles.get(event);
    }

    void draw(List<Contradiction> contradictions) {
        for (Contradiction contradiction : contradictions) {
            draw(contradiction);
            canvas.take(6);
        }
    }

    private void draw(Contradiction contradiction) {
        Map<Long, Integer> tops = lanes(contradiction);
        List<CallSpan> drawn = kept(contradiction, tops);
        drawn.stream().filter(span -> !span.matters()).forEach(span -> box(span, tops));
        drawn.stream().filter(CallSpan::matters).forEach(span -> box(span, tops));
        points(drawn, tops);
        if (!contradiction.note().isEmpty()) {
            canvas.caps.add(
                    (contradiction.thing().isEmpty() ? "" : contradiction.thing() + ": ") + contradiction.note());
        }
    }

    /** Processes that matter first, each from top to bottom in the order in which they call. */
    private Map<Long, Integer> lanes(Contradiction contradiction) {
        Set<Long> processes = new LinkedHashSet<>();
        contradiction.spans().stream().filter(CallSpan::matters).forEach(span -> processes.add(span.process()));
        contradiction.spans().forEach(span -> processes.add(span.process()));
        Map<Long, Integer> tops = new LinkedHashMap<>();
        for (long process : processes) {
            if (tops.size() == LANES_MAX) {
                canvas.caps.add(
                        LANES_MAX + " of " + processes.size() + " processes that called at that time have a lane.");
                break;
            }
            int top = canvas.take(LANE);
            boolean shaded = tops.size() % 2 == 0;
            String thing = contradiction.thing();
            canvas.rows.add(new RowName(
                    Clip.name(17, thing.isEmpty() ? "process " + process : thing + " · " + process),
                    "operations of process " + process + (thing.isEmpty() ? "" : " on " + thing)
                            + ", which have no linearization together with the others",
                    "call-name",
                    top,
                    LANE,
                    shaded));
            tops.put(process, top);
        }
        return tops;
    }

    private List<CallSpan> kept(Contradiction contradiction, Map<Long, Integer> tops) {
        List<CallSpan> laned = contradiction.spans().stream()
                .filter(span -> tops.containsKey(span.process()))
                .toList();
        List<CallSpan> kept = Cap.keep(
                laned,
                SPANS_MAX,
                Comparator.comparing(CallSpan::matters)
                        .reversed()
                        .thenComparing(Comparator.comparingLong(CallSpan::begin).reversed()),
                List.of());
        if (kept.size() < laned.size()) {
            canvas.caps.add(kept.size() + " of " + laned.size()
                    + " operations at the time of a contradiction are drawn, those of it and the last.");
        }
        return kept;
    }

    private void box(CallSpan span, Map<Long, Integer> tops) {
        int top = tops.get(span.process()) + BAR_TOP;
        middles.putIfAbsent(span.begin(), top + BAR / 2);
        middles.putIfAbsent(span.end(), top + BAR / 2);
        canvas.boxes.add(new Box(
                canvas.anchor(span.begin()),
                span.begin(),
                span.kind().css() + (span.open() ? " unended" : ""),
                canvas.scale.x(span.from()),
                canvas.scale.width(span.from(), span.to()),
                top,
                BAR,
                title(span)));
        canvas.label(span.from(), span.to(), top + 12, span.matters() ? "on-call" : "on-other", span.words());
    }

    private static String title(CallSpan span) {
        String what = switch (span.kind()) {
            case PLACED ->
                "\nnumber " + span.place() + " of the longest order that can be"
                        + (span.state().isEmpty() ? "" : ", then the state is " + span.state());
            case CULPRIT -> "\nit can’t be placed behind those of the longest order";
            case PROOF -> "\nit contradicts the others in colour";
            case OTHER -> "";
        };
        return "#" + span.begin() + " process " + span.process() + ": " + span.words() + "\n"
                + Times.moment(span.from())
                + (span.open()
                        ? ", nobody knows what came of it"
                        : " to " + Times.moment(span.to()) + " (" + Times.span(span.to() - span.from()) + ")")
                + what;
    }

    /** Each takes effect as soon as it can: behind the one before, and not before it begins. */
    private void points(List<CallSpan> drawn, Map<Long, Integer> tops) {
        List<CallSpan> placed = new ArrayList<>(drawn.stream()
                .filter(span -> span.place() > 0)
                .sorted(Comparator.comparingInt(CallSpan::place))
                .toList());
        long at = 0;
        for (CallSpan span : placed) {
            at = Math.max(at, span.from());
            int middle = tops.get(span.process()) + BAR_TOP + BAR / 2;
            canvas.marks.add(new Mark(null, span.begin(), POINT, canvas.scale.x(at), middle, 0, title(span)));
            canvas.labels.add(new Label(canvas.scale.x(at), null, middle - BAR / 2 - 1, "place", "" + span.place(), 0));
        }
    }
}
