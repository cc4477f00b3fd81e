package io.faultline.harness.bench;

import io.faultline.harness.trial.Scenario;
import io.faultline.harness.trial.TrialResult;
import io.faultline.harness.trial.TrialRunner;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many times faster than real time trials run on one core: five nodes, elections, every checker.
 *
 * <p>The score is simulated seconds per second: each operation is a trial of sixty.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(
        value = 2,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmx512m"})
public class SimulatorBenchmark {
    private static final int SECONDS = 60;

    private final TrialRunner runner = TrialRunner.simulated();
    private final Scenario stormy = Scenario.election();
    private final Scenario calm = stormy.withNemesis(Set.of());
    private long seed = 1;

    /** Every fault class the simulator draws by default. */
    @Benchmark
    @OperationsPerInvocation(SECONDS)
    public TrialResult allFaults() {
        return runner.run(stormy, seed++);
    }

    /** No faults: heartbeats only. */
    @Benchmark
    @OperationsPerInvocation(SECONDS)
    public TrialResult noFaults() {
        return runner.run(calm, seed++);
    }
}
