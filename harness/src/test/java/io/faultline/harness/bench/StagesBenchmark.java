package io.faultline.harness.bench;

import io.faultline.checkers.Checkers;
import io.faultline.checkers.ElectionOptions;
import io.faultline.checkers.Judgement;
import io.faultline.checkers.history.History;
import io.faultline.harness.trial.Scenario;
import io.faultline.harness.trial.TrialRunner;
import io.faultline.nemesis.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the stages before and after the simulator cost in a trial of sixty seconds. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:+UseSerialGC"})
public class StagesBenchmark {
    private static final int HISTORIES = 64;

    private final Scenario scenario = Scenario.election();
    private final List<History> histories = new ArrayList<>();
    private long seed = 1;

    @Setup
    public void play() {
        TrialRunner runner = TrialRunner.simulated();
        for (int i = 1; i <= HISTORIES; i++) {
            histories.add(runner.run(scenario, i).history());
        }
    }

    /** Drawing the schedule of one trial. */
    @Benchmark
    public Schedule schedule() {
        return TrialRunner.schedule(scenario, seed++);
    }

    /** Judging one history with every checker. */
    @Benchmark
    public Judgement checkers() {
        History history = histories.get((int) (seed++ % HISTORIES));
        return Checkers.run(history, Checkers.election(new ElectionOptions(0, true)));
    }
}
