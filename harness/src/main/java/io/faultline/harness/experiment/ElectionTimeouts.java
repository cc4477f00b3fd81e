package io.faultline.harness.experiment;

import io.faultline.harness.cluster.Ground;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Figure 16 of the extended Raft paper: how long a cluster is without a leader after a crash, for different ranges of
 * election timeouts.
 *
 * <pre>{@code
 * ElectionTimeouts.Result result = new ElectionTimeouts(1000, 1).run(line -> {});
 * }</pre>
 */
public final class ElectionTimeouts {
    private static final long MS = 1_000_000;
    private static final long CAP = 120_000 * MS;
    private static final long REAL_CAP = 20_000 * MS;

    /** The upper graph: how much randomness is enough. */
    public static final List<TimeoutRange> RANDOMNESS = List.of(
            new TimeoutRange(150, 150),
            new TimeoutRange(150, 151),
            new TimeoutRange(150, 155),
            new TimeoutRange(150, 175),
            new TimeoutRange(150, 200),
            new TimeoutRange(150, 300));

    /** The lower graph: how short the least timeout may be. */
    public static final List<TimeoutRange> SCALE = List.of(
            new TimeoutRange(12, 24),
            new TimeoutRange(25, 50),
            new TimeoutRange(50, 100),
            new TimeoutRange(100, 200),
            new TimeoutRange(150, 300));

    private final int trials;
    private final long seed;
    private final Measurement measurement;

    /** Measures one line: a time without a leader for each of so many trials, or fewer. */
    @FunctionalInterface
    private interface Measurement {
        FailoverLine of(TimeoutRange range, int count, int linesLeft);
    }

    /**
     * Plans the experiment in the simulator.
     *
     * @param trials a line; the line without randomness gets a tenth of them, as in the paper
     * @param seed the first trial's; the others follow
     */
    public ElectionTimeouts(int trials, long seed) {
        this(trials, seed, (range, count, linesLeft) -> simulated(range, count, seed));
    }

    private ElectionTimeouts(int trials, long seed, Measurement measurement) {
        if (trials < 1) {
            throw new IllegalArgumentException("an experiment needs at least one trial a line, not " + trials);
        }
        this.trials = trials;
        this.seed = seed;
        this.measurement = measurement;
    }

    /**
     * Plans the experiment on a ground in real time.
     *
     * @param trials a line, at most
     * @param limit ns for all lines; each gets an equal share of what is left, and at least one trial
     */
    public static ElectionTimeouts inRealTime(Ground ground, int trials, long seed, long limit) {
        long end = System.nanoTime() + limit;
        return new ElectionTimeouts(trials, seed, (range, count, linesLeft) -> {
            long lineEnd = System.nanoTime() + (end - System.nanoTime()) / linesLeft;
            RealTimeFailovers crashes = new RealTimeFailovers(ground, range, REAL_CAP);
            double[] millis =
                    crashes.run(seed, measured -> measured == 0 || measured < count && System.nanoTime() < lineEnd);
            return new FailoverLine(range, millis, REAL_CAP / 1e6);
        });
    }

    private static FailoverLine simulated(TimeoutRange range, int count, long seed) {
        FailoverTrial trial = new FailoverTrial(range, CAP);
        double[] millis = new double[count];
        for (int i = 0; i < count; i++) {
            millis[i] = trial.run(seed + i);
        }
        return new FailoverLine(range, millis, CAP / 1e6);
    }

    /** What was measured, line by line, for both graphs. */
    public record Result(List<FailoverLine> randomness, List<FailoverLine> scale) {}

    /** Runs all lines; {@code done} hears of each as soon as it is there. */
    public Result run(Consumer<FailoverLine> done) {
        Map<TimeoutRange, FailoverLine> measured = new LinkedHashMap<>();
        Set<TimeoutRange> ranges = new LinkedHashSet<>(RANDOMNESS);
        ranges.addAll(SCALE);
        for (TimeoutRange range : ranges) {
            FailoverLine line = measurement.of(range, count(range), ranges.size() - measured.size());
            measured.put(range, line);
            done.accept(line);
        }
        return new Result(
                RANDOMNESS.stream().map(measured::get).toList(),
                SCALE.stream().map(measured::get).toList());
    }

    /** Measures one line. */
    public FailoverLine measure(TimeoutRange range) {
        return measurement.of(range, count(range), 1);
    }

    private int count(TimeoutRange range) {
        return range.minMillis() == range.maxMillis() ? Math.max(1, trials / 10) : trials;
    }
}
