package io.faultline.harness.report.picture;

import io.faultline.harness.report.page.Picture.Arrow;
import io.faultline.harness.report.page.Picture.Box;
import io.faultline.harness.report.page.Picture.Label;
import io.faultline.harness.report.page.Picture.Mark;
import io.faultline.harness.report.page.Picture.RowName;
import io.faultline.harness.report.picture.Lane.Kind;
import io.faultline.harness.report.picture.Lane.Pause;
import io.faultline.harness.report.picture.Lane.Stretch;
import io.faultline.harness.report.picture.Lane.TermStep;
import io.faultline.harness.report.words.Clip;
import io.faultline.harness.report.words.Times;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;

/** Draws the lanes: roles as bars, terms above them, votes and victories as symbols on them. */
final class LaneRows {
    static final int STRETCHES_MAX = 1_500;
    static final int MARKS_MAX = 1_500;
    static final int TERMS_MAX = 500;
    private static final int LANE = 46;
    private static final int BAR_TOP = 17;
    private static final int BAR = 22;
    private static final double MARK_GAP = 7;
    private static final double TERM_CHARACTER = 7.5;
    private static final int NEAR_MAX = 300;

    private final Canvas canvas;
    private final Set<Long> evidence;
    private final Map<String, Integer> tops = new HashMap<>();

    LaneRows(Canvas canvas, Set<Long> evidence) {
        this.canvas = canvas;
        this.evidence = evidence;
    }

    /** The middle of a node's bar, or null when it has no lane. */
    Integer middle(String node) {
        Integer top = tops.get(node);
        return top == null ? null : top + BAR_TOP + BAR / 2;
    }

    void draw(List<Lane> lanes, List<Happening> happenings, LongPredicate precious) {
        for (Lane lane : lanes) {
            int top = canvas.take(LANE);
            boolean shaded = tops.size() % 2 == 0;
            canvas.rows.add(new RowName(Clip.name(13, lane.node()), lane.node(), "lane-name", top, LANE, shaded));
            tops.put(lane.node(), top);
        }
        marks(happenings, precious);
        stretches(lanes, precious);
        for (Lane lane : lanes) {
            lane.pauses().forEach(pause -> pause(lane, pause));
        }
        terms(lanes);
    }

    private void stretches(List<Lane> lanes, LongPredicate precious) {
        Thinning.Thinned thinned = Thinning.thin(
                lanes.stream().map(Lane::stretches).toList(), STRETCHES_MAX, canvas.scale.end(), precious);
        for (int i = 0; i < lanes.size(); i++) {
            Lane lane = lanes.get(i);
            thinned.lanes().get(i).forEach(stretch -> stretch(lane, stretch));
        }
        if (thinned.after() < thinned.before()) {
            canvas.caps.add(thinned.before() + " stretches of roles are drawn as " + thinned.after()
                    + ": neighbours too short to be seen apart are one stretch of many changes, except near evidence.");
        }
    }

    private void stretch(Lane lane, Stretch stretch) {
        int top = tops.get(lane.node()) + BAR_TOP;
        canvas.boxes.add(new Box(
                canvas.anchor(stretch.event()),
                stretch.event(),
                "role " + stretch.kind().css(),
                canvas.scale.x(stretch.from()),
                canvas.scale.width(stretch.from(), stretch.to()),
                top,
                BAR,
                title(lane, stretch)));
        String text = stretch.kind() == Kind.LEADER
                ? "leader T" + stretch.term()
                : stretch.kind().word();
        canvas.label(
                stretch.from(), stretch.to(), top + 15, "on-" + stretch.kind().css(), text);
    }

    private static String title(Lane lane, Stretch stretch) {
        boolean ofTerm = stretch.kind() == Kind.LEADER || stretch.kind() == Kind.CANDIDATE;
        return Clip.to(60, lane.node()) + ": " + stretch.kind().word() + (ofTerm ? " of term " + stretch.term() : "")
                + "\n" + Times.moment(stretch.from()) + " to "
                + (stretch.open() ? "the end of the record" : Times.moment(stretch.to())) + " ("
                + Times.span(stretch.length()) + ")";
    }

    private void pause(Lane lane, Pause pause) {
        int top = tops.get(lane.node()) + BAR_TOP;
        canvas.boxes.add(new Box(
                null,
                pause.event(),
                "role paused",
                canvas.scale.x(pause.from()),
                canvas.scale.width(pause.from(), pause.to()),
                top - 2,
                BAR + 4,
                Clip.to(60, lane.node()) + ": paused\n" + Times.moment(pause.from()) + " to "
                        + (pause.open() ? "the end of the record" : Times.moment(pause.to())) + " ("
                        + Times.span(pause.to() - pause.from()) + ")"));
    }

    private void terms(List<Lane> lanes) {
        List<Label> all = new ArrayList<>();
        double gap = TERM_CHARACTER * (2 + Long.toString(greatestTerm(lanes)).length());
        for (Lane lane : lanes) {
            List<Crowding.Thing> things = lane.terms().stream()
                    .map(step -> new Crowding.Thing(step.time(), evidence.contains(step.event()) ? 0 : 1))
                    .toList();
            int[] levels = Crowding.levels(things, gap, canvas.scale);
            int baseline = tops.get(lane.node()) + BAR_TOP - 4;
            for (int i = 0; i < levels.length; i++) {
                TermStep step = lane.terms().get(i);
                String x = canvas.scale.x(step.time());
                all.add(new Label(x, null, baseline, "term", "T" + step.term(), levels[i]));
            }
        }
        List<Label> kept = Cap.keep(all, TERMS_MAX, Comparator.comparingInt(Label::level), List.of());
        canvas.labels.addAll(kept);
        if (kept.size() < all.size()) {
            canvas.caps.add(kept.size() + " of " + all.size() + " changes of term have their number.");
        }
    }

    private static long greatestTerm(List<Lane> lanes) {
        long greatest = 0;
        for (Lane lane : lanes) {
            for (TermStep step : lane.terms()) {
                greatest = Math.max(greatest, step.term());
            }
        }
        return greatest;
    }

    private void marks(List<Happening> happenings, LongPredicate precious) {
        Map<String, List<Happening>> tracks = new LinkedHashMap<>();
        for (Happening happening : happenings) {
            if (tops.containsKey(happening.event().node())) {
                String track = happening.kind() + " " + happening.event().node();
                tracks.computeIfAbsent(track, name -> new ArrayList<>()).add(happening);
            }
        }
        List<Placed> all = new ArrayList<>();
        tracks.values().forEach(track -> all.addAll(placed(track)));
        List<Placed> near = all.stream()
                .filter(placed -> precious.test(placed.happening().event().time()))
                .limit(NEAR_MAX)
                .toList();
        Comparator<Placed> byImportance = Comparator.comparingInt(Placed::level)
                .thenComparing(placed -> placed.happening().kind());
        List<Placed> kept = Cap.keep(all, MARKS_MAX, byImportance, near);
        kept.forEach(this::mark);
        if (kept.size() < all.size()) {
            canvas.caps.add(kept.size() + " of " + all.size()
                    + " votes, victories, starts and stops are drawn: those near evidence and those with the most"
                    + " room around them.");
        }
    }

    /** A symbol and the least zoom at which it does not touch another of its kind in its lane. */
    private record Placed(Happening happening, int level) {}

    private List<Placed> placed(List<Happening> track) {
        List<Crowding.Thing> things = track.stream()
                .map(happening -> new Crowding.Thing(
                        happening.event().time(),
                        evidence.contains(happening.event().index()) ? 0 : 1))
                .toList();
        int[] levels = Crowding.levels(things, MARK_GAP, canvas.scale);
        List<Placed> placed = new ArrayList<>(levels.length);
        for (int i = 0; i < levels.length; i++) {
            placed.add(new Placed(track.get(i), levels[i]));
        }
        return placed;
    }

    private void mark(Placed placed) {
        Happening happening = placed.happening();
        long event = happening.event().index();
        boolean proof = evidence.contains(event);
        int middle = middle(happening.event().node());
        int level = proof ? 0 : placed.level();
        String x = canvas.scale.x(happening.event().time());
        Integer candidate = happening.kind() == Happening.Kind.VOTE ? middle(happening.other()) : null;
        if (candidate != null && candidate != middle) {
            boolean down = candidate > middle;
            int tip = candidate + (down ? -1 : 1) * (BAR / 2);
            canvas.arrows.add(new Arrow(proof ? "arrow proof" : "arrow", x, middle, tip, down ? "down" : "up", level));
        }
        canvas.marks.add(new Mark(
                proof ? null : canvas.anchor(event),
                event,
                happening.kind().css(),
                x,
                middle + offset(happening.kind()),
                level,
                title(happening)));
    }

    private static int offset(Happening.Kind kind) {
        return switch (kind) {
            case START, REFUSAL -> BAR / 2 + 2;
            case STOP, FAILURE, ALARM -> -BAR / 2;
            case WIN, VOTE -> 0;
        };
    }

    private static String title(Happening happening) {
        String other = happening.other() == null
                ? ""
                : happening.other().equals(happening.event().node())
                        ? " to itself"
                        : " to " + Clip.to(60, happening.other());
        return "#" + happening.event().index() + " "
                + Clip.to(60, happening.event().node()) + " "
                + happening.kind().text() + other + ", term "
                + happening.event().term() + "\n"
                + Times.moment(happening.event().time());
    }
}
