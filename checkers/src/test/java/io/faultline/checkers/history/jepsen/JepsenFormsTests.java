package io.faultline.checkers.history.jepsen;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.history.History;
import io.faultline.checkers.history.jepsen.JepsenHistory.Form;
import io.faultline.checkers.history.jepsen.JepsenHistory.Keys;
import io.faultline.checkers.history.json.HistoryReader;
import io.faultline.checkers.history.json.HistoryWriter;
import io.faultline.checkers.kit.Golden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from files as Jepsen writes them. */
class JepsenFormsTests {
    private static final Path FILES = Path.of("src", "test", "histories");

    @TempDir
    Path folder;

    /** Each file has its golden twin in our own form, which was read by a person. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "register-lines.edn",
                "register-vector.edn",
                "register-tagged.edn",
                "transactions.edn",
                "values.edn",
                "nemesis.edn",
                "without-times.edn",
                "history.txt",
                "jepsen.log"
            })
    void aFileIsReadAsItsGoldenTwinSays(String name) throws IOException {
        Path file = FILES.resolve(name);

        History history = JepsenHistory.read(file, Keys.PLAIN);

        Golden.matches("jepsen/" + name + ".jsonl", Reading.lines(history));
        Path packed = folder.resolve("packed");
        Files.write(packed, Reading.packed(Files.readAllBytes(file)));
        Form form = name.endsWith(".edn") ? Form.EDN : Form.TEXT;
        assertThat(JepsenHistory.isIn(packed)).as("known by its content").isTrue();
        assertThat(Reading.read(Files.readAllBytes(packed), form, Keys.PLAIN)).isEqualTo(history);
        assertThat(JepsenHistory.read(packed, Keys.PLAIN)).isEqualTo(history);
    }

    @Test
    void independentKeysAreTakenOutOfTheValues() throws IOException {
        Golden.matches(
                "jepsen/independent.edn.jsonl",
                Reading.lines(JepsenHistory.read(FILES.resolve("independent.edn"), Keys.INDEPENDENT)));
    }

    @Test
    void oneVectorAndAMapALineAndTaggedMapsAreTheSameHistory() throws IOException {
        History lines = JepsenHistory.read(FILES.resolve("register-lines.edn"), Keys.PLAIN);

        assertThat(JepsenHistory.read(FILES.resolve("register-vector.edn"), Keys.PLAIN))
                .isEqualTo(lines);
        assertThat(JepsenHistory.read(FILES.resolve("register-tagged.edn"), Keys.PLAIN))
                .isEqualTo(lines);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            h.edn       | anything               | true
            h.EDN.gz    | anything               | true
            h.jsonl     | [{:type :invoke}]      | false
            h.jsonl.gz  | [{:type :invoke}]      | false
            history     | {"index":0             | false
            history     | ' { "index":0'         | false
            history     | {:index 0              | true
            history     | [                      | true
            history     | #jepsen.history.Op{    | true
            history     | 0 :invoke              | true
            history     | ''                     | false
            """)
    void aFileIsKnownByItsNameOrElseByHowItBegins(String name, String content, boolean jepsens) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, content);

        assertThat(JepsenHistory.isIn(file)).isEqualTo(jepsens);
    }

    @Test
    void aVectorWithoutOperationsIsAHistoryWithoutEvents() {
        assertThat(Reading.edn("[]").size()).isZero();
        assertThat(Reading.edn("; nothing\n ( #_{:type :ok} )\n").size()).isZero();
    }

    @Test
    void commentsAndDiscardedFormsAreNoOperations() {
        assertThat(Reading.operations(Reading.edn("""
                        ; a comment }
                        [{:process 0, :type :invoke, :f :read, :value nil, #_:f #_:write}
                         #_{:process 0, :type :invoke}
                         ;{:process 0}
                         {:process 0, :type :ok, :f :read, :value #_1 2}]
                        """)))
                .containsExactly("INVOKE 0 read null null 0", "OK 0 read null 2 1");
    }

    @Test
    void timesThatGoBackCountAsTheTimeBefore() {
        assertThat(Reading.operations(Reading.edn("""
                        {:process 0 :type :invoke :f :read :time 50}
                        {:process 1 :type :invoke :f :read :time 40}
                        {:process 0 :type :ok :f :read :value 3}
                        {:process 1 :type :ok :f :read :value 3 :time 60}
                        """)))
                .containsExactly(
                        "INVOKE 0 read null null 50",
                        "INVOKE 1 read null null 50",
                        "OK 0 read null 3 51",
                        "OK 1 read null 3 60");
    }

    /** Jepsen itself never lets such a process speak again; other tools that write its form do. */
    @Test
    void aProcessThatEndedInInfoMayGoOn() {
        assertThat(Reading.operations(Reading.edn("""
                        {:process 0 :type :invoke :f :write :value 1}
                        {:process 0 :type :info :f :write :value 1 :error :timed-out}
                        {:process 0 :type :invoke :f :write :value 2}
                        """))).hasSize(3);
    }

    @Test
    void aKeyThatIsGivenIsKept() {
        assertThat(Reading.operations(Reading.edn("""
                        {:process 0 :type :invoke :f :write :key :x :value 1}
                        {:process 0 :type :ok :f :write :value 1}
                        """))).containsExactly("INVOKE 0 write x 1 0", "OK 0 write x 1 1");
    }

    @Test
    void whatFailedOnAnIndependentKeyMayTellWhyInsteadOfItsValue() {
        assertThat(Reading.operations(Reading.independent("""
                        {:process 0 :type :invoke :f :cas :value [7 [1 2]]}
                        {:process 0 :type :fail :f :cas :value :timed-out}
                        {:process 0 :type :invoke :f :cas :value [7 [1 2]]}
                        {:process 0 :type :info :f :cas :value [1 2]}
                        """)))
                .containsExactly(
                        "INVOKE 0 cas 7 [1, 2] 0",
                        "FAIL 0 cas 7 timed-out 1",
                        "INVOKE 0 cas 7 [1, 2] 2",
                        "INFO 0 cas 7 [1, 2] 3");
    }

    @Test
    void linesMayEndAsOnWindowsAndAFileMayBeginWithAByteOrderMark() {
        String edn = "{:process 0 :type :invoke :f :read}\n";
        String text = "0\t:invoke\t:read\tnil\n";

        assertThat(Reading.edn("\ufeff" + edn.replace("\n", "\r\n"))).isEqualTo(Reading.edn(edn));
        assertThat(Reading.text("\ufeff" + text.replace("\n", "\r\n"))).isEqualTo(Reading.text(text));
    }

    /** A number might go on behind the end of a file that was cut; a bracket or nil can't. */
    @Test
    void aLastLineWithoutLineFeedIsReadWhereItsValueCannotGoOn() {
        String head = "0\t:invoke\t:write\t5\n0\t:ok\t:write\t";

        assertThat(Reading.text(head + "nil").size()).isEqualTo(2);
        assertThat(Reading.text(head + "[1 2]").size()).isEqualTo(2);
        assertThat(Reading.text(head + "5\t:and-why").size()).isEqualTo(2);
    }

    @Test
    void ourOwnHistoryMayBePackedToo() throws IOException {
        History history = JepsenHistory.read(FILES.resolve("register-lines.edn"), Keys.PLAIN);
        Path file = folder.resolve("history.jsonl.gz");
        StringBuilder lines = new StringBuilder();
        HistoryWriter.write(history, lines);
        Files.write(file, Reading.packed(lines.toString().getBytes(StandardCharsets.UTF_8)));

        assertThat(HistoryReader.read(file)).isEqualTo(history);
    }
}
