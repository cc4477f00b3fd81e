package io.faultline.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.history.FaultEvent;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.json.HistoryReader;
import io.faultline.harness.store.StoredTrials;
import io.faultline.harness.store.TrialFolder;
import io.faultline.harness.trial.Scenario;
import io.faultline.harness.trial.TrialRunner;
import io.faultline.nemesis.json.ScheduleJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** {@code faultline test}, word for word. */
class TestCommandTest {
    @TempDir
    private Path temp;

    private Shell shell;

    @BeforeEach
    void openShell() {
        shell = new Shell(temp);
    }

    @Test
    void aSoundClusterPassesAndItsTrialIsStored() throws IOException {
        Shell.Answer answer = shell.run("test", "--store", "~/store", "--seed", "7");

        assertThat(answer.exit()).as(answer.out()).isZero();
        assertThat(answer.err()).isEqualTo("faultline: election on 5 nodes, seed 7\n");
        assertThat(answer.out())
                .startsWith("election, 5 nodes, sim, seed 7\n60 s of cluster time in ")
                .contains("✓ election-safety ")
                .contains("\nvalid: every promise was judged and kept\n")
                .endsWith("""
                        report  ~/store/election/20261123-160000-7/report.html
                        replay  ./faultline replay ~/store/election/20261123-160000-7
                        """)
                .doesNotContain("\u001b");
        assertThat(names(temp.resolve("store/latest")))
                .containsExactly(
                        "faults.jsonl", "history.jsonl", "report.html", "schedule.json", "trial.json", "verdicts.json");
    }

    /** When the simulator or the generator changes so much that this fails, another seed is to be shown. */
    @Test
    void theTrialThatANewcomerSeesIsWorthLookingAt() {
        History history = TrialRunner.simulated()
                .run(Scenario.election(), TestCommand.SHOWN_SEED)
                .history();

        assertThat(history.events())
                .filteredOn(event -> event instanceof NodeEvent node && node.fact() instanceof NodeFact.Leader)
                .as("elections that were won")
                .hasSizeGreaterThan(8);
        assertThat(history.events().stream()
                        .filter(FaultEvent.class::isInstance)
                        .map(event -> ((FaultEvent) event).fault().get("kind"))
                        .distinct())
                .as("kinds of faults")
                .hasSizeGreaterThan(5);
    }

    @Test
    void oneSeedGivesOneHistoryByteForByte() throws IOException {
        shell.run("test", "--seed", "7", "--store", "~/one");
        shell.run("test", "--seed", "7", "--store", "~/two");

        Path one = temp.resolve("one/latest/history.jsonl");
        Path two = temp.resolve("two/latest/history.jsonl");
        assertThat(Files.size(one)).isGreaterThan(10_000);
        assertThat(Files.mismatch(one, two)).isEqualTo(-1);
        assertThat(temp.resolve("one/latest/verdicts.json"))
                .hasSameBinaryContentAs(temp.resolve("two/latest/verdicts.json"));
    }

    @Test
    void aMutantIsFoundWithItsEvidenceAndTheLineThatReplaysIt() {
        Shell.Answer answer = shell.run("test", "--store", "~/s", "--seed", "7", "--mutant", "E13");

        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.out())
                .startsWith("election-E13, 5 nodes, sim, seed 7\n")
                .contains("✗ leader-votes ")
                .contains("2 voters of 5 are no majority\n      event          time  who  what\n")
                .contains("leader by the votes of ")
                .contains("\nINVALID: a promise was broken\n")
                .endsWith("\nreplay  ./faultline replay ~/s/election-E13/20261123-160000-7\n");
    }

    @Test
    void operationsThatHaveNoLinearizationAreDrawnAsBars() {
        Shell.Answer answer = shell.run(
                "test",
                "--store",
                "~/s",
                "--seed",
                "2",
                "--mutant",
                "C04",
                "--workload",
                "cas-register",
                "--nodes",
                "3");

        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.out()).containsPattern("(?s)✗ linearizable .*\\n +process +\\d+ +\\|-");
    }

    @Test
    void colourIsForTerminals() {
        assertThat(shell.withColour()
                        .run("test", "--store", "~/s", "--seed", "7")
                        .out())
                .contains("\u001b[32m✓\u001b[0m election-safety");
    }

    @Test
    void withoutASeedOneIsDrawnAndSaidBeforeTheTrialRuns() {
        Shell.Answer answer = shell.withFreshSeed(() -> 987).run("test", "--store", "~/s");

        assertThat(answer.err()).contains("seed 987");
        assertThat(answer.out()).startsWith("election, 5 nodes, sim, seed 987\n");
    }

    @Test
    void aScriptGetsOneJsonObjectAndNothingElse() {
        Shell.Answer answer = shell.run("test", "--store", "~/s", "--seed", "7", "--mutant", "E13", "--json");

        JsonNode json = answer.json();
        assertThat(answer.exit()).isEqualTo(1);
        assertThat(json.propertyNames())
                .containsExactly(
                        "command",
                        "verdict",
                        "verdicts",
                        "exit",
                        "scenario",
                        "seed",
                        "folder",
                        "report",
                        "replay",
                        "counts",
                        "clusterNanos",
                        "wallNanos",
                        "notValid");
        assertThat(json.get("verdict").stringValue()).isEqualTo("invalid");
        assertThat(json.get("exit").intValue()).isEqualTo(1);
        assertThat(json.get("folder").stringValue()).isEqualTo("~/s/election-E13/20261123-160000-7");
        assertThat(json.get("report").stringValue()).endsWith("/report.html");
        assertThat(json.get("counts").toString()).isEqualTo("{\"trials\":1,\"valid\":0,\"invalid\":1,\"unknown\":0}");
        assertThat(json.get("clusterNanos").longValue()).isEqualTo(60_000_000_000L);
        assertThat(json.get("verdicts").get(0).get("checker").stringValue()).isEqualTo("election-safety");
    }

    @Test
    void manyTrialsRunInTheOrderOfTheirSeedsAndOnlyTheLastValidOneIsStored() throws IOException {
        Shell.Answer answer =
                shell.run("test", "--store", "~/s", "--seed", "3", "--test-count", "4", "--nemesis", "crash");

        assertThat(answer.exit()).as(answer.out()).isZero();
        assertThat(answer.err()).isEqualTo("faultline: election on 5 nodes, seeds 3 to 6\n");
        assertThat(answer.out())
                .startsWith("4 trials: 4 valid, 0 invalid, 0 unknown\n4 min of cluster time in ")
                .contains("below, the last valid one\n\nelection, 5 nodes, sim, seed 6\n");
        assertThat(names(temp.resolve("s/election"))).containsExactly("20261123-160000-6");
    }

    @Test
    void allAreStoredOnRequest() throws IOException {
        shell.run("test", "--store", "~/s", "--seed", "3", "--test-count", "3", "--keep-all");

        assertThat(names(temp.resolve("s/election")))
                .containsExactly("20261123-160000-3", "20261123-160000-4", "20261123-160000-5");
    }

    @Test
    void aTrialOfManyIsStoredAsTheSameBytesAsAlone() throws IOException {
        shell.run("test", "--store", "~/many", "--seed", "5", "--test-count", "3");
        shell.run("test", "--store", "~/one", "--seed", "7");

        for (String name : List.of("history.jsonl", "schedule.json", "faults.jsonl", "verdicts.json")) {
            assertThat(temp.resolve("many/latest").resolve(name))
                    .hasSameBinaryContentAs(temp.resolve("one/latest").resolve(name));
        }
    }

    @Test
    void theFirstInvalidTrialEndsTheSeries() {
        Shell.Answer answer =
                shell.run("test", "--store", "~/s", "--seed", "7", "--mutant", "E13", "--test-count", "50", "--json");

        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.json().get("counts").get("trials").intValue()).isLessThan(50);
        assertThat(answer.json().get("notValid").size()).isEqualTo(1);
    }

    @Test
    void unlessItIsToKeepGoing() throws IOException {
        Shell.Answer answer = shell.run(
                "test", "--store", "~/s", "--seed", "7", "--mutant", "E13", "--test-count", "3", "--keep-going");

        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.out())
                .startsWith("invalid  seed 7  ~/s/election-E13/20261123-160000-7\ninvalid  seed 8  ")
                .contains("3 trials: 0 valid, 3 invalid, 0 unknown\n")
                .contains("below, the first invalid one\n\nelection-E13, 5 nodes, sim, seed 7\n");
        assertThat(names(temp.resolve("s/election-E13"))).hasSize(3);
    }

    @Test
    void aStoredScheduleIsPlayedAsItStands() throws IOException {
        Path file = temp.resolve("mine.json");
        ScheduleJson.write(StoredTrials.schedule(), file);

        Shell.Answer answer = shell.run("test", "--store", "~/s", "--seed", "1", "--schedule", "~/mine.json");

        assertThat(answer.exit()).as(answer.out() + answer.err()).isZero();
        assertThat(answer.out()).startsWith("election, 3 nodes, sim, seed 1\n15 s of cluster time in ");
        TrialFolder folder = TrialFolder.at(temp.resolve("s/latest"));
        assertThat(folder.schedule()).isEqualTo(StoredTrials.schedule());
        assertThat(folder.scenario()).isEqualTo(StoredTrials.scenario());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--nodes 5        | ~/mine.json is made for 3 nodes, but --nodes is 5; leave out --nodes, or give",
                "--nemesis crash  | --schedule says which faults there are; leave out --nemesis",
                "--time-limit 60s | ~/mine.json lasts 15 s, but --time-limit is 60 s; leave out --time-limit",
            })
    void whatAScheduleSaysCannotBeSaidOtherwise(String option, String sentence) throws IOException {
        ScheduleJson.write(StoredTrials.schedule(), temp.resolve("mine.json"));
        String[] words = option.split(" ");

        Shell.Answer answer = shell.run("test", "--store", "~/s", "--schedule", "~/mine.json", words[0], words[1]);

        assertThat(answer.exit()).isEqualTo(254);
        assertThat(answer.err()).startsWith("faultline: " + sentence);
        assertThat(temp.resolve("s")).doesNotExist();
    }

    @Test
    void aScheduleThatIsNoneIsRefusedWithFileAndLine() throws IOException {
        Files.writeString(temp.resolve("bad.json"), "{\n\"version\": 1,\n\"nodes\": 3}");

        Shell.Answer answer = shell.run("test", "--store", "~/s", "--schedule", "~/bad.json");

        assertThat(answer.exit()).isEqualTo(254);
        assertThat(answer.err()).startsWith("faultline: ~/bad.json:3: ");
        assertThat(shell.run("test", "--schedule", "~/none.json").err())
                .isEqualTo("faultline: ~/none.json: no such file; give the schedule.json of a trial\n");
    }

    @Test
    void aScheduleOfNodesThatNoClusterHasIsRefused() throws IOException {
        String text = ScheduleJson.write(StoredTrials.schedule()).replace("\"n3\"", "\"m3\"");
        Files.writeString(temp.resolve("odd.json"), text);

        Shell.Answer answer = shell.run("test", "--store", "~/s", "--schedule", "~/odd.json");

        assertThat(answer.exit()).isEqualTo(254);
        assertThat(answer.err()).contains("~/odd.json names the nodes [n1, n2, m3]");
    }

    @Test
    void anInterruptedTrialLeavesWhatThereIs() throws IOException {
        Shell.Answer answer = shell.interrupted().run("test", "--store", "~/s", "--seed", "7");

        assertThat(answer.exit()).isEqualTo(130);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).endsWith("""
                        faultline: interrupted at 0.25 s of cluster time
                        faultline: what happened until then is in ~/s/election/20261123-160000-7
                        """);
        Path folder = temp.resolve("s/latest");
        assertThat(names(folder)).containsExactly("faults.jsonl", "history.jsonl", "schedule.json", "trial.json");
        assertThat(HistoryReader.read(folder.resolve("history.jsonl")).size()).isPositive();
        assertThat(TrialFolder.at(folder).info().ended()).isEqualTo("interrupted at 0.25 s of cluster time");
        assertThat(shell.run("report", "~/s/latest").err())
                .contains("verdicts.json: missing: the trial came to no verdict; run analyze on the folder first");
    }

    @Test
    void aReportThatFailsTakesNothingFromTheVerdictButIsNoPass() {
        Shell.Answer answer = shell.withReport((record, file) -> {
                    throw new IOException("disk full today");
                })
                .run("test", "--store", "~/s", "--seed", "7");

        assertThat(answer.exit()).isEqualTo(255);
        assertThat(answer.out()).contains("valid: every promise").doesNotContain("report.html");
        assertThat(answer.err()).contains("report.html could not be written: disk full today");
        assertThat(temp.resolve("s/latest/verdicts.json")).exists();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().collect(Collectors.toList());
        }
    }
}
