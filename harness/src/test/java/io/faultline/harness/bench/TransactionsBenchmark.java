package io.faultline.harness.bench;

import io.faultline.checkers.Validity;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.OperationType;
import io.faultline.checkers.transactions.Analysis;
import io.faultline.checkers.transactions.TransactionKind;
import io.faultline.checkers.transactions.Transactions;
import io.faultline.checkers.transactions.consistency.Consistency;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long a history of list-append transactions takes to check: 4 steps each, 32 clients, 100 keys in rotation.
 *
 * <p>Stale ones read a state of a while before now and then, so that a giant component comes about.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:+UseParallelGC", "-Xmx4g"})
public class TransactionsBenchmark {
    private static final int CLIENTS = 32;
    private static final int KEYS = 100;
    private static final int APPENDS_MOST = 32;

    @Param({"10000", "100000", "1000000"})
    private int transactions;

    @Param({"sound", "stale"})
    private String store;

    private HistoryRecorder recorder;
    private History history;

    /** What is made of a history once is kept with it: each try has one that was never looked at, of the same events. */
    @Setup(Level.Trial)
    public void record() {
        recorder = new Writer(transactions, store.equals("stale")).write();
    }

    @Setup(Level.Iteration)
    public void forget() {
        history = recorder.finish();
    }

    @Benchmark
    public Analysis check() {
        Analysis analysis = Transactions.analyze(history, TransactionKind.LIST_APPEND, Consistency.STRICT_SERIALIZABLE);
        if (analysis.validity() != (store.equals("stale") ? Validity.INVALID : Validity.VALID)) {
            throw new IllegalStateException(analysis.summary());
        }
        return analysis;
    }

    /** Clients whose transactions take effect at some moment between their begin and their end. */
    private static final class Writer {
        private final SplittableRandom random = new SplittableRandom(1);
        private final HistoryRecorder recorder = new HistoryRecorder();
        private final Map<Long, List<Object>> lists = new HashMap<>();
        private final long[] keys = new long[KEYS];
        private final int[] appends = new int[KEYS];
        private final boolean stale;
        private final int transactions;
        private long element;
        private long newestKey;

        Writer(int transactions, boolean stale) {
            this.transactions = transactions;
            this.stale = stale;
            for (int i = 0; i < KEYS; i++) {
                keys[i] = newestKey++;
            }
        }

        HistoryRecorder write() {
            List<List<List<Object>>> asked = new ArrayList<>();
            List<List<List<Object>>> done = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                asked.add(null);
                done.add(null);
            }
            int begun = 0;
            for (int open = 0; begun < transactions || open > 0; ) {
                int client = random.nextInt(CLIENTS);
                if (asked.get(client) == null && begun < transactions) {
                    asked.set(client, ask());
                    tell(OperationType.INVOKE, client, asked.get(client));
                    begun++;
                    open++;
                } else if (asked.get(client) != null && done.get(client) == null) {
                    done.set(client, perform(asked.get(client)));
                } else if (done.get(client) != null) {
                    tell(OperationType.OK, client, done.get(client));
                    asked.set(client, null);
                    done.set(client, null);
                    open--;
                }
            }
            return recorder;
        }

        private void tell(OperationType type, int client, List<List<Object>> steps) {
            recorder.operation(recorder.size(), type, client, "txn", null, steps);
        }

        private List<List<Object>> ask() {
            List<List<Object>> steps = new ArrayList<>(4);
            for (int i = 0; i < 4; i++) {
                int place = random.nextInt(KEYS);
                if (random.nextBoolean()) {
                    steps.add(Arrays.asList("r", keys[place], null));
                } else {
                    steps.add(List.of("append", keys[place], ++element));
                    if (++appends[place] == APPENDS_MOST) {
                        appends[place] = 0;
                        keys[place] = newestKey++;
                    }
                }
            }
            return steps;
        }

        private List<List<Object>> perform(List<List<Object>> asked) {
            List<List<Object>> steps = new ArrayList<>(4);
            int back = stale && random.nextInt(10) == 0 ? 2 : 0;
            for (List<Object> step : asked) {
                List<Object> list = lists.computeIfAbsent((Long) step.get(1), key -> new ArrayList<>());
                if (step.get(0).equals("r")) {
                    steps.add(List.of("r", step.get(1), List.copyOf(list.subList(0, Math.max(0, list.size() - back)))));
                } else {
                    list.add(step.get(2));
                    back = 0;
                    steps.add(step);
                }
            }
            return steps;
        }
    }
}
