package io.faultline.checkers.history.jepsen;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.checkers.history.History;
import io.faultline.checkers.history.jepsen.JepsenHistory.Form;
import io.faultline.checkers.history.jepsen.JepsenHistory.Keys;
import io.faultline.checkers.history.json.MalformedHistoryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a file is said with its place, what was found and what was expected. */
class BrokenJepsenFilesTests {
    private static final String OK_LINE = "{:process 0 :type :invoke :f :read}\n";

    @TempDir
    Path folder;

    /** {@code ~} stands for a line feed. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {:type :invoke, :f :read}                      | line 1, column 1: found an operation without :process, expected one with :process, :type and :f
            {:process 0, :f :read}                         | line 1, column 1: found an operation without :type, expected one with :process, :type and :f
            {:process 0, :type :invoke}                    | line 1, column 1: found an operation without :f, expected one with :process, :type and :f
            {:process -1, :type :invoke, :f :read}         | line 1, column 1: found -1 in :process, expected a whole number from 0, or a name such as :nemesis
            {:process [], :type :invoke, :f :read}         | line 1, column 1: found [] in :process, expected a whole number from 0, or a name such as :nemesis
            {:process 0, :type :begin, :f :read}           | line 1, column 1: found :begin in :type, expected one of :invoke, :ok, :fail, :info
            {:process 0, :type 7, :f :read}                | line 1, column 1: found 7 in :type, expected one of :invoke, :ok, :fail, :info
            {:process 0, :type :invoke, :f 7}              | line 1, column 1: found 7 in :f, expected a name such as :read
            {:process 0, :type :invoke, :f :read, :f :x}   | line 1, column 44: found :f twice, expected each key once
            {:process 0, :type :invoke, :f :r, :time -5}   | line 1, column 1: found -5 in :time, expected a whole number from 0
            {:process 0, :type :invoke, :f :r, :time 0.5}  | line 1, column 1: found 0.5 in :time, expected a whole number from 0
            {:process 0, :type :invoke, :f :r, :index "0"} | line 1, column 1: found "0" in :index, expected a whole number from 0
            {:process 0, :type :invoke, :f :r, :value {:a 1, "a" 2}} | line 1, column 55: found the key "a" twice, expected each key once
            {:process 0, :type :invoke, :f :r, :value {:a}}          | line 1, column 46: found a misplaced }, expected a value
            {:process 0, :type :invoke, :f :r, :value}               | line 1, column 42: found a misplaced }, expected a value
            {:process 0, :type :invoke, :f :r, :value [1 2)}         | line 1, column 47: found a misplaced ), expected a value
            {:process 0, :type :invoke, :f :r, :value 1/2}           | line 1, column 44: found broken EDN (Not a number: '1/'.), expected a value
            {:process 0, :type :invoke, :f :r, :value :a/b/c/d}      | line 1, column 51: found a name with too many slashes, expected a value
            {:process 0, :type :invoke, :f :r, :value 1e999}         | line 1, column 48: found the number Infinity, expected a number of at most 64 bits
            {:process 0, :type :invoke, :f :r, :value 9223372036854775808} | line 1, column 62: found the number 9223372036854775808, expected a number of at most 64 bits
            {:process 0, :type :invoke, :f :r, :value @}             | line 1, column 43: found broken EDN (Unexpected character '@', \\u0040), expected a value
            {:process 0, :type :invoke, :f :r, :value "\\x"}         | line 1, column 45: found broken EDN (Unsupported 'x' escape in string), expected a value
            {:process 0, :type :invoke, :f :r, :value "a             | line 1, column 44: found broken EDN (Unexpected end of input in string literal), expected a value
            {:process 0, :type :invoke, :f :r                        | line 1, column 33: found the end in the middle of an operation, expected a value
            {:process 0, :type :invoke, :f :r}}                      | line 1, column 35: found a misplaced }, expected a value
            [{:process 0, :type :invoke, :f :r}                      | line 1, column 35: found the end in the middle of an operation, expected a value
            [{:process 0, :type :invoke, :f :r})                     | line 1, column 36: found a misplaced ), expected a value
            [{:process 0, :type :invoke, :f :r}] {}                  | line 1, column 38: found more behind the end of the history, expected the end of the file
            [[:invoke :r 0]]                                         | line 1, column 15: found ["invoke" "r" 0], expected an operation such as {:type :invoke, :f :read, :value nil, :process 0}
            :invoke                                                  | line 1, column 7: found "invoke", expected an operation such as {:type :invoke, :f :read, :value nil, :process 0}
            ; only a comment                                         | line 1, column 16: found nothing at all, expected a history
            """)
    void brokenEdn(String edn, String message) {
        refuses(edn, Reading::edn, message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {:process 0 :type :ok :f :read :value 1}                 | line 2, column 1: found the :ok of a read by process 0, which has nothing under way, expected its :invoke before
            {:process 1 :type :invoke :f :w}~{:process 1 :type :invoke :f :r}     | line 3, column 1: found an :invoke of process 1, expected the end of its w of line 2 first
            {:process 1 :type :invoke :f :w}~~{:process 1 :type :ok :f :r}        | line 4, column 1: found the :ok of a r by process 1, expected the end of its w of line 2
            {:process 1 :type :invoke :f :w :key 1}~{:process 1 :type :ok :f :w :key 2}  | line 3, column 1: found the key 2, expected 1, with which it began in line 2
            {:process 1 :type :invoke :f :w :index 5}~{:process 2 :type :invoke :f :w :index 5} | line 3, column 1: found the :index 5, expected more than 5, the one before
            {:process 1 :type :invoke :f :w :value {"\\ud800" 1}}    | line 2, column 1: found an operation that cannot be (a name in a history holds half a surrogate pair), expected one that can
            """)
    void operationsThatMakeNoSenseTogether(String edn, String message) {
        refuses(";\n" + edn.replace('~', '\n'), Reading::edn, message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {:process 0 :type :invoke :f :read}                      | line 1, column 1: found nil in :value, expected [key value], as independent keys are told
            {:process 0 :type :invoke :f :read :value [1 2 3]}       | line 1, column 1: found [1 2 3] in :value, expected [key value], as independent keys are told
            {:process 0 :type :invoke :f :r :value [1 nil]}~{:process 0 :type :ok :f :r :value 4}     | line 2, column 1: found 4 in :value, expected [key value], as independent keys are told
            {:process 0 :type :invoke :f :r :value [1 nil]}~{:process 0 :type :ok :f :r :value [2 4]} | line 2, column 1: found the key 2, expected 1, with which it began in line 1
            """)
    void valuesThatAreNotOnOneOfTheIndependentKeys(String edn, String message) {
        refuses(edn.replace('~', '\n'), Reading::independent, message);
    }

    /** {@code ~} stands for a line feed, {@code _} for a tab. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            0_:invoke_:read~                            | line 1: found an operation of 3 columns, expected process, :type, :f and value, with tabs between them
            0_:begin_:read_nil~                         | line 1: found :begin in :type, expected one of :invoke, :ok, :fail, :info
            x_:invoke_:read_nil~                        | line 1: found 'x' as the process, expected a whole number from 0, or a name such as :nemesis
            -1_:invoke_:read_nil~                       | line 1: found '-1' as the process, expected a whole number from 0, or a name such as :nemesis
            0_:invoke_7_nil~                            | line 1: found 7 as what is done, expected a name such as :read
            0_:invoke_:read_[1~                         | line 1: found the end in the middle of an operation, expected a value
            0_:invoke_:read_1 2~                        | line 1: found more behind the value in '1 2', expected one value
            0_:invoke_:read_nil~0 :ok :read 5~          | line 2: found '0 :ok :read 5', expected process, :type, :f and value, with tabs between them
            words~0_:invoke_:read_nil~                  | line 1: found 'words', expected process, :type, :f and value, with tabs between them
            only words~and more~                        | line 3: found no operation in the whole file, expected lines of process, :type, :f and value, with tabs between them
            0_:invoke_:read_nil~~0_:ok_:read_12         | line 3: found an unfinished line at the end of the file, expected a line feed behind a value that could be longer
            0_:invoke_:read_nil~0_:ok_:write_1~         | line 2: found the :ok of a write by process 0, expected the end of its read of line 1
            INFO jepsen.util - 0_:invoke_:read~         | line 1: found an operation of 3 columns, expected process, :type, :f and value, with tabs between them
            """)
    void brokenText(String text, String message) {
        refuses(text.replace('~', '\n').replace('_', '\t'), Reading::text, message);
    }

    @Test
    void bytesThatAreNoCharactersAreFoundWhereTheyStand() {
        byte[] far = Reading.bytes("{:process 0 :type :invoke :f :x}\n{:process 0 :type :ok :f :x}\n".repeat(5_000)
                + "{:process 0 :type :invoke :f :x :value \"?\"}\n");
        far[far.length - 4] = (byte) 0xff;

        refuses(far, Form.EDN, "line 10001, column 40: found bytes that are no characters, expected UTF-8");
        byte[] text = "0\t:invoke\t:read\tnil\n0\t:ok\t:read\t\u00ff\n".getBytes(StandardCharsets.ISO_8859_1);
        refuses(text, Form.TEXT, "line 2: found bytes that are no characters, expected UTF-8");
        byte[] cut = Reading.bytes("{:process 0 :type :invoke :f \"é");
        refuses(
                Arrays.copyOf(cut, cut.length - 1),
                Form.EDN,
                "line 1, column 30: found bytes that are no characters, expected UTF-8");
    }

    @Test
    void whatIsTooDeepTooLongOrTooBigIsRefusedBeforeItHurts() {
        String head = "{:process 0 :type :invoke :f :r :value ";

        refuses(
                head + "[".repeat(100_000),
                Reading::edn,
                "line 1, column 106: found a value nested deeper than 64 levels, expected a value that a history can hold");
        refuses(
                head + "[".repeat(65) + "]".repeat(65) + "}",
                Reading::edn,
                "line 1, column 1: found an operation that cannot be (a value in a history is nested deeper than 64"
                        + " levels), expected one that can");
        refuses(
                head + "#_ ".repeat(100_000),
                Reading::edn,
                "line 1, column 239: found a value nested deeper than 64 levels, expected a value that a history can"
                        + " hold");
        refuses(
                head + "9".repeat(1_000_000),
                Reading::edn,
                "line 1, column 4040: found more than 4000 digits in a row, expected an operation");
        refuses(
                OK_LINE + "{" + " ".repeat(17 << 20),
                Reading::edn,
                "line 2, column 16777216: found an operation of more than 16777216 characters, expected an operation");
    }

    @Test
    void damagedPackingIsFoundWhereItStands() throws IOException {
        byte[] packed = Reading.packed(Reading.bytes(OK_LINE));

        byte[] cut = Arrays.copyOf(packed, packed.length - 12);
        assertThatThrownBy(() -> Reading.read(cut, Form.EDN, Keys.PLAIN))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessageMatching("h.edn, line 1, column \\d+: found the end of the gzip data in its middle, expected"
                        + " the file as it was packed");
        byte[] longer = Arrays.copyOf(packed, packed.length + 40);
        refuses(
                longer,
                Form.EDN,
                "line 2, column 1: found damaged gzip data (there is more behind its end), expected the file as it was"
                        + " packed");
        packed[packed.length - 6] ^= 1;
        refuses(
                packed,
                Form.EDN,
                "line 2, column 1: found damaged gzip data (Corrupt GZIP trailer), expected the file as it was packed");
        packed[2] = 9;
        refuses(
                packed,
                Form.EDN,
                "line 1: found damaged gzip data (Unsupported compression method), expected the file as it was packed");
    }

    @Test
    void theNameOfTheFileIsSaid() throws IOException {
        Path file = folder.resolve("broken.edn");
        Files.writeString(file, "{");

        assertThatThrownBy(() -> JepsenHistory.read(file, Keys.PLAIN))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessage(file + ", line 1, column 1: found the end in the middle of an operation, expected a value");
    }

    private static void refuses(String text, Function<String, History> reader, String message) {
        assertThatThrownBy(() -> reader.apply(text))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessage(Reading.NAME + ", " + message);
    }

    private static void refuses(byte[] bytes, Form form, String message) {
        assertThatThrownBy(() -> Reading.read(bytes, form, Keys.PLAIN))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessage(Reading.NAME + ", " + message);
    }
}
