package io.faultline.node.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.node.raft.Configuration;
import io.faultline.node.raft.Fact;
import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.NodeEvent;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.NodeSet;
import io.faultline.node.raft.Role;
import io.faultline.node.raft.Timing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The harness reads these lines: a change here is a change of the contract between the two. */
class EventLinesTest {
    private static final NodeId N1 = NodeId.of(1);
    private static final NodeId N2 = NodeId.of(2);
    private static final NodeId N3 = NodeId.of(3);

    private static final Map<Fact, String> LINES = Map.ofEntries(
            Map.entry(
                    new Fact.Started(List.of(N1, N2, N3), Timing.DEFAULT, true, new LogTail(9, 4), 1, null),
                    "\"event\":\"started\",\"term\":3,\"role\":\"leader\",\"members\":[\"n1\",\"n2\",\"n3\"],"
                            + "\"electionTimeoutMin\":400000000,\"electionTimeoutMax\":600000000,"
                            + "\"heartbeat\":100000000,\"retry\":50000000,\"preVote\":true,"
                            + "\"lastLogIndex\":9,\"lastLogTerm\":4"),
            Map.entry(
                    new Fact.Started(
                            List.of(N1),
                            Timing.DEFAULT,
                            false,
                            new LogTail(9, 4),
                            8,
                            new Fact.SnapshotPoint(7, 3, 0xabcL)),
                    "\"event\":\"started\",\"term\":3,\"role\":\"leader\",\"members\":[\"n1\"],"
                            + "\"electionTimeoutMin\":400000000,\"electionTimeoutMax\":600000000,"
                            + "\"heartbeat\":100000000,\"retry\":50000000,\"preVote\":false,"
                            + "\"lastLogIndex\":9,\"lastLogTerm\":4,\"snapshotIndex\":7,\"snapshotTerm\":3,"
                            + "\"snapshotDigest\":\"0000000000000abc\",\"firstLogIndex\":8"),
            Map.entry(
                    new Fact.Appended(5, new long[] {2, 3}, new long[] {1, -1}),
                    "\"event\":\"appended\",\"term\":3,\"role\":\"leader\",\"from\":5,\"terms\":[2,3],"
                            + "\"digests\":[\"0000000000000001\",\"ffffffffffffffff\"]"),
            Map.entry(new Fact.Truncated(5), "\"event\":\"truncated\",\"term\":3,\"role\":\"leader\",\"from\":5"),
            Map.entry(
                    new Fact.Committed(5), "\"event\":\"committed\",\"term\":3,\"role\":\"leader\",\"commitIndex\":5"),
            Map.entry(
                    new Fact.Applied(5, new long[] {16}),
                    "\"event\":\"applied\",\"term\":3,\"role\":\"leader\",\"from\":5,"
                            + "\"digests\":[\"0000000000000010\"]"),
            Map.entry(
                    new Fact.SnapshotTaken(new Fact.SnapshotPoint(7, 3, 1)),
                    "\"event\":\"snapshot-taken\",\"term\":3,\"role\":\"leader\",\"snapshotIndex\":7,"
                            + "\"snapshotTerm\":3,\"snapshotDigest\":\"0000000000000001\""),
            Map.entry(
                    new Fact.SnapshotInstalled(new Fact.SnapshotPoint(7, 3, 1)),
                    "\"event\":\"snapshot-installed\",\"term\":3,\"role\":\"leader\",\"snapshotIndex\":7,"
                            + "\"snapshotTerm\":3,\"snapshotDigest\":\"0000000000000001\""),
            Map.entry(
                    new Fact.ConfigChanged(4, new Configuration(NodeSet.of(N1, N2), NodeSet.of(N3))),
                    "\"event\":\"config-changed\",\"term\":3,\"role\":\"leader\",\"configIndex\":4,"
                            + "\"voters\":[\"n1\",\"n2\"],\"learners\":[\"n3\"]"),
            Map.entry(
                    new Fact.TimeoutDrawn(456_000_001),
                    "\"event\":\"timeout-drawn\",\"term\":3,\"role\":\"leader\",\"timeout\":456000001"),
            Map.entry(new Fact.TermChanged(), "\"event\":\"term-changed\",\"term\":3,\"role\":\"leader\""),
            Map.entry(
                    new Fact.VoteGranted(N3),
                    "\"event\":\"vote-granted\",\"term\":3,\"role\":\"leader\",\"candidate\":\"n3\""),
            Map.entry(
                    new Fact.VoteRefused(N3, 2, new LogTail(1, 1)),
                    "\"event\":\"vote-refused\",\"term\":3,\"role\":\"leader\",\"candidate\":\"n3\","
                            + "\"requestTerm\":2,\"lastLogIndex\":1,\"lastLogTerm\":1"),
            Map.entry(new Fact.PreCandidate(), "\"event\":\"pre-candidate\",\"term\":3,\"role\":\"leader\""),
            Map.entry(new Fact.Candidate(), "\"event\":\"candidate\",\"term\":3,\"role\":\"leader\""),
            Map.entry(
                    new Fact.Candidate(true),
                    "\"event\":\"candidate\",\"term\":3,\"role\":\"leader\",\"transfer\":true"),
            Map.entry(
                    new Fact.Leader(NodeSet.of(N3, N1)),
                    "\"event\":\"leader\",\"term\":3,\"role\":\"leader\",\"voters\":[\"n1\",\"n3\"]"),
            Map.entry(
                    new Fact.Follower(null, Role.PRE_CANDIDATE),
                    "\"event\":\"follower\",\"term\":3,\"role\":\"leader\",\"leader\":null,\"from\":\"pre-candidate\""),
            Map.entry(
                    new Fact.Follower(N2, Role.LEADER),
                    "\"event\":\"follower\",\"term\":3,\"role\":\"leader\",\"leader\":\"n2\",\"from\":\"leader\""),
            Map.entry(
                    new Fact.RpcRate(N2, "append-entries", 11, 1_000_000_000, 10),
                    "\"event\":\"rpc-rate\",\"term\":3,\"role\":\"leader\",\"peer\":\"n2\",\"rpc\":\"append-entries\","
                            + "\"count\":11,\"window\":1000000000,\"limit\":10"),
            Map.entry(
                    new Fact.Stalled(150_000_000),
                    "\"event\":\"stalled\",\"term\":3,\"role\":\"leader\",\"nanos\":150000000"),
            Map.entry(
                    new Fact.StorageFailed("no \"space\"\nleft"),
                    "\"event\":\"storage-failed\",\"term\":3,\"role\":\"leader\","
                            + "\"reason\":\"no \\\"space\\\"\\nleft\""),
            Map.entry(new Fact.Stopped(), "\"event\":\"stopped\",\"term\":3,\"role\":\"leader\""));

    @Test
    void everyEventHasTheLineThatTheHarnessReads() {
        LINES.forEach((fact, rest) -> assertThat(line(fact))
                .isEqualTo("{\"node\":\"n2\",\"incarnation\":4,\"seq\":17,\"clock\":123456," + rest + "}\n"));
    }

    @Test
    void theMachinesClockIsToldOnlyWhereTheNodesShowsAnotherTime() {
        assertThat(line(new Fact.TermChanged(), 123455))
                .isEqualTo("{\"node\":\"n2\",\"incarnation\":4,\"seq\":17,\"clock\":123456,\"monotonic\":123455,"
                        + "\"event\":\"term-changed\",\"term\":3,\"role\":\"leader\"}\n");
        assertThat(line(new Fact.TermChanged(), 123456)).doesNotContain("monotonic");
    }

    @Test
    void everyKindOfFactIsAmongTheseLines() {
        assertThat(LINES.keySet().stream().map(Object::getClass).distinct().toList())
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(Fact.class.getPermittedSubclasses()));
    }

    @Test
    void eventsAreNumberedFromOneWithoutGapsAndOutAtOnce() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EventLog log = new EventLog(out, N1, 2);
        for (int seq = 1; seq <= 3; seq++) {
            log.report(new NodeEvent(seq, 1, Role.FOLLOWER, new Fact.TermChanged()), seq);
            assertThat(out.toString(StandardCharsets.UTF_8).lines().skip(seq - 1))
                    .singleElement()
                    .asString()
                    .startsWith("{\"node\":\"n1\",\"incarnation\":2,\"seq\":" + seq + ",");
        }
    }

    @Test
    void aReaderThatIsGoneIsSaidInWords() {
        EventLog log = new EventLog(
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                },
                N1,
                1);
        assertThatThrownBy(() -> log.report(new NodeEvent(1, 1, Role.FOLLOWER, new Fact.TermChanged()), 1))
                .hasMessage("standard output takes no more events: Broken pipe");
    }

    private static String line(Fact fact) {
        return line(fact, 123456);
    }

    private static String line(Fact fact, long machine) {
        return new String(
                EventLines.line(N2, 4, 17, new NodeEvent(123456, 3, Role.LEADER, fact), machine),
                StandardCharsets.UTF_8);
    }
}
