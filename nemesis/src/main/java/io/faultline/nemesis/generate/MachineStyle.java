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

    /** Clocks that jump together let all timers expire at once. */
    private static final Choice<Whom> JUMPING = Choice.of(28, Whom.ALL)
            .or(36, Whom.FOLLOWERS)
            .or(14, Whom.LEADER)
            .or(12, Whom.ONE)
            .or(10, Whom.TWO);

    private final FaultClass faultClass;
    private final Scene scene;
    private final double jumpChance;
    private final Pace pace;
    private final Span span;

    MachineStyle(FaultClass faultClass, Draw draw, Scene scene) {
        this.faultClass = faultClass;
        this.scene = scene;
        this.jumpChance = draw.chance(0.4) ? 0.9 : 0.3;
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
        long lasting = span.take(draw);
        if (faultClass == FaultClass.DISK) {
            sink.add(0, lasting, disk(draw, WHOM.take(draw).target(draw, scene)));
        } else if (draw.chance(jumpChance)) {
            sink.add(0, 0, jump(draw, JUMPING.take(draw).target(draw, scene)));
        } else {
            sink.add(0, lasting, rate(draw, WHOM.take(draw).target(draw, scene)));
        }
    }

    private Fault disk(Draw draw, Target target) {
        if (draw.chance(0.6)) {
            return new SlowDisk(target, draw.spread(scene.elections(1 / 600.0), scene.elections(0.5)));
        }
        return draw.chance(0.5)
                ? new DiskError(target, 0.0, draw.count(1, 3))
                : new DiskError(target, draw.probability(0.05, 0.5), 0);
    }

    private Fault jump(Draw draw, Target target) {
        long jump = draw.spread(scene.elections(0.2), scene.elections(10.0));
        return new ClockJump(target, draw.chance(0.75) ? jump : -jump);
    }

    private static Fault rate(Draw draw, Target target) {
        double rate = draw.chance(0.5) ? draw.logUniform(0.5, 2.0) : draw.logUniform(0.9, 1.1);
        return new ClockRate(target, Math.round(rate * 1000) / 1000.0);
    }
}
