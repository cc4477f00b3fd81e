package io.faultline.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Evidence;
import io.faultline.checkers.Judgement;
import io.faultline.checkers.Verdict;
import io.faultline.harness.cli.DoctorCommand.Probe;
import io.faultline.harness.store.StoredTrials;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people read on their terminal, compared with what people have read and found good. */
class TextsTest {
    @TempDir
    private Path temp;

    @Test
    void aTrialThatPassed() {
        Shell.Answer answer = new Shell(temp).run("test", "--store", "~/store", "--seed", "7");

        Golden.matches("test-valid.txt", answer.frame());
    }

    @Test
    void manyTrialsThatPassed() {
        Shell.Answer answer = new Shell(temp).run("test", "--store", "~/store", "--seed", "7", "--test-count", "5");

        Golden.matches("test-many.txt", answer.frame());
    }

    @Test
    void manyTrialsUntilOneIsInvalid() {
        Shell.Answer answer = new Shell(temp)
                .run("test", "--store", "~/store", "--seed", "7", "--mutant", "E13", "--test-count", "20");
        String head = answer.frame().lines().limit(6).reduce("", (a, b) -> a + b + "\n");

        Golden.matches("test-many-invalid.txt", head);
    }

    @Test
    void aReplayThatIsIdentical() {
        Shell shell = new Shell(temp);
        shell.run("test", "--store", "~/store", "--seed", "7");

        Golden.matches(
                "replay-identical.txt", shell.run("replay", "~/store/latest").frame());
    }

    @Test
    void aJudgementWithItsEvidence() {
        Golden.matches("judgement-invalid.txt", text(StoredTrials.judgement()));
    }

    @Test
    void aJudgementThatKnowsNothing() {
        Judgement judgement = Judgement.of(List.of(
                Verdict.valid("terms-monotone", "no term goes back"),
                Verdict.unknown(
                        "completeness",
                        "the history has a gap",
                        List.of(new Evidence("n1 tells of event 4 of its log, but not of event 3", List.of(4L)))),
                Verdict.unknown("eventual-election", "no stretch of calm was long enough")));

        Golden.matches("judgement-unknown.txt", text(judgement));
    }

    @Test
    void noJudgementAtAll() {
        Golden.matches("judgement-none.txt", text(Judgement.of(List.of())));
    }

    /** However much speaks against a cluster, what is printed stays readable. */
    @Test
    void muchEvidenceIsCutShort() {
        List<Long> all =
                LongStream.range(0, StoredTrials.history().size() + 1L).boxed().toList();
        List<Evidence> evidence = LongStream.range(0, 7)
                .mapToObj(i -> new Evidence("reason " + i, i == 0 ? all : List.of()))
                .toList();
        Judgement judgement = Judgement.of(List.of(Verdict.invalid("election-safety", "all wrong", evidence)));

        Golden.matches("judgement-long.txt", text(judgement));
    }

    @Test
    void everyKindOfEvent() throws IOException {
        List<Long> all =
                LongStream.range(0, StoredTrials.history().size()).boxed().toList();
        StringBuilder text = new StringBuilder();
        for (Long index : all) {
            var event = StoredTrials.history().event(index);
            text.append(String.format(Locale.ROOT, "%-3s|%s%n", EventText.who(event), EventText.what(event)));
        }

        Golden.matches("events.txt", text.toString());
    }

    @Test
    void aMachineThatHasAll() {
        Golden.matches(
                "doctor-well.txt",
                doctor(new Probe("java", true, true, "17.0.15, Debian"), new Probe("cores", true, true, "2")));
    }

    @Test
    void aMachineThatLacksSomething() {
        Golden.matches(
                "doctor-ill.txt",
                doctor(
                        new Probe("java", true, true, "17.0.15, Debian"),
                        new Probe("memory", false, true, "16 MB of heap; give more"),
                        new Probe(
                                "docker", false, false, "no engine at /x: container suites are skipped; install it")));
    }

    /** The page is the help: what the program says and what the documentation says cannot part. */
    @Test
    void thePageOfTheCommandLineIsUpToDate() throws IOException {
        Path page = Path.of("..", "docs", "CLI.md");
        Files.createDirectories(page.getParent());

        Golden.matches(page, CommandLinePage.text(new Shell(temp)));
    }

    @Test
    void noLineOfHelpIsTooWideToRead() {
        assertThat(CommandLinePage.text(new Shell(temp)).lines())
                .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(100));
    }

    private static String text(Judgement judgement) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        new TrialText(out, new Ink(false)).judgement(judgement, StoredTrials.history());
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String doctor(Probe... probes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Console console = new Console(
                out,
                out,
                false,
                false,
                java.util.Map.of(),
                java.time.Clock.systemUTC(),
                () -> 0,
                new Interruption(),
                (r, f) -> {});
        int exit = new picocli.CommandLine(new DoctorCommand(console, () -> List.of(probes))).execute();
        return bytes.toString(StandardCharsets.UTF_8) + "exit " + exit + "\n";
    }
}
