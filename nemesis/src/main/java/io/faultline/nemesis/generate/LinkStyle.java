package io.faultline.nemesis.generate;

import io.faultline.nemesis.fault.Bandwidth;
import io.faultline.nemesis.fault.Duplication;
import io.faultline.nemesis.fault.Fault;
import io.faultline.nemesis.fault.FaultClass;
import io.faultline.nemesis.fault.Latency;
import io.faultline.nemesis.fault.LimitData;
import io.faultline.nemesis.fault.Links;
import io.faultline.nemesis.fault.Loss;
import io.faultline.nemesis.fault.Reordering;
import io.faultline.nemesis.fault.ResetPeer;
import io.faultline.nemesis.fault.Slicer;
import io.faultline.nemesis.fault.SlowClose;

/**
 * Links made worse: latency, bandwidth, reset, loss, duplication, re-ordering.
 *
 * <p>Three bands of latency: mild; so great a part of the election timeout that candidates meet; and
 * so great that replies come back into another term. Half of the trials keep mostly to one band.
 */
final class LinkStyle implements EpisodeStyle {

    private enum Band {
        MILD,
        MEETING,
        BEYOND
    }

    private static final Choice<Band> BANDS =
            Choice.of(25, Band.MILD).or(45, Band.MEETING).or(30, Band.BEYOND);

    /**
     * Heartbeats and votes need about this much. A link much narrower, or narrow for long, would keep
     * a backlog that is still there when the trial ends, and nothing could be judged.
     */
    private static final int BYTES_PER_SECOND_MIN = 1_000;

    private final FaultClass faultClass;
    private final Scene scene;
    private final Pace pace;
    private final Span span;
    private final double allChance;
    private final Band usualBand;
    private final double usualChance;

    LinkStyle(FaultClass faultClass, Draw draw, Scene scene) {
        this.faultClass = faultClass;
        this.scene = scene;
        this.pace = Pace.draw(draw, scene, 0.8, 5.0, 0.6);
        this.span = faultClass == FaultClass.BANDWIDTH
                ? Span.of(scene, 0.5, 3.0, 60).or(3.0, 8.0, 40)
                : Span.of(scene, 0.5, 3.0, 40).or(3.0, 10.0, 45).or(10.0, 25.0, 15);
        this.allChance = draw.chance(0.5) ? 0.85 : 0.25;
        this.usualBand = BANDS.take(draw);
        this.usualChance = draw.chance(0.5) ? 0.9 : 0.0;
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
        Links links = LinksDraw.take(draw, scene, allChance);
        sink.add(0, span.take(draw), fault(draw, links));
    }

    private Fault fault(Draw draw, Links links) {
        return switch (faultClass) {
            case LATENCY -> latency(draw, links);
            case BANDWIDTH -> bandwidth(draw, links);
            case RESET -> reset(draw, links);
            case LOSS -> new Loss(links, loss(draw));
            case DUPLICATION -> new Duplication(links, draw.probability(0.05, 0.7));
            case REORDERING -> reordering(draw, links);
            default -> throw new IllegalStateException(faultClass + " is not about links");
        };
    }

    private Fault latency(Draw draw, Links links) {
        long base = switch (BANDS.take(draw)) {
            case MILD -> draw.spread(scene.elections(1 / 600.0), scene.elections(1 / 15.0));
            case MEETING -> draw.spread(scene.elections(1 / 15.0), scene.elections(0.5));
            case BEYOND -> draw.spread(scene.elections(0.5), scene.elections(4.0));
        };
        long jitter = draw.chance(0.3) ? 0 : draw.time(0, base * 1.5);
        return new Latency(links, base, jitter);
    }

    private Fault bandwidth(Draw draw, Links links) {
        if (draw.chance(0.5)) {
            return new Bandwidth(links, (long) draw.logUniform(BYTES_PER_SECOND_MIN, 100_000));
        }
        int size = draw.count(4, 64);
        double slowest = scene.elections(size / 600.0);
        return new Slicer(links, size, draw.spread(scene.elections(1 / 6000.0), slowest));
    }

    private Fault reset(Draw draw, Links links) {
        double ticket = draw.unit();
        if (ticket < 0.5) {
            return new ResetPeer(links, draw.time(0, scene.elections(1.0)));
        }
        if (ticket < 0.75) {
            return new LimitData(links, (long) draw.logUniform(64, 16_384));
        }
        return new SlowClose(links, draw.spread(scene.elections(0.05), scene.elections(3.0)));
    }

    private static double loss(Draw draw) {
        return draw.chance(0.5) ? draw.probability(0.02, 0.15) : draw.probability(0.15, 0.7);
    }

    private Fault reordering(Draw draw, Links links) {
        double probability = draw.probability(0.05, 0.7);
        long extra = draw.spread(scene.elections(1 / 60.0), scene.elections(3.5));
        return new Reordering(links, probability, extra);
    }
}
