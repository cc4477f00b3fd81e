package io.faultline.checkers.history.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.faultline.checkers.kit.Draw;
import io.faultline.checkers.kit.Property;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MalformedHistoryTests {
    private static final String PHASE = "{\"index\":0,\"time\":5,\"type\":\"phase\",\"phase\":\"safety\"}";

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"index":0,"time":5,"type":"banana"}                     | found "banana" in the field "type", expected one of invoke, ok, fail, info, node, fault, condition, phase
            {"index":0,"time":5}                                     | found no field "type", expected a text in it
            {"time":5,"type":"phase","phase":"end"}                  | found no field "index", expected a whole number from 0 in it
            {"index":1,"time":5,"type":"phase","phase":"end"}        | found event 1, expected event 0
            {"index":0,"time":"5","type":"phase","phase":"end"}      | found "5" in the field "time", expected a whole number from 0
            {"index":0,"time":-5,"type":"phase","phase":"end"}       | found -5 in the field "time", expected a whole number from 0
            {"index":0,"time":5.0,"type":"phase","phase":"end"}      | found 5.0 in the field "time", expected a whole number from 0
            {"index":0,"time":5,"type":"phase","phase":null}         | found null in the field "phase", expected a text
            {"index":0,"time":5,"type":"phase","phase":"end","x":1}  | found the field "x", expected no such field here
            {"index":0,"index":0,"time":5,"type":"phase"}            | found the field "index" twice, expected each field once
            {"index":0,"time":5,"type":"phase","phase":"end"} {}     | found more behind the JSON object, expected the end of the line
            ["index",0]                                              | found a line that begins otherwise, expected one JSON object
            {"index":0,"time":99999999999999999999,"type":"phase"}   | found the number 99999999999999999999, expected a number of at most 64 bits
            {"index":0,"time":5,"type":"ok","process":1,"f":"r","value":1e999} | found the number 1e999, expected a number of at most 64 bits
            {"index":0,"time":5,"type":"ok","process":1,"f":"r","value":{"a":1,"a":2}} | found the field "a" twice, expected each field once
            {"index":0,"time":5,"type":"fault","phase":"middle","id":1,"fault":{}} | found "middle" in the field "phase", expected begin or end
            {"index":0,"time":5,"type":"fault","phase":"end","id":1,"fault":[]} | found [] in the field "fault", expected an object
            {"index":0,"time":5,"type":"condition","down":[],"paused":[],"cut":[["n1"]],"degraded":[],"impaired":[]} | found ["n1"] in the field "cut", expected a list of links, each a list of two nodes
            {"index":0,"time":5,"type":"condition","down":[1],"paused":[],"cut":[],"degraded":[],"impaired":[]} | found 1 in the field "down", expected a list of texts
            {"index":0,"time":5,"type":"node","node":"n1","incarnation":0} | found 0 in the field "incarnation", expected a whole number from 1 to 2147483647
            {"index":0,"time":5,"type":"node","node":"n1","incarnation":1,"seq":1,"clock":0,"event":"stopped","term":1,"role":"boss"} | found "boss" in the field "role", expected one of follower, pre-candidate, candidate, leader
            {"index":0,"time":5,"type":"node","node":"n1","incarnation":1,"seq":1,"clock":0,"event":"vote-granted","term":1,"role":"follower"} | found no field "candidate", expected a text in it
            """)
    void aBadLineIsNamedInOneSentence(String line, String complaint) {
        assertThatThrownBy(() -> read(line + "\n"))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessage("h.jsonl, line 1: " + complaint);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            "event":"appended","from":0,"terms":[1],"digests":["a"]         | found 0 in the field "from", expected a whole number from 1
            "event":"appended","from":1,"terms":[1,2],"digests":["a"]       | found a node event that cannot be (a batch of 2 terms and 1 digests), expected one that can
            "event":"appended","from":1,"terms":[],"digests":[]             | found a node event that cannot be (a batch without an entry), expected one that can
            "event":"appended","from":1,"terms":[0],"digests":["a"]         | found 0 in the field "terms", expected a list of whole numbers from 1
            "event":"appended","from":1,"terms":["1"],"digests":["a"]       | found "1" in the field "terms", expected a list of whole numbers from 1
            "event":"appended","from":1,"terms":[1],"digests":[7]           | found 7 in the field "digests", expected a list of texts
            "event":"appended","from":1,"terms":[1]                         | found no field "digests", expected a list in it
            "event":"appended","from":9223372036854775807,"terms":[1],"digests":["a"] | found a node event that cannot be (a batch from 9223372036854775807 on ends beyond all numbers), expected one that can
            "event":"appended","from":1,"terms":[1],"digests":["a"],"to":1  | found the field "to", expected no such field here
            "event":"truncated","from":0                                    | found 0 in the field "from", expected a whole number from 1
            "event":"truncated"                                             | found no field "from", expected a whole number from 1 in it
            "event":"committed","commitIndex":-1                                  | found -1 in the field "commitIndex", expected a whole number from 0
            "event":"committed","commitIndex":"7"                                 | found "7" in the field "commitIndex", expected a whole number from 0
            "event":"applied","from":0,"digests":["a"]                      | found 0 in the field "from", expected a whole number from 1
            "event":"applied","from":1,"digests":[]                         | found a node event that cannot be (a batch without an entry), expected one that can
            "event":"applied","from":1,"digests":"a"                        | found "a" in the field "digests", expected a list
            "event":"snapshot-taken","snapshotIndex":0,"snapshotTerm":1,"snapshotDigest":"a"        | found 0 in the field "snapshotIndex", expected a whole number from 1
            "event":"snapshot-taken","snapshotIndex":1,"snapshotTerm":0,"snapshotDigest":"a"        | found 0 in the field "snapshotTerm", expected a whole number from 1
            "event":"snapshot-installed","snapshotIndex":1,"snapshotTerm":1                 | found no field "snapshotDigest", expected a text in it
            "event":"snapshot-installed","snapshotIndex":1,"snapshotTerm":1,"snapshotDigest":null   | found null in the field "snapshotDigest", expected a text
            "event":"config-changed","configIndex":1,"voters":[],"learners":[]    | found a node event that cannot be (a configuration without voters), expected one that can
            "event":"config-changed","configIndex":1,"voters":["n1"]              | found no field "learners", expected a list in it
            "event":"config-changed","configIndex":1,"voters":[1],"learners":[]   | found 1 in the field "voters", expected a list of texts
            """)
    void aBadFactAboutALogIsNamedInOneSentence(String fields, String complaint) {
        assertThatThrownBy(() -> read(nodeLine(fields)))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessage("h.jsonl, line 1: " + complaint);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            "snapshotIndex":3                                               | found no field "snapshotTerm", expected a whole number from 1 in it
            "snapshotTerm":1,"snapshotDigest":"a"                           | found no field "snapshotIndex", expected a whole number from 1 in it
            "snapshotIndex":0,"snapshotTerm":1,"snapshotDigest":"a"         | found 0 in the field "snapshotIndex", expected a whole number from 1
            "firstLogIndex":0                                               | found 0 in the field "firstLogIndex", expected a whole number from 1
            """)
    void aStartThatTellsOfItsSnapshotTellsAllOfIt(String fields, String complaint) {
        String started = "\"event\":\"started\",\"members\":[\"n1\"],\"electionTimeoutMin\":4,\"electionTimeoutMax\":6,"
                + "\"heartbeat\":1,\"retry\":1,\"preVote\":true,\"lastLogIndex\":3,\"lastLogTerm\":1,";
        assertThatThrownBy(() -> read(nodeLine(started + fields)))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessage("h.jsonl, line 1: " + complaint);
    }

    private static String nodeLine(String fields) {
        return "{\"index\":0,\"time\":5,\"type\":\"node\",\"node\":\"n1\",\"incarnation\":1,\"seq\":1,\"clock\":0,"
                + fields + ",\"term\":1,\"role\":\"follower\"}\n";
    }

    @Test
    void aBadFactInANodesOutputNamesTheSource() {
        String line = "{\"node\":\"n1\",\"incarnation\":1,\"seq\":1,\"clock\":0,\"event\":\"applied\",\"term\":1,"
                + "\"role\":\"follower\",\"from\":1,\"digests\":[]}";
        assertThatThrownBy(() -> NodeLine.parse(line, "n3.log", 7))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessageStartingWith("n3.log, line 7: found a node event that cannot be (a batch without an entry)");
    }

    @Test
    void timeThatGoesBackIsRefused() {
        assertThatThrownBy(() -> read(PHASE + "\n{\"index\":1,\"time\":4,\"type\":\"phase\",\"phase\":\"end\"}\n"))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessage("h.jsonl, line 2: found the time 4, expected at least 5, the time of the event before");
    }

    @Test
    void anEmptyLineIsRefused() {
        assertThatThrownBy(() -> read(PHASE + "\n\n"))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessage("h.jsonl, line 2: found an empty line, expected event 1");
    }

    @Test
    void aLastLineWithoutItsLineFeedIsRefusedEvenWhenItsJsonIsWhole() {
        assertThatThrownBy(() -> read(PHASE))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessage("h.jsonl, line 1: found an unfinished line at the end of the file, "
                        + "expected a line feed after the last event");
    }

    @Test
    void anEmptyFileIsAHistoryWithoutEvents() throws IOException {
        assertThat(HistoryReader.read(new StringReader(""), "h.jsonl").events()).isEmpty();
    }

    @Test
    void halfAnObjectIsRefused() {
        assertThatThrownBy(() -> read(PHASE.substring(0, 20) + "\n"))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessageStartingWith("h.jsonl, line 1: found broken JSON (");
    }

    @Test
    void absurdNestingIsRefused() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        assertThatThrownBy(() -> read(
                        "{\"index\":0,\"time\":5,\"type\":\"ok\",\"process\":1,\"f\":\"r\",\"value\":" + deep + "}\n"))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessageStartingWith("h.jsonl, line 1: found broken JSON (");
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedWithTheirLine() throws IOException {
        byte[] bytes =
                (PHASE + "\n" + PHASE.replace("\"index\":0", "\"index\":1") + "\n").getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 5] = (byte) 0xff;
        Path file = folder.resolve("history.jsonl");
        Files.write(file, bytes);
        assertThatThrownBy(() -> HistoryReader.read(file))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessage(file + ", line 2: found bytes that are no characters, expected UTF-8");
    }

    @Test
    void aLineWithoutEndIsRefusedBeforeItFillsTheMemory() {
        LineSource endless = LineSource.of(new java.io.InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        });
        assertThatThrownBy(endless::next).isInstanceOf(BadLine.class).hasMessageContaining("a line longer than");
    }

    @Test
    void aBadLineOfANodesOutputNamesTheSource() {
        assertThatThrownBy(() -> NodeLine.parse("Picked up JAVA_TOOL_OPTIONS", "n3.log", 7))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessageStartingWith("n3.log, line 7: found broken JSON (");
    }

    /** Ten thousand damaged lines: each is an event after all, or refused with file and line, and never anything else. */
    @Test
    void damagedLinesAreReadOrRefusedAndNothingElse() {
        List<String> lines = HistoryRoundTripTests.text(HistoryRoundTripTests.everyKind())
                .lines()
                .map(line -> line.replaceFirst("\"index\":\\d+", "\"index\":0"))
                .toList();
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> Property.holds(10_000, draw -> {
                    byte[] damaged = damage(draw, draw.oneOf(lines));
                    Throwable outcome =
                            catchThrowable(() -> HistoryReader.read(new ByteArrayInputStream(damaged), "h.jsonl"));
                    if (outcome != null) {
                        assertThat(outcome)
                                .as(new String(damaged, StandardCharsets.UTF_8))
                                .isInstanceOf(MalformedHistoryException.class);
                        assertThat(outcome.getMessage()).matches("h\\.jsonl, line [12]: found .*, expected .*");
                    }
                }));
    }

    private static byte[] damage(Draw draw, String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        int hits = draw.between(1, 3);
        for (int i = 0; i < hits && bytes.length > 2; i++) {
            bytes = damageOnce(draw, bytes);
        }
        return bytes;
    }

    private static byte[] damageOnce(Draw draw, byte[] bytes) {
        int at = draw.between(0, bytes.length - 1);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String damaged = switch (draw.between(0, 8)) {
            case 0 -> text.substring(0, at);
            case 1 -> text.substring(at);
            case 2 -> text.substring(0, at) + (char) draw.between(0, 255) + text.substring(at + 1);
            case 3 ->
                text.substring(0, at) + (char) (text.charAt(at) ^ 1 << draw.between(0, 7)) + text.substring(at + 1);
            case 4 -> swap(text, at, draw.between(0, text.length() - 1));
            case 5 -> text.replaceFirst("\\d+", "9".repeat(draw.oneOf(18, 19, 20, 400, 5_000)));
            case 6 ->
                text.replaceFirst("\"\\w*\"(?=[,}])", "[".repeat(draw.oneOf(3, 70, 20_000)) + (draw.bool() ? "]" : ""));
            case 7 ->
                text.substring(0, at)
                        + draw.oneOf("\\u12", "\u00c3", "\u00ed\u00a0\u0080", "\u00ff", "1e999")
                        + text.substring(at);
            default -> text + text;
        };
        return damaged.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String swap(String text, int a, int b) {
        char[] chars = text.toCharArray();
        char kept = chars[a];
        chars[a] = chars[b];
        chars[b] = kept;
        return new String(chars);
    }

    private static void read(String text) throws IOException {
        HistoryReader.read(new StringReader(text), "h.jsonl");
    }
}
