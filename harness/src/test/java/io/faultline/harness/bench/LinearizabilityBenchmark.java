package io.faultline.harness.bench;

import io.faultline.checkers.linearizability.Budget;
import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Calls;
import io.faultline.checkers.linearizability.Linearizability;
import io.faultline.checkers.linearizability.LinearizabilityOptions;
import io.faultline.checkers.linearizability.Model;
import io.faultline.checkers.linearizability.Outcome;
import io.faultline.checkers.linearizability.generate.Generator;
import io.faultline.checkers.linearizability.generate.HardCases;
import io.faultline.checkers.linearizability.generate.Recipe;
import io.faultline.checkers.linearizability.model.Models;
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
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a verdict on linearizability costs, without a counterexample; every history is generated. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx1g"})
public class LinearizabilityBenchmark {
    private static final Model<?> CAS_REGISTER = Models.find("cas-register").orElseThrow();
    private static final Model<?> REGISTER = Models.find("register").orElseThrow();
    private static final Model<?> KV = Models.find("kv").orElseThrow();
    private static final Model<?> ALL_KEYS = Models.find("multi-register").orElseThrow();

    private final List<Calls> small = small();
    private final Calls wide = calls(new Recipe("kv", 2_000, 50, 10, 0.8, 0, 0));
    private final Calls together = calls(new Recipe("kv", 400, 10, 10, 0.8, 0, 0));
    private final Calls few = calls(new Recipe("cas-register", 100_000, 20, 1, 0.7, 0, 5));
    private final Calls writes = Calls.of(HardCases.manyWritesOfFewValues(40, 2));

    private static Calls calls(Recipe recipe) {
        return Calls.of(Generator.linearizable(recipe, 7));
    }

    /** One in three tells of a value that nobody wrote, near its end. */
    private static List<Calls> small() {
        List<Calls> all = new ArrayList<>();
        for (int seed = 0; seed < 100; seed++) {
            List<Call> calls =
                    new ArrayList<>(Generator.linearizable(new Recipe("cas-register", 85, 5, 1, 0.8, 0.06, 5), seed));
            for (int i = calls.size() - 1; i >= 0 && seed % 3 == 0; i--) {
                Call call = calls.get(i);
                if (call.is("read") && !call.isPending()) {
                    calls.set(i, Call.ok(call.process(), "read", "x", null, 9L, call.invoke(), call.end()));
                    break;
                }
            }
            all.add(Calls.of(calls));
        }
        return all;
    }

    private static Outcome check(Model<?> model, Calls calls) {
        Budget budget = Budget.of(System::nanoTime, 60_000_000_000L, Budget.BYTES);
        return Linearizability.check(
                model, calls, LinearizabilityOptions.within(budget).withCounterexamples(0));
    }

    /** 100 histories of 85 operations by 5 clients on a register of 5 values, some pending; bar: 300 ms. */
    @Benchmark
    public List<Outcome> hundredCasRegisters() {
        return small.stream().map(calls -> check(CAS_REGISTER, calls)).toList();
    }

    /** 2,000 operations by 50 clients on 10 keys; bar: 40 ms. */
    @Benchmark
    public Outcome keyByKey() {
        return check(KV, wide);
    }

    /** 400 operations by 10 clients on 10 keys that are looked at together; bar: 1,000 ms. */
    @Benchmark
    public Outcome allKeysTogether() {
        return check(ALL_KEYS, together);
    }

    /** 100,000 operations by 20 clients on one register of 5 values. */
    @Benchmark
    public Outcome fewValues() {
        return check(CAS_REGISTER, few);
    }

    /** 40 concurrent writes of two values, then reads that contradict each other. */
    @Benchmark
    public Outcome manyWrites() {
        return check(REGISTER, writes);
    }
}
