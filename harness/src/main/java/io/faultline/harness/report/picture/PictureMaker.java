package io.faultline.harness.report.picture;

import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.harness.report.page.Picture;
import io.faultline.harness.report.page.Picture.Box;
import io.faultline.harness.report.page.Picture.Divide;
import io.faultline.harness.report.page.Picture.Flag;
import io.faultline.harness.report.page.Picture.LegendEntry;
import io.faultline.harness.report.page.Picture.RowName;
import io.faultline.harness.report.page.Picture.Window;
import io.faultline.harness.report.words.Clip;
import io.faultline.harness.report.words.ConditionText;
import io.faultline.harness.report.words.EventText;
import io.faultline.harness.report.words.Times;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongPredicate;

/** Draws the picture of a history. */
public final class PictureMaker {
    private static final int SPANS_MAX = 400;
    private static final int FLAGS_MAX = 100;
    private static final int LANES_MAX = 25;
    private static final int AXIS = 24;
    private static final int ROW = 18;
    private static final double FLAG_GAP = 46;

    /** Around something very short, so much is shown: enough to see what nodes did. */
    private static final long LEAST_ROOM = 200_000_000;

    /** Of something very long the end is shown, for operations are short. */
    private static final long MOST_SHOWN = 20_000_000_000L;

    private final History history;
    private final List<String> nodes;
    private final SortedSet<Long> evidence;
    private final List<Contradiction> contradictions;
    private final ConditionText words;
    private final Canvas canvas;
    private LongPredicate precious;

    private PictureMaker(
            History history, List<String> nodes, SortedSet<Long> evidence, List<Contradiction> contradictions) {
        this.history = history;
        this.nodes = nodes;
        this.evidence = evidence;
        this.contradictions = contradictions;
        this.words = new ConditionText(nodes);
        this.canvas = new Canvas(new Scale(history.end()));
    }

    /**
     * A picture and the events that have a place in it.
     *
     * @param anchored indexes of the events {@code i} that {@code #m}<i>i</i> leads to
     */
    public record Drawn(Picture picture, Set<Long> anchored) {}

    /**
     * Draws the history.
     *
     * @param nodes whose lanes to draw, in order
     * @param evidence indexes of the events that verdicts rest on; all are in the history
     * @param contradictions operations that have no linearization
     */
    public static Drawn draw(
            History history, List<String> nodes, SortedSet<Long> evidence, List<Contradiction> contradictions) {
        return new PictureMaker(history, nodes, evidence, contradictions).draw();
    }

    private Drawn draw() {
        SortedSet<Long> flagged = flagged();
        flagged.forEach(canvas::anchor);
        precious = precious(flagged);
        canvas.take(AXIS);
        phases();
        int flagsY = canvas.take(flagged.isEmpty() ? 4 : ROW + 4);
        if (!flagged.isEmpty()) {
            canvas.rows.add(new RowName("evidence", "events that verdicts rest on", "proof-name", flagsY, ROW, false));
        }
        new FaultRows(canvas).draw(FaultBand.read(history), precious);
        canvas.take(6);
        CallRows callRows = new CallRows(canvas);
        callRows.draw(contradictions);
        LaneRows laneRows = new LaneRows(canvas, flagged);
        laneRows.draw(lanes(), Happening.read(history), precious);
        canvas.take(6);
        SpanReader.conditions(history, words).forEach(this::condition);
        canvas.take(AXIS);
        flags(flagged, event -> middle(event, laneRows, callRows), flagsY);
        List<LegendEntry> legend = Legend.of(canvas.boxes, canvas.marks);
        return new Drawn(canvas.finish(Times.span(history.end()), legend, flagsY, window()), canvas.anchored);
    }

    private List<Lane> lanes() {
        List<String> shown = nodes.subList(0, Math.min(LANES_MAX, nodes.size()));
        if (shown.size() < nodes.size()) {
            canvas.caps.add("The first " + shown.size() + " of " + nodes.size() + " nodes have a lane.");
        }
        return LaneReader.read(history, shown);
    }

    private void phases() {
        List<Span> phases = SpanReader.phases(history);
        if (phases.isEmpty()) {
            return;
        }
        int top = canvas.take(ROW);
        canvas.rows.add(new RowName("phase", "phases of the trial", "phase-name", top, ROW, false));
        boolean first = true;
        for (Span phase : capped(phases, "phases")) {
            box(phase, "phase", top, "phase " + phase.text());
            canvas.label(phase.from(), phase.to(), top + 12, "on-phase", phase.text());
            if (!first) {
                canvas.divides.add(new Divide(canvas.scale.x(phase.from()), top));
            }
            first = false;
        }
    }

    private void condition(String name, List<Span> spans) {
        int top = canvas.take(ROW);
        canvas.rows.add(new RowName(name, conditionTitle(name), "condition-name", top, ROW, false));
        for (Span span : capped(spans, "conditions of the kind " + name)) {
            box(span, "condition c-" + name, top, name + ": " + span.text());
            canvas.label(span.from(), span.to(), top + 12, "on-condition", span.text());
        }
    }

    private static String conditionTitle(String name) {
        return switch (name) {
            case "cut" -> "links that carry nothing, as the groups they leave";
            case "down" -> "nodes that do not run";
            case "paused" -> "nodes that are frozen";
            case "degraded" -> "links whose latency, loss or order is out of the stated bounds";
            default -> "nodes whose clock or disk is being tampered with";
        };
    }

    private void box(Span span, String css, int top, String title) {
        canvas.boxes.add(new Box(
                canvas.anchor(span.event()),
                span.event(),
                css,
                canvas.scale.x(span.from()),
                canvas.scale.width(span.from(), span.to()),
                top + 1,
                ROW - 3,
                Clip.to(300, title) + "\n" + Times.moment(span.from()) + " to " + Times.moment(span.to()) + " ("
                        + Times.span(span.length()) + ")"));
    }

    /** The longest spans when there are too many. */
    private List<Span> capped(List<Span> spans, String what) {
        if (spans.size() <= SPANS_MAX) {
            return spans;
        }
        canvas.caps.add(
                SPANS_MAX + " of " + spans.size() + " " + what + " are drawn, those near evidence and the longest.");
        List<Span> near = spans.stream()
                .filter(span -> precious.test(span.from()) || precious.test(span.to()))
                .toList();
        return Cap.keep(spans, SPANS_MAX, Comparator.comparingLong(span -> -span.length()), near);
    }

    private SortedSet<Long> flagged() {
        SortedSet<Long> flagged = new TreeSet<>();
        evidence.stream().limit(FLAGS_MAX).forEach(flagged::add);
        if (flagged.size() < evidence.size()) {
            canvas.caps.add(flagged.size() + " of " + evidence.size() + " events of evidence have a flag.");
        }
        return flagged;
    }

    /** Close to evidence nothing is simplified. */
    private LongPredicate precious(SortedSet<Long> flagged) {
        TreeSet<Long> times = new TreeSet<>();
        flagged.forEach(index -> times.add(history.event(index).time()));
        long window = canvas.scale.end() / 400;
        return time -> {
            Long before = times.floor(time);
            Long after = times.ceiling(time);
            return before != null && time - before <= window || after != null && after - time <= window;
        };
    }

    /** A flag's number is shown where the next flag leaves room for it. */
    private void flags(SortedSet<Long> flagged, Function<Event, Integer> middles, int flagsY) {
        long next = Long.MAX_VALUE;
        List<Flag> backwards = new ArrayList<>();
        List<Long> indexes = new ArrayList<>(flagged);
        Collections.reverse(indexes);
        for (long index : indexes) {
            Event event = history.event(index);
            int level = next == Long.MAX_VALUE ? 0 : canvas.scale.levelFor(next - event.time(), FLAG_GAP);
            next = event.time();
            backwards.add(flag(event, middles.apply(event), flagsY, Math.min(level, Scale.LEVELS)));
        }
        Collections.reverse(backwards);
        canvas.flags.addAll(backwards);
    }

    private static Integer middle(Event event, LaneRows lanes, CallRows calls) {
        return event instanceof NodeEvent node ? lanes.middle(node.node()) : calls.middle(event.index());
    }

    /** The first contradiction with half as much before and behind it as it is long. */
    private Window window() {
        if (contradictions.isEmpty()) {
            return null;
        }
        Contradiction first = contradictions.get(0);
        long begin = Math.max(first.from(), first.to() - MOST_SHOWN);
        long room = Math.max(first.to() - begin, LEAST_ROOM) / 2;
        long from = Math.max(0, begin - room);
        long to = Math.max(from + 1, Math.min(history.end(), first.to() + room));
        return new Window(from, to, first.error(), history.event(first.error()).time());
    }

    private Flag flag(Event event, Integer middle, int flagsY, int level) {
        EventText text = EventText.of(event, words);
        return new Flag(
                "m" + event.index(),
                event.index(),
                canvas.scale.x(event.time()),
                middle == null ? flagsY : middle,
                "#" + event.index() + " " + text.subject() + " " + text.kind() + "\n" + text.details() + "\n"
                        + Times.moment(event.time()),
                level);
    }
}
