package io.faultline.nemesis.generate;

import io.faultline.nemesis.fault.ClockJump;
import io.faultline.nemesis.fault.ClockRate;
import io.faultline.nemesis.fault.DiskError;
import io.faultline.nemesis.fault.Fault;
import io.faultline.nemesis.fault.FaultClass;
import io.faultline.nemesis.fault.SlowDisk;
import io.faultline.nemesis.fault.Target;

/** Disks and clocks that misbehave while the process runs on. */
final class MachineStyle implements EpisodeStyle {

    private static final Choice<Whom> WHOM = Choice.of(30, Whom.LEADER)
            .or(30, Whom.ONE)
            .or(15, Whom.TWO)
            .or(10, Whom.FOLLOWERS)
            .or(15, Whom.ALL);

    private final FaultClass faultClass;
    private final Scene scene;
    private final Pace pace;
    private final Span span;

    MachineStyle(FaultClass faultClass, Draw draw, Scene scene) {
        this.faultClass = faultClass;
        this.scene = scene;
        this.pace = Pace.draw(draw, scene, 1.0, 6.0, 0.5);
        this.span = Span.of(scene, 0.5, 3.0, 45).or(3.0, 12.0, 55).capped(pace, 4.0);
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
        long lasting = span.take(draw);
        Fault fault = faultClass == FaultClass.DISK ? disk(draw, target) : clock(draw, target);
        sink.add(0, fault instanceof ClockJump ? 0 : lasting, fault);
    }

    private Fault disk(Draw draw, Target target) {
        if (draw.chance(0.6)) {
            return new SlowDisk(target, draw.spread(scene.elections(1 / 600.0), scene.elections(0.5)));
        }
        return draw.chance(0.5)
                ? new DiskError(target, 0.0, draw.count(1, 3))
                : new DiskError(target, draw.probability(0.05, 0.5), 0);
    }

    private Fault clock(Draw draw, Target target) {
        if (draw.chance(0.3)) {
            long jump = draw.spread(scene.elections(0.1), scene.elections(10.0));
            return new ClockJump(target, draw.chance(0.5) ? jump : -jump);
        }
        double rate = draw.chance(0.5) ? draw.logUniform(0.5, 2.0) : draw.logUniform(0.9, 1.1);
        return new ClockRate(target, Math.round(rate * 1000) / 1000.0);
    }
}
