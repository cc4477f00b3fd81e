package io.faultline.harness.bench;

import io.faultline.checkers.history.History;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.OperationType;
import io.faultline.checkers.history.jepsen.JepsenHistory;
import io.faultline.checkers.history.json.HistoryReader;
import io.faultline.checkers.history.json.HistoryWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** How many lines a second are read of a history in each of its forms, and written. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@OperationsPerInvocation(HistoryFilesBenchmark.LINES)
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmx1g"})
public class HistoryFilesBenchmark {
    static final int LINES = 200_000;
    private static final int CLIENTS = 50;

    private History history;
    private Path folder;
    private Path ours;
    private Path edn;
    private Path packed;
    private Path text;

    @Setup
    public void write() throws IOException {
        history = history();
        folder = Files.createTempDirectory("histories");
        ours = folder.resolve("history.jsonl");
        edn = folder.resolve("history.edn");
        packed = folder.resolve("packed.edn.gz");
        text = folder.resolve("history.txt");
        HistoryWriter.write(history, ours);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(edn))) {
            JepsenHistory.write(history, out);
        }
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            JepsenHistory.write(history, out);
        }
        List<String> lines = Files.readAllLines(edn).stream()
                .map(line -> line.replaceFirst(
                        ".*:process (\\d+), :type (:\\w+), :f (:\\w+), :value (.*)}", "$1\t$2\t$3\t$4"))
                .toList();
        Files.write(text, lines);
    }

    /** Clients that read, write and compare-and-set one register. */
    private static History history() {
        HistoryRecorder recorder = new HistoryRecorder();
        SplittableRandom random = new SplittableRandom(1);
        String[] names = {"read", "write", "cas"};
        int[] busy = new int[CLIENTS];
        for (int i = 0; i < LINES; i++) {
            int client = random.nextInt(CLIENTS);
            int f = busy[client] > 0 ? busy[client] - 1 : random.nextInt(names.length);
            OperationType type = busy[client] > 0 ? OperationType.OK : OperationType.INVOKE;
            busy[client] = busy[client] > 0 ? 0 : f + 1;
            long value = random.nextInt(1_000);
            Object told = f == 2 ? List.of(value, value + 1) : f == 1 || type == OperationType.OK ? value : null;
            recorder.operation(1_000_000_000L + 1_000L * i, type, client, names[f], null, told);
        }
        return recorder.finish();
    }

    @TearDown
    public void remove() throws IOException {
        for (Path file : List.of(ours, edn, packed, text, folder)) {
            Files.delete(file);
        }
    }

    @Benchmark
    public History readOurs() throws IOException {
        return HistoryReader.read(ours);
    }

    @Benchmark
    public History readEdn() throws IOException {
        return JepsenHistory.read(edn, JepsenHistory.Keys.PLAIN);
    }

    @Benchmark
    public History readPackedEdn() throws IOException {
        return JepsenHistory.read(packed, JepsenHistory.Keys.PLAIN);
    }

    @Benchmark
    public History readText() throws IOException {
        return JepsenHistory.read(text, JepsenHistory.Keys.PLAIN);
    }

    @Benchmark
    public void writeEdn() throws IOException {
        JepsenHistory.write(history, OutputStream.nullOutputStream());
    }
}
