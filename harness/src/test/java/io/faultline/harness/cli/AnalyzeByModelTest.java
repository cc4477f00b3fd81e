package io.faultline.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code analyze --model}: histories of any form, judged by a model. */
class AnalyzeByModelTest {
    private static final String GOOD = """
            {:process 0, :type :invoke, :f :write, :value 1}
            {:process :nemesis, :type :info, :f :start, :value nil}
            {:process 0, :type :ok, :f :write, :value 1}
            {:process 1, :type :invoke, :f :read, :value nil}
            {:process 1, :type :ok, :f :read, :value 1}
            """;
    private static final String BAD = GOOD.replace(":read, :value 1", ":read, :value 2");
    private static final String FAILED_CAS = """
            0	:invoke	:write	3
            0	:ok	:write	3
            1	:invoke	:cas	[3 4]
            1	:fail	:cas	[3 4]
            """;
    private static final String KEYS = """
            {:process 0, :type :invoke, :f :write, :value [:x 1]}
            {:process 0, :type :ok, :f :write, :value [:x 1]}
            {:process 1, :type :invoke, :f :write, :value [:y 2]}
            {:process 1, :type :ok, :f :write, :value [:y 2]}
            {:process 0, :type :invoke, :f :read, :value [:x nil]}
            {:process 0, :type :ok, :f :read, :value [:x 1]}
            """;

    @TempDir
    private Path temp;

    private Shell shell;

    @BeforeEach
    void openShell() throws IOException {
        shell = new Shell(temp);
        file("good.edn", GOOD);
        file("bad.edn", BAD);
        file("empty.edn", "[]");
        file("broken.edn", GOOD + "{:process 1");
    }

    private void file(String name, String content) throws IOException {
        Files.writeString(temp.resolve(name), content);
    }

    @ParameterizedTest
    @CsvSource({
        "good.edn, 0, '✓ ~/good.edn: valid, register, 2 operations, '",
        "bad.edn, 1, '✗ ~/bad.edn: invalid, register, 2 operations, '",
        "empty.edn, 2, '? ~/empty.edn: unknown, register, 0 operations, '",
    })
    void aFileIsOneLineAndAnExitCode(String name, int exit, String line) {
        Shell.Answer answer = shell.run("analyze", "--model", "register", "~/" + name);

        assertThat(answer.exit()).isEqualTo(exit);
        assertThat(answer.out()).startsWith(line);
        assertThat(answer.out().lines().filter(told -> !told.isEmpty() && !told.startsWith(" ")))
                .hasSize(1);
        assertThat(answer.err()).isEmpty();
    }

    @Test
    void whyAFileIsInvalidStandsBeneathItsLine() {
        assertThat(shell.run("analyze", "--model", "register", "~/bad.edn").out())
                .contains("""
                        |-read -> 2-|""");
        assertThat(shell.run("analyze", "--model", "register", "~/good.edn").out())
                .hasLineCount(1);
    }

    @Test
    void aLineOfJsonTellsTheSameInAFixedOrder() {
        Shell.Answer answer = shell.run("analyze", "--model", "register", "--json", "--repeat", "3", "~/bad.edn");

        assertThat(answer.out())
                .matches(
                        "\\{\"file\":\"~/bad.edn\",\"valid\":\"invalid\",\"model\":\"register\",\"algorithm\":\"[^\"]+\","
                                + "\"operations\":2,\"micros\":\\d+,\"reason\":\"[^\\n]+\"}\n");
    }

    @ParameterizedTest
    @CsvSource({
        "good.edn good.edn, 0",
        "good.edn empty.edn, 2",
        "bad.edn empty.edn good.edn, 1",
        "empty.edn bad.edn, 1",
        "broken.edn bad.edn good.edn, 254",
        "nowhere.edn good.edn, 254",
    })
    void allFilesAreJudgedAndTheWorstIsTheExitCode(String names, int exit) {
        List<String> files = List.of(names.split(" "));
        String[] words = new String[files.size() + 4];
        List.of("analyze", "--json", "--model", "register").toArray(words);
        for (int i = 0; i < files.size(); i++) {
            words[i + 4] = "~/" + files.get(i);
        }

        Shell.Answer answer = shell.run(words);

        assertThat(answer.exit()).isEqualTo(exit);
        assertThat(answer.out()
                        .lines()
                        .map(line -> new JsonMapper()
                                .readTree(line)
                                .get("file")
                                .stringValue()
                                .substring(2)))
                .isEqualTo(files);
    }

    @Test
    void aBrokenFileSaysWhereAndIsUnknown() {
        String reason =
                "~/broken.edn, line 6, column 11: found the end in the middle of an operation, expected a value";

        Shell.Answer text = shell.run("analyze", "--model", "register", "~/broken.edn");
        Shell.Answer answer = shell.run("analyze", "--model", "register", "~/broken.edn", "--json");
        JsonNode json = answer.json();

        assertThat(text).isEqualTo(new Shell.Answer(254, "", "faultline: " + reason + "\n"));
        assertThat(answer.err()).isEqualTo("faultline: " + reason + "\n");
        assertThat(json.get("valid").stringValue()).isEqualTo("unknown");
        assertThat(json.get("algorithm").isNull()).isTrue();
        assertThat(json.get("reason").stringValue()).isEqualTo(reason);
    }

    @Test
    void aFailedCasMaySayThatItSawAnotherValue() throws IOException {
        file("history.txt", FAILED_CAS);

        assertThat(exit("--model", "cas-register", "~/history.txt")).isZero();
        assertThat(exit("--model", "cas-register", "--cas-fail", "dropped", "~/history.txt"))
                .isZero();
        assertThat(exit("--model", "cas-register", "--cas-fail", "observed", "~/history.txt"))
                .isEqualTo(1);
    }

    @Test
    void independentKeysAreJudgedApart() throws IOException {
        file("keys.edn", KEYS);

        assertThat(exit("--model", "register", "--independent", "~/keys.edn")).isZero();
        assertThat(exit("--model", "register", "~/keys.edn"))
                .as("one register that holds a pair")
                .isEqualTo(1);
    }

    @Test
    void aModelBeginsWithWhatItIsGiven() throws IOException {
        file("read.txt", "0\t:invoke\t:read\tnil\n0\t:ok\t:read\t[1 2]\n");

        assertThat(exit("--model", "register", "~/read.txt")).isEqualTo(1);
        assertThat(exit("--model", "register", "--initial", "[1 2]", "~/read.txt"))
                .isZero();
        assertThat(exit("--model", "register", "--initial", "[1,2]", "~/read.txt"))
                .isZero();
        assertThat(exit("--model", "register", "--initial", "[1 3]", "~/read.txt"))
                .isEqualTo(1);
    }

    @Test
    void packedFilesAndTrialsAndTheirHistoriesAreJudgedToo() throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(temp.resolve("good.edn.gz")))) {
            out.write(GOOD.getBytes(StandardCharsets.UTF_8));
        }
        shell.run("test", "--store", "~/s", "--seed", "3", "--time-limit", "15s", "--workload", "register");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(temp.resolve("ours.jsonl.gz")))) {
            Files.copy(temp.resolve("s/latest/history.jsonl"), out);
        }

        Shell.Answer answer = shell.run(
                "analyze",
                "--model",
                "register",
                "~/good.edn.gz",
                "~/s/latest",
                "~/s/latest/history.jsonl",
                "~/ours.jsonl.gz");

        assertThat(answer.exit()).as(answer.out() + answer.err()).isZero();
        assertThat(answer.out().lines()).hasSize(4).allMatch(line -> line.startsWith("✓ "));
    }

    @Test
    void aTimeThatIsUpIsUnknownAndNotAPass() throws IOException {
        StringBuilder hostile = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            hostile.append(i).append("\t:invoke\t:write\t").append(i % 2).append('\n');
        }
        for (int i = 0; i < 40; i++) {
            hostile.append(i).append("\t:ok\t:write\t").append(i % 2).append('\n');
        }
        for (int i = 0; i < 2; i++) {
            hostile.append("0\t:invoke\t:read\tnil\n0\t:ok\t:read\t").append(i).append('\n');
        }
        file("hostile.txt", hostile.toString());

        Shell.Answer answer = shell.run("analyze", "--model", "register", "--time-limit", "1ms", "~/hostile.txt");

        assertThat(answer.exit()).as(answer.out()).isEqualTo(2);
        assertThat(answer.out()).startsWith("? ~/hostile.txt: unknown, ").hasLineCount(1);
    }

    // ---- what is wrong with what was asked ----

    @Test
    void aHistoryOfJepsensWithoutAModelIsAnsweredWithTheList() {
        Shell.Answer answer = shell.run("analyze", "~/good.edn");

        assertThat(answer.exit()).isEqualTo(254);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err())
                .startsWith("faultline: ~/good.edn is a history of Jepsen's, judged by --model, one of register,"
                        + " cas-register, ")
                .endsWith(", priority-queue\n");
    }

    @Test
    void aModelThatIsNotThereIsAnsweredWithTheList() {
        Shell.Answer answer = shell.run("analyze", "--model", "regster", "~/good.edn");

        assertThat(answer.exit()).isEqualTo(254);
        assertThat(answer.err())
                .startsWith("faultline: there is no model 'regster'; --model is one of register, cas-register, ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--initial 0",
                "--independent",
                "--cas-fail observed",
                "--time-limit 5s",
                "--memory-limit 1g",
                "--repeat 2"
            })
    void anOptionThatNeedsAModelSaysSo(String option) {
        String[] words = ("analyze ~/good.edn " + option).split(" ");

        Shell.Answer answer = shell.run(words);

        assertThat(answer.exit()).isEqualTo(254);
        assertThat(answer.err()).startsWith("faultline: " + option.split(" ")[0] + " needs --model, one of register, ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --model counter --initial x    | --initial: the model counter begins with a whole number, not with x
            --model register --initial [1  | --initial: found the end in the middle of an operation, expected a value
            --model register --cas-fail x  | Invalid value for option '--cas-fail': 'x' is neither dropped nor observed
            --model register --memory-limit 5x | Invalid value for option '--memory-limit': '5x' is no amount of memory; write a whole number and perhaps a unit, such as 512m or 2g
            """)
    void aValueThatCannotBeIsAnsweredWithWhatCan(String options, String sentence) {
        Shell.Answer answer = shell.run(("analyze ~/good.edn " + options).split(" "));

        assertThat(answer.exit()).isEqualTo(254);
        assertThat(answer.err()).startsWith("faultline: " + sentence + "\n");
    }

    @Test
    void severalTrialsAreJudgedOneAfterTheOther() {
        shell.run("test", "--store", "~/s", "--seed", "7");
        shell.run("test", "--store", "~/t", "--seed", "7", "--mutant", "E13");

        Shell.Answer answer = shell.run("analyze", "~/s/latest", "~/nowhere", "~/t/latest");

        assertThat(answer.exit()).isEqualTo(254);
        assertThat(answer.out()).contains("\nreplay  ./faultline replay ~/s/", "\nreplay  ./faultline replay ~/t/");
        assertThat(answer.err()).contains("faultline: ~/nowhere: no such folder");
    }

    private int exit(String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "analyze";
        System.arraycopy(words, 0, all, 1, words.length);
        return shell.run(all).exit();
    }
}
