package io.faultline.nemesis.generate;

import java.util.ArrayList;
import java.util.List;

/** How long episodes last: a few ranges, each with a weight; within one, log-uniform. */
final class Span {

    private record Range(long low, long high) {}

    private final Scene scene;
    private final List<Range> ranges = new ArrayList<>();
    private final List<Integer> upTo = new ArrayList<>();
    private int total;
    private double cap = Double.MAX_VALUE;

    private Span(Scene scene) {
        this.scene = scene;
    }

    /** A span of one range, given in election timeouts. */
    static Span of(Scene scene, double low, double high, int weight) {
        return new Span(scene).or(low, high, weight);
    }

    /** Adds a range. */
    Span or(double low, double high, int weight) {
        total += weight;
        ranges.add(new Range((long) scene.elections(low), (long) scene.elections(high)));
        upTo.add(total);
        return this;
    }

    /**
     * Caps spans at so many mean intervals where episodes may overlap: else nobody would be left.
     */
    Span capped(Pace pace, double intervals) {
        if (!pace.serial()) {
            cap = Math.max(1_000.0, pace.meanIntervalNanos() * intervals);
        }
        return this;
    }

    long take(Draw draw) {
        int ticket = draw.index(total);
        int i = 0;
        while (ticket >= upTo.get(i)) {
            i++;
        }
        Range range = ranges.get(i);
        return (long) Math.min(draw.spread(range.low, range.high), cap) / 1_000 * 1_000;
    }
}
