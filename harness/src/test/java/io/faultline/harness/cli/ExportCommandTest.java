package io.faultline.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.OperationEvent;
import io.faultline.checkers.history.jepsen.JepsenHistory;
import io.faultline.checkers.history.json.HistoryReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code export}: histories for other tools. */
class ExportCommandTest {
    private static final String EDN = """
            {:index 0, :time 10, :process 0, :type :invoke, :f :write, :value 1}
            {:index 1, :time 20, :process :nemesis, :type :info, :f :start, :value nil}
            {:index 2, :time 30, :process 0, :type :ok, :f :write, :value 1}
            """;

    @TempDir
    private Path temp;

    private Shell shell;

    @BeforeEach
    void openShell() {
        shell = new Shell(temp);
    }

    /** With keys, and without, as transactions are. */
    @ParameterizedTest
    @ValueSource(strings = {"kv", "lock", "append"})
    void whatClientsOfATrialDidIsReadBackTheSame(String workload) throws IOException {
        shell.run("test", "--store", "~/s", "--seed", "3", "--time-limit", "15s", "--workload", workload);

        Shell.Answer answer = shell.run("export", "--edn", "~/s/latest", "-o", "~/h.edn");

        boolean keyed = !workload.equals("append");
        assertThat(answer)
                .isEqualTo(new Shell.Answer(
                        0,
                        "history  ~/h.edn\n",
                        keyed ? "faultline: values are [key value]; analyze reads them with --independent\n" : ""));
        History ours = HistoryReader.read(temp.resolve("s/latest/history.jsonl"));
        JepsenHistory.Keys keys = keyed ? JepsenHistory.Keys.INDEPENDENT : JepsenHistory.Keys.PLAIN;
        assertThat(operations(JepsenHistory.read(temp.resolve("h.edn"), keys)))
                .hasSizeGreaterThan(100)
                .isEqualTo(operations(ours));
    }

    private static List<String> operations(History history) {
        List<String> operations = new ArrayList<>();
        for (Event event : history.events()) {
            if (event instanceof OperationEvent told) {
                operations.add(told.time() + " " + told.type() + " " + told.process() + " " + told.f() + " "
                        + told.key() + " " + told.value());
            }
        }
        return operations;
    }

    @Test
    void withoutAFileItGoesToStandardOutput() throws IOException {
        Files.writeString(temp.resolve("h.edn"), EDN);

        assertThat(shell.run("export", "--edn", "~/h.edn")).isEqualTo(new Shell.Answer(0, EDN, ""));
    }

    @Test
    void aFileIsNotWrittenOverItself() throws IOException {
        Files.writeString(temp.resolve("h.edn"), EDN);

        assertThat(shell.run("export", "--edn", "~/h.edn", "-o", "~/../" + temp.getFileName() + "/h.edn")
                        .err())
                .endsWith("h.edn is what is to be read; give --output another name\n");
        assertThat(temp.resolve("h.edn")).hasContent(EDN);
    }

    @Test
    void whatCannotBeReadIsNotExported() throws IOException {
        Files.writeString(temp.resolve("h.edn"), EDN + "{");

        assertThat(shell.run("export", "--edn", "~/h.edn", "-o", "~/x.edn"))
                .isEqualTo(new Shell.Answer(
                        254,
                        "",
                        "faultline: ~/h.edn, line 4, column 1: found the end in the middle of an operation, expected a"
                                + " value\n"));
        assertThat(shell.run("export", "--edn", "~/nowhere").err())
                .isEqualTo("faultline: ~/nowhere: no such file or folder\n");
        assertThat(temp.resolve("x.edn")).doesNotExist();
    }

    @Test
    void theFormMustBeNamed() {
        assertThat(shell.run("export", "~/h.edn").err()).contains("Missing required option: '--edn'");
    }
}
