package io.faultline.harness.bench;

import io.faultline.checkers.Validity;
import io.faultline.checkers.linearizability.Budget;
import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Calls;
import io.faultline.checkers.linearizability.Linearizability;
import io.faultline.checkers.linearizability.LinearizabilityOptions;
import io.faultline.checkers.linearizability.Outcome;
import io.faultline.checkers.linearizability.generate.Generator;
import io.faultline.checkers.linearizability.generate.Recipe;
import io.faultline.checkers.linearizability.generate.Violations;
import io.faultline.checkers.linearizability.model.Models;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a million operations of 50 clients on one thing cost, 1 % of them pending (none on a stack or priority queue); bar: 1 s, in a heap of 1 GB. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx1g"})
public class MonitorBenchmark {
    private static final int OPERATIONS = 1_000_000;
    private static final int PROOF_MOST = 4;

    @Param({
        "register",
        "cas-register",
        "owner-lock",
        "fenced-lock",
        "fifo-queue",
        "unordered-queue",
        "stack",
        "priority-queue",
        "set",
        "counter"
    })
    private String model;

    private Calls fine;
    private Calls broken;

    @Setup
    public void generate() {
        double pending = List.of("stack", "priority-queue").contains(model) ? 0 : 0.01;
        List<Call> calls =
                Generator.linearizable(Recipe.of(model, OPERATIONS, 50).withPending(pending), 7);
        fine = Calls.of(calls);
        broken = model.equals("counter") ? fine : Calls.of(Violations.atTheEnd(model, calls));
    }

    private Outcome check(Calls calls) {
        Budget budget = Budget.of(System::nanoTime, 60_000_000_000L, Budget.BYTES);
        return Linearizability.check(Models.find(model).orElseThrow(), calls, LinearizabilityOptions.within(budget));
    }

    /** All in order. */
    @Benchmark
    public Outcome linearizable() {
        return required(Validity.VALID, check(fine));
    }

    /** The last few contradict each other, which is proved by four calls at most; a counter's do not. */
    @Benchmark
    public Outcome brokenAtTheEnd() {
        Outcome outcome = check(broken);
        if (broken == fine) {
            return required(Validity.VALID, outcome);
        }
        int proof = required(Validity.INVALID, outcome)
                .counterexamples()
                .get(0)
                .calls()
                .size();
        if (proof < 1 || proof > PROOF_MOST) {
            throw new IllegalStateException("a proof of " + proof + " calls: " + outcome.reason());
        }
        return outcome;
    }

    private static Outcome required(Validity validity, Outcome outcome) {
        if (outcome.validity() != validity) {
            throw new IllegalStateException("not " + validity.word() + ": " + outcome.reason());
        }
        return outcome;
    }
}
