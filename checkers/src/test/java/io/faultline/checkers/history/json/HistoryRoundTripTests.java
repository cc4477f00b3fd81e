package io.faultline.checkers.history.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.history.Condition;
import io.faultline.checkers.history.FaultPhase;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.Link;
import io.faultline.checkers.history.LogFact;
import io.faultline.checkers.history.LogStart;
import io.faultline.checkers.history.LogTail;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.OperationType;
import io.faultline.checkers.history.Role;
import io.faultline.checkers.history.SnapshotPoint;
import io.faultline.checkers.history.Timing;
import io.faultline.checkers.kit.Golden;
import io.faultline.checkers.kit.Histories;
import io.faultline.checkers.kit.Property;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryRoundTripTests {

    @TempDir
    Path folder;

    @Test
    void everyKindOfEventHasItsLine() {
        Golden.matches("every-event.jsonl", text(everyKind()));
    }

    @Test
    void everyKindOfEventIsReadBack() throws IOException {
        assertThat(HistoryReader.read(new StringReader(text(everyKind())), "test"))
                .isEqualTo(everyKind());
    }

    @Test
    void whatIsWrittenIsReadBackEqualAndWrittenAgainTheSame() {
        Property.holds(2_000, draw -> {
            History history = Histories.nonsense(draw, 40);
            String text = text(history);
            History back = HistoryReader.read(new StringReader(text), "test");
            assertThat(back).isEqualTo(history);
            assertThat(text(back)).isEqualTo(text);
        });
    }

    @Test
    void aFileHoldsTheSameAsTheCharacters() {
        Property.holds(50, draw -> {
            Path file = folder.resolve("history.jsonl");
            History history = Histories.nonsense(draw, 2_000);
            HistoryWriter.write(history, file);
            assertThat(Files.readString(file)).isEqualTo(text(history));
            assertThat(HistoryReader.read(file)).isEqualTo(history);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            HistoryWriter.write(history, bytes);
            assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(text(history));
        });
    }

    @Test
    void aNodesOwnLineIsTheHistorysLineWithoutItsPlace() {
        String line = "{\"node\":\"n2\",\"incarnation\":1,\"seq\":17,\"clock\":5,\"event\":\"leader\",\"term\":3,"
                + "\"role\":\"leader\",\"voters\":[\"n1\",\"n2\"]}";
        NodeLine parsed = NodeLine.parse(line, "n2.log", 9);
        assertThat(HistoryWriter.line(parsed.at(2, 30)))
                .isEqualTo("{\"index\":2,\"time\":30,\"type\":\"node\"," + line.substring(1));
        assertThat(parsed.monotonic()).as("nobody touched the clock").isEqualTo(5);
    }

    @Test
    void aNodeWhoseClockIsSkewedTellsTheMachinesTooWhichAHistoryDoesNotKeep() {
        String line = "{\"node\":\"n2\",\"incarnation\":1,\"seq\":17,\"clock\":9,%s\"event\":\"stopped\",\"term\":3,"
                + "\"role\":\"leader\"}";
        NodeLine parsed = NodeLine.parse(line.formatted("\"monotonic\":5,"), "n2.log", 9);
        assertThat(parsed.clock()).isEqualTo(9);
        assertThat(parsed.monotonic()).isEqualTo(5);
        assertThat(HistoryWriter.line(parsed.at(2, 30)))
                .isEqualTo("{\"index\":2,\"time\":30,\"type\":\"node\","
                        + line.formatted("").substring(1));
    }

    static String text(History history) {
        StringBuilder text = new StringBuilder();
        try {
            HistoryWriter.write(history, text);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return text.toString();
    }

    static History everyKind() {
        HistoryRecorder recorder = new HistoryRecorder();
        recorder.phase(0, "safety");
        recorder.operation(1, OperationType.INVOKE, 3, "write", "x", 7);
        recorder.operation(2, OperationType.OK, 3, "write", "x", 7);
        recorder.operation(2, OperationType.FAIL, 4, "read", null, null);
        recorder.operation(3, OperationType.INFO, 5, "txn", null, List.of(Map.of("r", List.of("k", 0.5, true))));
        recorder.condition(
                4,
                new Condition(
                        List.of("n3"),
                        List.of("n2"),
                        List.of(new Link("n1", "n4")),
                        List.of(new Link("n4", "n1")),
                        List.of("n5")));
        recorder.fault(5, FaultPhase.BEGIN, 4, Map.of("kind", "partition"));
        recorder.fault(6, FaultPhase.END, 4, Map.of("kind", "partition"));
        List<NodeFact> facts = List.of(
                new NodeFact.Started(
                        List.of("n1", "n2", "n3"),
                        new Timing(400_000_000, 600_000_000, 100_000_000, 50_000_000),
                        true,
                        new LogTail(12, 3)),
                new NodeFact.TimeoutDrawn(512_000_000),
                new NodeFact.TermChanged(),
                new NodeFact.VoteGranted("n2"),
                new NodeFact.VoteRefused("n3", 2, new LogTail(11, 3)),
                new NodeFact.PreCandidate(),
                new NodeFact.Candidate(),
                new NodeFact.Candidate(true),
                new NodeFact.Leader(List.of("n1", "n2")),
                new NodeFact.Follower(null, Role.CANDIDATE),
                new NodeFact.Follower("n2", Role.FOLLOWER),
                new NodeFact.RpcRate("n3", "append", 12, 1_000_000_000, 11),
                new NodeFact.Stalled(120_000_000),
                new NodeFact.StorageFailed("torn record at byte 40"),
                new NodeFact.Stopped(),
                new NodeFact.UnknownFact("log-read", Map.of("to", 12)),
                new NodeFact.Started(
                        List.of("n1"),
                        new Timing(400_000_000, 600_000_000, 100_000_000, 50_000_000),
                        true,
                        new LogStart(11, new LogTail(12, 3), new SnapshotPoint(11, 3, "s11"))),
                new LogFact.Appended(10, List.of(3L, 3L, 4L), List.of("d10", "d11", "d12")),
                new LogFact.Truncated(12),
                new LogFact.Committed(11),
                new LogFact.Applied(10, List.of("s10", "s11")),
                new LogFact.SnapshotTaken(new SnapshotPoint(11, 3, "s11")),
                new LogFact.SnapshotInstalled(new SnapshotPoint(12, 4, "s12")),
                new LogFact.ConfigChanged(12, List.of("n1", "n2"), List.of("n3")));
        long seq = 1;
        for (NodeFact fact : facts) {
            recorder.node(10 + seq, "n1", 1, seq, 9 + seq, 3, Role.FOLLOWER, fact);
            seq++;
        }
        recorder.phase(100, "end");
        return recorder.finish();
    }
}
