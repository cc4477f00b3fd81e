package io.faultline.harness.bench;

import com.sun.management.OperatingSystemMXBean;
import io.faultline.harness.trial.Scenario;
import io.faultline.harness.trial.TrialResult;
import io.faultline.harness.trial.TrialRunner;
import io.faultline.harness.trial.Workload;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * How many times faster than real time trials under load run on one core: five nodes, a thousand operations of clients a
 * second, every checker, and what the collector takes.
 *
 * <p>The score is simulated seconds per second: each operation is a trial of sixty, besides its final reads. {@code begun} and
 * {@code trials} are totals, so that their quotient over sixty is the rate that clients came to: one that waits for an answer
 * asks for nothing else. {@code processorMs} is what the process took of the processor meanwhile, with collection and
 * compilation: on a machine with other work, {@code trials} times sixty over it tells more than the score. A young
 * generation that fits into the processor's cache makes trials a tenth faster than a large one.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 10)
@Measurement(iterations = 5, time = 10)
@Fork(
        value = 2,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmx512m", "-Xmn4m"})
public class WorkloadBenchmark {
    private static final int SECONDS = 60;
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final TrialRunner runner = TrialRunner.simulated();
    private final Scenario stormy = scenario("kv", 1000, 50);
    private final Scenario calm = scenario("kv", 1036, 500).withNemesis(Set.of());
    private final Scenario registers = scenario("register", 1036, 500).withNemesis(Set.of());
    private long seed = 1;

    /** What was really asked for. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Asked {
        public long begun;
        public long trials;
        public long processorMs;
    }

    /** A thousand a second asked for by fifty clients, under every fault the simulator draws by default. */
    @Benchmark
    @OperationsPerInvocation(SECONDS)
    public TrialResult underFaults(Asked asked) {
        return run(stormy, asked);
    }

    /** A thousand a second that really come, of clients whom nothing holds up. */
    @Benchmark
    @OperationsPerInvocation(SECONDS)
    public TrialResult withoutFaults(Asked asked) {
        return run(calm, asked);
    }

    /** The same of clients that only read and write; {@code kv} also has lists, sums, deletes, and compares. */
    @Benchmark
    @OperationsPerInvocation(SECONDS)
    public TrialResult registersWithoutFaults(Asked asked) {
        return run(registers, asked);
    }

    private TrialResult run(Scenario scenario, Asked asked) {
        long before = PROCESS.getProcessCpuTime();
        TrialResult result = runner.run(scenario, seed++);
        asked.processorMs += (PROCESS.getProcessCpuTime() - before) / 1_000_000;
        asked.begun += result.history().clientEvents().size() / 2;
        asked.trials++;
        return result;
    }

    private static Scenario scenario(String workload, double rate, int clients) {
        Scenario plain = Scenario.election().withWorkload(Workload.parse(workload));
        return plain.withLoad(
                plain.load().withRate(rate).withClients(clients).withKeys(50).withPinned(0));
    }
}
