package io.faultline.harness.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.json.HistoryWriter;
import io.faultline.harness.trial.Scenario;
import io.faultline.harness.trial.TrialRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same commit and the same seed give the same history, byte for byte. */
class DeterminismIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 7})
    void twentySeedsGiveTheSameBytesTwice(int nodes) throws IOException {
        Scenario scenario = Scenario.election().withNodes(nodes);
        for (long seed = 1; seed <= 20; seed++) {
            Path first = written(scenario, seed, "first.jsonl");
            Path second = written(scenario, seed, "second.jsonl");
            assertThat(Files.mismatch(first, second))
                    .as("first byte that differs between two runs of seed " + seed)
                    .isEqualTo(-1);
        }
    }

    /** What ran before, or runs beside, must not matter: nothing is shared between trials. */
    @Test
    void orderAndThreadDoNotMatter() throws Exception {
        List<Long> seeds = new ArrayList<>(LongStream.rangeClosed(1, 5).boxed().toList());
        List<Long> backwards = new ArrayList<>(seeds);
        Collections.reverse(backwards);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Map<Long, List<String>>> one = threads.submit(lines(seeds));
            Future<Map<Long, List<String>>> other = threads.submit(lines(backwards));
            assertThat(one.get()).isEqualTo(other.get());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anotherSeedGivesAnotherHistory() {
        assertThat(lines(Scenario.election(), 1)).isNotEqualTo(lines(Scenario.election(), 2));
    }

    private Path written(Scenario scenario, long seed, String name) throws IOException {
        Path file = folder.resolve(name);
        HistoryWriter.write(TrialRunner.simulated().run(scenario, seed).history(), file);
        assertThat(file).isNotEmptyFile();
        return file;
    }

    private static Callable<Map<Long, List<String>>> lines(List<Long> seeds) {
        return () -> {
            Map<Long, List<String>> histories = new ConcurrentSkipListMap<>();
            for (long seed : seeds) {
                histories.put(seed, lines(Scenario.election(), seed));
            }
            return histories;
        };
    }

    private static List<String> lines(Scenario scenario, long seed) {
        List<String> lines = new ArrayList<>();
        for (Event event : TrialRunner.simulated().run(scenario, seed).history().events()) {
            lines.add(HistoryWriter.line(event));
        }
        return lines;
    }
}
