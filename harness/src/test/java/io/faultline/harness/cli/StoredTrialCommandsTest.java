package io.faultline.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Validity;
import io.faultline.harness.store.StoredTrials;
import io.faultline.harness.store.TrialFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code analyze}, {@code report} and {@code replay}: what is done with a trial that is stored. */
class StoredTrialCommandsTest {
    @TempDir
    private Path temp;

    private Shell shell;

    @BeforeEach
    void openShell() {
        shell = new Shell(temp);
    }

    // ---- analyze ----

    @Test
    void aFolderIsJudgedAgainAndItsVerdictsAndReportWrittenAnew() throws IOException {
        Path folder = StoredTrials.storedIn(temp);

        Shell.Answer answer = shell.run("analyze", "~/latest");

        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.err()).isEmpty();
        assertThat(answer.out())
                .contains("✗ election-safety ")
                .contains("before, verdicts.json said invalid: the checkers or the files have changed since\n")
                .endsWith("\nreplay  ./faultline replay ~/election/20261123-160000-7\n");
        assertThat(TrialFolder.read(folder).judgement())
                .isNotEqualTo(StoredTrials.judgement())
                .extracting(judgement -> judgement.validity())
                .isEqualTo(Validity.INVALID);
        assertThat(folder.resolve("report.html")).exists();
        assertThat(shell.run("analyze", "~/latest").out())
                .as("the second time nothing has changed")
                .doesNotContain("before, ");
    }

    @Test
    void aBareHistoryIsJudgedAndNothingIsWritten() throws IOException {
        Path history = temp.resolve("h.jsonl");
        Files.copy(StoredTrials.storedIn(temp.resolve("s")).resolve("history.jsonl"), history);

        Shell.Answer answer = shell.run("analyze", "~/h.jsonl");

        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.out()).contains("✗ election-safety ").doesNotContain("replay");
        try (var files = Files.list(temp)) {
            assertThat(files.map(file -> file.getFileName().toString()).sorted())
                    .containsExactly("h.jsonl", "s");
        }
    }

    @Test
    void aHistoryThatEndsTooSoonIsUnknownAndNeverGreen() throws IOException {
        Path folder = storedTrial();
        List<String> lines = Files.readAllLines(folder.resolve("history.jsonl"));
        Files.write(temp.resolve("cut.jsonl"), lines.subList(0, lines.size() / 2));

        Shell.Answer answer = shell.run("analyze", "~/cut.jsonl");
        JsonNode json = shell.run("analyze", "~/cut.jsonl", "--json").json();

        assertThat(answer.exit()).as(answer.out()).isEqualTo(2);
        assertThat(answer.out())
                .contains("\n? completeness ")
                .endsWith("unknown: something could not be judged, and that is not a pass\n");
        assertThat(json.get("verdict").stringValue()).isEqualTo("unknown");
        assertThat(json.get("exit").intValue()).isEqualTo(2);
        assertThat(json.get("folder").isNull()).isTrue();
    }

    @Test
    void aTrialThatWasInterruptedCanBeJudgedAndIsUnknown() {
        new Shell(temp).interrupted().run("test", "--store", "~/s", "--seed", "7");

        assertThat(shell.run("analyze", "~/s/latest").exit()).isEqualTo(2);
        assertThat(shell.run("report", "~/s/latest").exit()).isZero();
    }

    @Test
    void verdictsThatCannotBeReadAreReplaced() throws IOException {
        Path folder = StoredTrials.storedIn(temp);
        Files.writeString(folder.resolve("verdicts.json"), "{");

        assertThat(shell.run("analyze", "~/latest").exit()).isEqualTo(1);
        assertThat(TrialFolder.at(folder).judgement().validity()).isEqualTo(Validity.INVALID);
    }

    @Test
    void aMalformedHistoryIsOneSentenceWithFileAndLine() throws IOException {
        Path folder = StoredTrials.storedIn(temp);
        List<String> lines = Files.readAllLines(folder.resolve("history.jsonl"));
        lines.set(4, lines.get(4).replace("\"index\":4", "\"index\":5"));
        Files.write(folder.resolve("history.jsonl"), lines);

        for (String path : List.of("~/latest", "~/latest/history.jsonl")) {
            Shell.Answer answer = shell.run("analyze", path);

            assertThat(answer.exit()).isEqualTo(254);
            assertThat(answer.out()).isEmpty();
            assertThat(answer.err())
                    .startsWith("faultline: ~/")
                    .contains("history.jsonl, line 5: found ")
                    .hasLineCount(1);
        }
    }

    // ---- all three ----

    @ParameterizedTest
    @ValueSource(strings = {"analyze", "report", "replay"})
    void aFolderThatIsNoTrialIsRefused(String command) throws IOException {
        Files.createDirectories(temp.resolve("empty"));

        assertThat(shell.run(command, "~/nowhere"))
                .isEqualTo(new Shell.Answer(
                        254,
                        "",
                        "faultline: ~/nowhere: no such folder; give a trial's folder, such as store/latest\n"));
        assertThat(shell.run(command, "~/empty"))
                .isEqualTo(new Shell.Answer(
                        254, "", "faultline: ~/empty/trial.json: missing: is this the folder of a trial?\n"));
        assertThat(shell.run(command).exit()).isEqualTo(254);
    }

    // ---- report ----

    @Test
    void aReportIsWrittenAgain() throws IOException {
        Path folder = StoredTrials.storedIn(temp);

        Shell.Answer answer = shell.run("report", "~/latest");

        assertThat(answer).isEqualTo(new Shell.Answer(0, "report  ~/election/20261123-160000-7/report.html\n", ""));
        assertThat(folder.resolve("report.html")).hasContent("the page of a trial");
        assertThat(shell.run("report", "~/latest", "--json")
                        .json()
                        .get("verdict")
                        .stringValue())
                .isEqualTo("invalid");
    }

    // ---- replay ----

    @Test
    void aReplayIsIdenticalAndStoredBesideTheTrial() {
        Path folder = storedTrial();

        Shell.Answer answer = shell.run("replay", "~/s/latest");

        assertThat(answer.exit()).as(answer.out()).isZero();
        assertThat(answer.out())
                .containsPattern("\nthe history is identical: \\d+ lines\n")
                .endsWith("\nreplay  ./faultline replay ~/s/election/20261123-160000-7-2\n");
        assertThat(folder.resolveSibling("20261123-160000-7-2/history.jsonl"))
                .hasSameBinaryContentAs(folder.resolve("history.jsonl"));
    }

    @Test
    void aReplayOfAViolationExitsAsTheTestDid() {
        shell.run("test", "--store", "~/s", "--seed", "7", "--mutant", "E13");

        JsonNode json =
                shell.run("replay", "~/s/latest", "--store", "~/t", "--json").json();

        assertThat(json.get("exit").intValue()).isEqualTo(1);
        assertThat(json.get("identical").booleanValue()).isTrue();
        assertThat(json.get("firstDifference").isNull()).isTrue();
        assertThat(json.get("folder").stringValue()).isEqualTo("~/t/election-E13/20261123-160000-7");
    }

    @Test
    void aHistoryThatWasTamperedWithIsFoundByItsFirstLineThatDiffers() throws IOException {
        Path history = storedTrial().resolve("history.jsonl");
        List<String> lines = Files.readAllLines(history);
        String before = lines.get(9);
        int line = 10;
        lines.set(9, before.replaceFirst("\"type\":\"(\\w+)\"", "\"type\": \"$1\""));
        Files.write(history, lines);

        Shell.Answer answer = shell.run("replay", "~/s/latest");

        assertThat(answer.exit()).isZero();
        assertThat(answer.out())
                .contains("the history differs, first in line " + line + "\n")
                .contains("  then  " + lines.get(9) + "\n")
                .contains("  now   " + before + "\n");
    }

    @Test
    void anotherCommitIsNamedAsTheLikelyReason() throws IOException {
        Path folder = storedTrial();
        Path info = folder.resolve("trial.json");
        Files.writeString(info, Files.readString(info).replace("\"commit\": \"unknown\"", "\"commit\": \"abcdef1\""));
        Path history = folder.resolve("history.jsonl");
        List<String> lines = Files.readAllLines(history);
        Files.write(history, lines.subList(0, lines.size() - 1));

        Shell.Answer answer = shell.run("replay", "~/s/latest");

        assertThat(answer.out())
                .contains("the history differs, first in line " + lines.size())
                .contains("  then  (no such line: the file ends before)\n")
                .contains("likely because the trial was run by commit abcdef1 and this is unknown");
    }

    @Test
    void whatTheFaultsMeantThatTimeCanBePlayedAgain() throws IOException {
        shell.run("test", "--store", "~/s", "--seed", "4");

        Shell.Answer answer = shell.run("replay", "~/s/latest", "--resolved");

        assertThat(answer.exit()).as(answer.out() + answer.err()).isZero();
        assertThat(answer.out()).containsPattern("the history without its fault lines is identical: \\d+ lines\n");
        String schedule = Files.readString(temp.resolve("s/latest/schedule.json"));
        assertThat(schedule).contains("\"kind\":\"resolved\"").doesNotContain("\"who\":");
    }

    @Test
    void aHistoryThatDoesNotSayWhatAFaultMeantCannotBeResolved() throws IOException {
        Path history = storedTrial().resolve("history.jsonl");
        Files.writeString(history, Files.readString(history).replace("\"resolved\":", "\"dissolved\":"));

        Shell.Answer answer = shell.run("replay", "~/s/latest", "--resolved");

        assertThat(answer.exit()).isEqualTo(254);
        assertThat(answer.err()).contains(" does not say what fault ").contains("replay without --resolved");
    }

    @Test
    void aStoryThatOnlyItsTestTellsIsNotReplayed() throws IOException {
        Path info = storedTrial().resolve("trial.json");
        Files.writeString(
                info,
                Files.readString(info)
                        .replaceFirst("\"replay\": \".*\"", "\"replay\": \"mvn verify -Dit.test='AppendIT#appends'\""));

        Shell.Answer answer = shell.run("replay", "~/s/latest");

        assertThat(answer.exit()).isEqualTo(254);
        assertThat(answer.err())
                .contains(
                        "the trial in ~/s/latest is a story whose clients, or options, stand in no schedule: only its test"
                                + " tells it again; run mvn verify -Dit.test='AppendIT#appends'");
    }

    /** A valid trial of seed 7 in the store {@code ~/s}. */
    private Path storedTrial() {
        shell.run("test", "--store", "~/s", "--seed", "7");
        return temp.resolve("s/election/20261123-160000-7");
    }
}
