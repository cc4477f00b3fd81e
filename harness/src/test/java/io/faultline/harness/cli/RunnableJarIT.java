package io.faultline.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.faultline.harness.store.TrialFolder;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The jar that the launcher starts, as a process of its own. */
@Timeout(120)
class RunnableJarIT {
    private static final Path JAR = Path.of("target", "faultline.jar").toAbsolutePath();

    @TempDir
    private Path folder;

    /** What a newcomer types first: the trial that the documentation shows, stored where they stand. */
    @Test
    void withNoOptionsAtAllItRunsTheTrialThatIsShown() throws Exception {
        Process process = start("test");
        String out = output(process);

        assertThat(process.waitFor()).as(out).isZero();
        assertThat(out)
                .contains("election, 5 nodes, sim, seed " + TestCommand.SHOWN_SEED + "\n")
                .contains("✓ election-safety ")
                .containsPattern("\nreport  store/election/\\d{8}-\\d{6}-" + TestCommand.SHOWN_SEED + "/report.html\n")
                .containsPattern(
                        "\nreplay  ./faultline replay store/election/\\d{8}-\\d{6}-" + TestCommand.SHOWN_SEED + "\n$");
        assertThat(folder.resolve("store/latest/report.html"))
                .content()
                .startsWith("<!DOCTYPE html>")
                .endsWith("</html>\n");
    }

    @Test
    void itKnowsItsVersion() throws Exception {
        Process process = start("--version");

        assertThat(output(process)).matches("faultline \\d+\\.\\d+\\.\\d+\\S*, commit \\S+, Java \\S+\n");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void aVerdictIsAnExitCode() throws Exception {
        Process process = start("test", "--seed", "7", "--mutant", "E13", "--json");
        String out = output(process);

        assertThat(process.waitFor()).as(out).isEqualTo(1);
    }

    /** A file of 84 MB is read and written in a heap of 128 MB that also holds its million events. */
    @Test
    void aMillionLinesAreReadWithoutHoldingTheirFile() throws Exception {
        Path file = folder.resolve("history.edn");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < 1_000_000; i++) {
                String type = i % 100 < 50 ? "invoke" : "ok";
                out.write("{:index " + i + ", :time " + 1_000L * i + ", :process " + i % 50 + ", :type :" + type
                        + ", :f :write, :value " + (i / 100 * 50 + i % 50) + "}\n");
            }
        }

        Process process = start(List.of("-Xmx128m"), "export", "--edn", "history.edn", "-o", "again.edn");
        String out = output(process);

        assertThat(process.waitFor()).as(out).isZero();
        assertThat(Files.mismatch(file, folder.resolve("again.edn")))
                .as("where the two files differ")
                .isEqualTo(-1);
    }

    /** Asked to end by a signal, it writes what there is of the trial that runs, and only then ends. */
    @Test
    void aSignalLeavesATrialThatSaysHowFarItCame() throws Exception {
        Process process = start("test", "--seed", "1", "--test-count", "1000000", "--keep-all");
        Path latest = folder.resolve("store/latest");
        await("the first trial in the store").atMost(Duration.ofSeconds(60)).until(() -> Files.exists(latest));

        // Of the handle, because that of the process closes its streams.
        process.toHandle().destroy();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it ends").isTrue();
        assertThat(process.exitValue()).as("as the signal says").isEqualTo(143);
        assertThat(output(process)).contains("faultline: interrupted at ");
        TrialFolder trial = TrialFolder.at(latest);
        assertThat(trial.info().ended()).startsWith("interrupted at ");
        assertThat(trial.history().complete()).isFalse();
    }

    private Process start(String... words) throws IOException {
        return start(List.of(), words);
    }

    private Process start(List<String> options, String... words) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-XX:+UseSerialGC", "-jar", JAR.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().remove("FAULTLINE_TERMINALS");
        return builder.redirectErrorStream(true).start();
    }

    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
