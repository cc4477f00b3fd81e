package io.faultline.nemesis.generate;

import io.faultline.nemesis.fault.Crash;
import io.faultline.nemesis.fault.Fault;
import io.faultline.nemesis.fault.FaultClass;
import io.faultline.nemesis.fault.Pause;
import io.faultline.nemesis.fault.PowerCut;
import io.faultline.nemesis.fault.RollingRestart;
import io.faultline.nemesis.fault.Stop;
import io.faultline.nemesis.fault.Target;
import io.faultline.nemesis.fault.TornRecord;

/**
 * Nodes that are away for a while: crash, stop, pause, power cut.
 *
 * <p>A restart within milliseconds meets the election its own crash began; a long outage lets others
 * elect. Some trials drum: somebody, anybody, every other moment, back at once. Some send aftershocks
 * after the leader goes: voters that restart just when they are asked.
 */
final class OutageStyle implements EpisodeStyle {

    private static final Choice<Whom> EAGER = Choice.of(52, Whom.LEADER)
            .or(12, Whom.ONE)
            .or(8, Whom.TWO)
            .or(7, Whom.MINORITY_WITH_LEADER)
            .or(5, Whom.MINORITY_WITHOUT_LEADER)
            .or(5, Whom.MAJORITY)
            .or(11, Whom.ALL);

    private static final Choice<Whom> DRUM =
            Choice.of(55, Whom.ONE).or(20, Whom.TWO).or(15, Whom.LEADER).or(10, Whom.MINORITY_WITHOUT_LEADER);

    /** Nodes that wake together, all their timers expired, are candidates together. */
    private static final Choice<Whom> PAUSED = Choice.of(38, Whom.LEADER)
            .or(24, Whom.ALL)
            .or(10, Whom.FOLLOWERS)
            .or(8, Whom.MAJORITY)
            .or(8, Whom.ONE)
            .or(6, Whom.TWO)
            .or(6, Whom.MINORITY_WITH_LEADER);

    private static final Choice<Whom> SHOCKED =
            Choice.of(45, Whom.ONE).or(30, Whom.TWO).or(25, Whom.FOLLOWERS);

    private final FaultClass faultClass;
    private final Scene scene;
    private final boolean drumming;
    private final boolean shocking;
    private final Pace pace;
    private final Span span;

    OutageStyle(FaultClass faultClass, Draw draw, Scene scene) {
        this.faultClass = faultClass;
        this.scene = scene;
        boolean pausing = faultClass == FaultClass.PAUSE;
        boolean drums = draw.chance(0.25);
        this.drumming = drums && !pausing;
        boolean shocks = draw.chance(0.6);
        this.shocking = shocks && !drumming && (faultClass == FaultClass.CRASH || faultClass == FaultClass.POWER);
        this.pace = drumming ? Pace.draw(draw, scene, 0.2, 0.6, 0.3) : Pace.draw(draw, scene, 0.7, 5.0, 0.6);
        this.span = pausing ? pauses() : downTimes();
    }

    private Span downTimes() {
        if (drumming) {
            return Span.of(scene, 1 / 120.0, 1 / 12.0, 100);
        }
        return Span.of(scene, 1 / 120.0, 1 / 12.0, 40)
                .or(0.3, 2.0, 32)
                .or(2.0, 8.0, 28)
                .capped(pace, 2.0);
    }

    private Span pauses() {
        return Span.of(scene, 0.2, 0.9, 20).or(1.0, 4.0, 60).or(4.0, 8.0, 20).capped(pace, 2.5);
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
        if (faultClass == FaultClass.STOP && draw.chance(0.2)) {
            long gap = draw.spread(scene.elections(0.2), scene.elections(2.0));
            long whole = gap * scene.size();
            sink.add(0, whole, new RollingRestart(draw.order(scene.nodes()), gap));
            return;
        }
        Whom whom = whom().take(draw);
        sink.add(0, span.take(draw), fault(faultClass, draw, whom.target(draw, scene)));
        if (shocking && whom.maybeLeader() && draw.chance(0.7)) {
            aftershocks(draw, sink);
        }
    }

    private Choice<Whom> whom() {
        if (faultClass == FaultClass.PAUSE) {
            return PAUSED;
        }
        return drumming ? DRUM : EAGER;
    }

    /** The next election begins between the least and the greatest timeout after the leader went. */
    private void aftershocks(Draw draw, Sink sink) {
        int count = draw.count(1, 4);
        for (int i = 0; i < count; i++) {
            long offset = draw.time(scene.elections(0.6), scene.elections(1.15));
            long down = draw.spread(scene.elections(1 / 600.0), scene.elections(1 / 30.0));
            sink.add(offset, down, fault(faultClass, draw, SHOCKED.take(draw).target(draw, scene)));
        }
    }

    static Fault fault(FaultClass faultClass, Draw draw, Target target) {
        return switch (faultClass) {
            case CRASH -> new Crash(target);
            case STOP -> new Stop(target);
            case PAUSE -> new Pause(target);
            case POWER -> draw.chance(0.3) ? new TornRecord(target) : new PowerCut(target);
            default -> throw new IllegalStateException(faultClass + " is no outage");
        };
    }
}
