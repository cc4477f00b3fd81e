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
 * elect. Some trials drum: somebody, anybody, every other moment, back at once.
 */
final class OutageStyle implements EpisodeStyle {

    private static final Choice<Whom> EAGER = Choice.of(46, Whom.LEADER)
            .or(18, Whom.ONE)
            .or(8, Whom.TWO)
            .or(7, Whom.MINORITY_WITH_LEADER)
            .or(5, Whom.MINORITY_WITHOUT_LEADER)
            .or(5, Whom.MAJORITY)
            .or(11, Whom.ALL);

    private static final Choice<Whom> DRUM =
            Choice.of(55, Whom.ONE).or(20, Whom.TWO).or(15, Whom.LEADER).or(10, Whom.MINORITY_WITHOUT_LEADER);

    private final FaultClass faultClass;
    private final Scene scene;
    private final boolean drumming;
    private final Pace pace;
    private final Span span;

    OutageStyle(FaultClass faultClass, Draw draw, Scene scene) {
        this.faultClass = faultClass;
        this.scene = scene;
        boolean pausing = faultClass == FaultClass.PAUSE;
        boolean drums = draw.chance(0.25);
        this.drumming = drums && !pausing;
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
        Target target = (drumming ? DRUM : EAGER).take(draw).target(draw, scene);
        sink.add(0, span.take(draw), fault(draw, target));
    }

    private Fault fault(Draw draw, Target target) {
        return switch (faultClass) {
            case CRASH -> new Crash(target);
            case STOP -> new Stop(target);
            case PAUSE -> new Pause(target);
            case POWER -> draw.chance(0.3) ? new TornRecord(target) : new PowerCut(target);
            default -> throw new IllegalStateException(faultClass + " is no outage");
        };
    }
}
