package io.faultline.nemesis.generate;

import io.faultline.nemesis.fault.CrashPoint;
import io.faultline.nemesis.fault.Point;
import io.faultline.nemesis.fault.Target;

/**
 * Crashes between the steps of a turn; mostly back soon, while the others still ask.
 *
 * <p>Half of the trials are of one mind: always the first turn after it has sent, where a vote is out
 * but what came with it may not be written.
 */
final class CrashPointStyle implements EpisodeStyle {

    /** Mostly few: a vote is only asked for twice if some other candidate lives on. */
    private static final Choice<Whom> WHOM = Choice.of(24, Whom.TWO)
            .or(22, Whom.MINORITY)
            .or(20, Whom.ONE)
            .or(12, Whom.MINORITY_WITHOUT_LEADER)
            .or(8, Whom.FOLLOWERS)
            .or(8, Whom.ALL)
            .or(6, Whom.LEADER);

    private static final Choice<Point> POINTS = Choice.of(18, Point.BEFORE_PERSIST)
            .or(27, Point.AFTER_PERSIST)
            .or(48, Point.AFTER_SEND)
            .or(7, Point.BEFORE_APPLY);

    private static final Choice<Integer> NTH =
            Choice.of(50, 1).or(20, 2).or(12, 3).or(9, 4).or(9, 5);

    private final Scene scene;
    private final boolean ofOneMind;
    private final Pace pace;
    private final Span armed;
    private final Span down;

    CrashPointStyle(Draw draw, Scene scene) {
        this.scene = scene;
        this.ofOneMind = draw.chance(0.5);
        this.pace = Pace.draw(draw, scene, 0.5, 3.0, 0.5);
        this.armed = Span.of(scene, 0.8, 2.5, 60).or(2.5, 8.0, 40).capped(pace, 3.0);
        this.down =
                Span.of(scene, 1 / 600.0, 1 / 60.0, 25).or(1 / 60.0, 0.5, 60).or(0.5, 2.0, 15);
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
        int nth = NTH.take(draw);
        long away = down.take(draw);
        sink.add(
                0,
                lasting,
                ofOneMind
                        ? new CrashPoint(target, Point.AFTER_SEND, 1, away)
                        : new CrashPoint(target, point, nth, away));
    }
}
