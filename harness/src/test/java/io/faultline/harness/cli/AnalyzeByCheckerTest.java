package io.faultline.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code analyze --checker}: whole histories, ours and Jepsen's, judged by one checker. */
class AnalyzeByCheckerTest {
    /** Write skew: each reads what the other writes, and misses it. */
    private static final String SKEW = """
            {:process 0, :type :invoke, :f :txn, :value [[:r :x nil] [:append :y 1]]}
            {:process 1, :type :invoke, :f :txn, :value [[:r :y nil] [:append :x 1]]}
            {:process 0, :type :ok, :f :txn, :value [[:r :x []] [:append :y 1]]}
            {:process 1, :type :ok, :f :txn, :value [[:r :y nil] [:append :x 1]]}
            """;

    private static final String REGISTERS = """
            {:process 0, :type :invoke, :f :txn, :value [[:w :x 1] [:r :y nil]]}
            {:process 1, :type :invoke, :f :txn, :value [[:w :y 1] [:r :x nil]]}
            {:process 0, :type :ok, :f :txn, :value [[:w :x 1] [:r :y 1]]}
            {:process 1, :type :ok, :f :txn, :value [[:w :y 1] [:r :x 1]]}
            """;
    private static final String BANK = """
            {:process 0, :type :invoke, :f :read, :value nil}
            {:process 0, :type :ok, :f :read, :value {0 5, 1 5}}
            {:process 0, :type :invoke, :f :read, :value nil}
            {:process 0, :type :ok, :f :read, :value {0 5, 1 4}}
            """;

    @TempDir
    private Path temp;

    private Shell shell;
    private Shell.Answer answer;

    private int run(String... words) {
        answer = shell.run(words);
        return answer.exit();
    }

    @BeforeEach
    void openShell() throws IOException {
        shell = new Shell(temp);
        Files.writeString(temp.resolve("skew.edn"), SKEW);
        Files.writeString(temp.resolve("registers.edn"), REGISTERS);
        Files.writeString(temp.resolve("bank.edn"), BANK);
    }

    private String path(String name) {
        return temp.resolve(name).toString();
    }

    private JsonNode line() {
        return new JsonMapper().readTree(answer.out().strip());
    }

    @Test
    void writeSkewIsNotSerializable() {
        assertThat(run("analyze", "--checker", "list-append", "--json", path("skew.edn")))
                .isEqualTo(1);
        assertThat(line().propertyNames())
                .containsExactly(
                        "file", "valid", "checker", "model", "anomalies", "operations", "micros", "reason", "evidence");
        assertThat(line().get("valid").stringValue()).isEqualTo("invalid");
        assertThat(line().get("model").stringValue()).isEqualTo("strict-serializable");
        assertThat(line().get("anomalies").toString()).isEqualTo("[\"G2-item\"]");
        assertThat(line().get("evidence").get(0).stringValue()).startsWith("G2-item: let T1 = ");
    }

    @Test
    void writeSkewIsAllowedUnderSnapshotIsolation() {
        assertThat(run("analyze", "--checker", "list-append", "--consistency", "snapshot-isolation", path("skew.edn")))
                .isZero();
        assertThat(answer.out())
                .contains(
                        "2 transactions committed, nothing against snapshot-isolation; seen, and allowed by it: G2-item");
    }

    @Test
    void registersAreJudgedToo() {
        assertThat(run("analyze", "--checker", "rw-register", path("registers.edn")))
                .isEqualTo(1);
        assertThat(answer.out()).contains("not strict-serializable: G1c").contains("    G1c: let T1 = ");
    }

    @Test
    void aBankThatLosesMoneyIsInvalid() {
        assertThat(run("analyze", "--checker", "bank", "--json", path("bank.edn")))
                .isEqualTo(1);
        assertThat(line().get("checker").stringValue()).isEqualTo("bank");
        assertThat(line().has("anomalies")).isFalse();
    }

    @Test
    void cyclesAreWrittenAsPicturesAndForOtherTools() throws IOException {
        Path folder = temp.resolve("cycles");
        run("analyze", "--checker", "list-append", "--cycles", folder.toString(), path("skew.edn"));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()).sorted())
                    .isEqualTo(List.of("cycle-1-G2-item.dot", "cycle-1-G2-item.json", "cycle-1-G2-item.svg"));
        }
        assertThat(folder.resolve("cycle-1-G2-item.svg")).content().startsWith("<svg ");
        assertThat(new JsonMapper()
                        .readTree(folder.resolve("cycle-1-G2-item.json").toFile())
                        .get("transactions"))
                .hasSize(2);
    }

    @Test
    void whatIsAroundCyclesIsWrittenWhenAskedFor() throws IOException {
        Files.writeString(temp.resolve("skew.edn"), SKEW + """
            {:process 2, :type :invoke, :f :txn, :value [[:r :y nil] [:append :z 1]]}
            {:process 2, :type :ok, :f :txn, :value [[:r :y [1]] [:append :z 1]]}
            """);
        Path folder = temp.resolve("cycles");
        run("analyze", "--checker", "list-append", "--cycles", folder.toString(), path("skew.edn"));
        assertThat(folder.resolve("cycle-1-G2-item.svg")).content().doesNotContain("N1");
        assertThat(folder.resolve("cycle-1-G2-item.json")).content().doesNotContain("neighbourhood");

        run(
                "analyze",
                "--checker",
                "list-append",
                "--cycles",
                folder.toString(),
                "--neighbourhood",
                "1",
                path("skew.edn"));

        assertThat(folder.resolve("cycle-1-G2-item.svg"))
                .content()
                .contains("N1", "the only other transaction within 1 edge");
        assertThat(folder.resolve("cycle-1-G2-item.dot")).content().contains("\"T1\" -> \"N1\"");
        JsonNode around = new JsonMapper()
                .readTree(folder.resolve("cycle-1-G2-item.json").toFile())
                .get("neighbourhood");
        assertThat(around.get("transactions").get(0).get("content").stringValue())
                .isEqualTo("r y [1], append z 1");
        assertThat(around.get("leftOut").intValue()).isZero();
    }

    @Test
    void aNeighbourhoodThatCannotBeIsRefused() {
        for (String bad : List.of("-1", "21", "1.5", "near", "")) {
            assertThat(run(
                            "analyze",
                            "--checker",
                            "list-append",
                            "--cycles",
                            path("cycles"),
                            "--neighbourhood",
                            bad,
                            path("skew.edn")))
                    .isEqualTo(254);
            assertThat(answer.err()).contains("'--neighbourhood'", "'" + bad + "' is not a whole number from 0 to 20");
        }
        assertThat(run("analyze", "--checker", "list-append", "--neighbourhood", "1", path("skew.edn")))
                .isEqualTo(254);
        assertThat(answer.err()).contains("--neighbourhood needs --cycles DIR, where the pictures go");
        assertThat(run("analyze", "--checker", "bank", "--neighbourhood", "1", path("bank.edn")))
                .isEqualTo(254);
        assertThat(answer.err()).contains("--neighbourhood needs --checker list-append or rw-register");
        assertThat(run("analyze", "--neighbourhood", "1", path("skew.edn"))).isEqualTo(254);
        assertThat(temp.resolve("cycles")).doesNotExist();
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThat(run("analyze", "--checker", "nope", path("skew.edn"))).isEqualTo(254);
        assertThat(answer.err())
                .contains("there is no checker 'nope'; --checker is one of list-append, rw-register, set");
        assertThat(run("analyze", "--checker", "bank", "--consistency", "causal", path("bank.edn")))
                .isEqualTo(254);
        assertThat(answer.err()).contains("--consistency needs --checker list-append or rw-register");
        assertThat(run("analyze", "--checker", "list-append", "--consistency", "nope", path("skew.edn")))
                .isEqualTo(254);
        assertThat(answer.err()).contains("there is no consistency model 'nope'");
        assertThat(run("analyze", "--checker", "bank", "--model", "register", path("bank.edn")))
                .isEqualTo(254);
        assertThat(answer.err()).contains("--model and --checker are two ways to judge");
    }

    @Test
    void aFileThatCannotBeReadHasItsLine() {
        assertThat(run("analyze", "--checker", "bank", "--json", path("missing.edn")))
                .isEqualTo(254);
        assertThat(line().get("valid").stringValue()).isEqualTo("unknown");
    }
}
