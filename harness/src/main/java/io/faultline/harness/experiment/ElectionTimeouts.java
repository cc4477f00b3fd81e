package io.faultline.harness.experiment;

import java.util.ArrayList;
import java.util.List;
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

    /**
     * Plans the experiment.
     *
     * @param trials a line; the line without randomness gets a tenth of them, as in the paper
     * @param seed the first trial's; the others follow
     */
    public ElectionTimeouts(int trials, long seed) {
        if (trials < 1) {
            throw new IllegalArgumentException("an experiment needs at least one trial a line, not " + trials);
        }
        this.trials = trials;
        this.seed = seed;
    }

    /** What was measured, line by line, for both graphs. */
    public record Result(List<FailoverLine> randomness, List<FailoverLine> scale) {}

    /** Runs all lines; {@code done} hears of each as soon as it is there. */
    public Result run(Consumer<FailoverLine> done) {
        List<FailoverLine> randomness = new ArrayList<>();
        for (TimeoutRange range : RANDOMNESS) {
            randomness.add(measured(range, done));
        }
        List<FailoverLine> scale = new ArrayList<>();
        for (TimeoutRange range : SCALE) {
            FailoverLine known = known(randomness, range);
            scale.add(known == null ? measured(range, done) : known);
        }
        return new Result(List.copyOf(randomness), List.copyOf(scale));
    }

    private static FailoverLine known(List<FailoverLine> lines, TimeoutRange range) {
        return lines.stream()
                .filter(line -> line.range().equals(range))
                .findFirst()
                .orElse(null);
    }

    private FailoverLine measured(TimeoutRange range, Consumer<FailoverLine> done) {
        FailoverLine line = measure(range);
        done.accept(line);
        return line;
    }

    /** Measures one line. */
    public FailoverLine measure(TimeoutRange range) {
        int count = range.minMillis() == range.maxMillis() ? Math.max(1, trials / 10) : trials;
        FailoverTrial trial = new FailoverTrial(range, CAP);
        double[] millis = new double[count];
        for (int i = 0; i < count; i++) {
            millis[i] = trial.run(seed + i);
        }
        return new FailoverLine(range, millis, CAP / 1e6);
    }
}
