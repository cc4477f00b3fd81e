package io.faultline.nemesis.generate;

import io.faultline.nemesis.fault.CrashPoint;
import io.faultline.nemesis.fault.Point;
import io.faultline.nemesis.fault.Target;

/** Crashes between the steps of a turn; mostly back at once, when the others still remember. */
final class CrashPointStyle implements EpisodeStyle {

    private static final Choice<Whom> WHOM = Choice.of(35, Whom.ALL)
            .or(20, Whom.FOLLOWERS)
            .or(15, Whom.MINORITY_WITHOUT_LEADER)
            .or(12, Whom.ONE)
            .or(10, Whom.TWO)
            .or(8, Whom.LEADER);

    private static final Choice<Point> POINTS = Choice.of(20, Point.BEFORE_PERSIST)
            .or(30, Point.AFTER_PERSIST)
            .or(40, Point.AFTER_SEND)
            .or(10, Point.BEFORE_APPLY);

    private static final Choice<Integer> NTH =
            Choice.of(35, 1).or(30, 2).or(15, 3).or(10, 4).or(10, 5);

    private final Scene scene;
    private final Pace pace;
    private final Span armed;
    private final Span down;

    CrashPointStyle(Draw draw, Scene scene) {
        this.scene = scene;
        this.pace = Pace.draw(draw, scene, 0.5, 3.0, 0.5);
        this.armed = Span.of(scene, 0.8, 2.5, 60).or(2.5, 8.0, 40).capped(pace, 3.0);
        this.down = Span.of(scene, 1 / 120.0, 1 / 12.0, 70).or(1 / 12.0, 2.0, 30);
    }

    @Override
    public long meanIntervalNanos() {
        return pace.meanIntervalNanos();
    }

    @Override
    public boolean serial() {
        return pace.serial();
    }

    @Override
    public void next(Draw draw, Sink sink) {
        Target target = WHOM.take(draw).target(draw, scene);
        long lasting = armed.take(draw);
        Point point = POINTS.take(draw);
        sink.add(0, lasting, new CrashPoint(target, point, NTH.take(draw), down.take(draw)));
    }
}
