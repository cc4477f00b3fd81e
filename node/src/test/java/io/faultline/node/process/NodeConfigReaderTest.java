package io.faultline.node.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.node.mutants.Variant;
import io.faultline.node.net.PeerAddress;
import io.faultline.node.raft.Features;
import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.NodeSet;
import io.faultline.node.raft.Timing;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeConfigReaderTest {
    private final Map<String, String> environment = new HashMap<>(Map.of(
            "FAULTLINE_NODE", "n2",
            "FAULTLINE_PEERS", "n1=a:7001,n2=b:7002,n3=c:7003",
            "FAULTLINE_CLIENT_PORT", "8002",
            "FAULTLINE_DATA", "/data/n2",
            "PATH", "/bin"));

    @Test
    void fourVariablesAreEnough() throws Exception {
        NodeConfig config = NodeConfigReader.read(environment);
        assertThat(config.raft().self()).isEqualTo(NodeId.of(2));
        assertThat(config.raft().members()).containsExactly(NodeId.of(1), NodeId.of(2), NodeId.of(3));
        assertThat(config.raft().timing()).isEqualTo(Timing.DEFAULT);
        assertThat(config.raft().preVote()).isTrue();
        assertThat(config.peers())
                .containsExactly(
                        new PeerAddress(NodeId.of(1), "a", 7001),
                        new PeerAddress(NodeId.of(2), "b", 7002),
                        new PeerAddress(NodeId.of(3), "c", 7003));
        assertThat(config.clientPort()).isEqualTo(8002);
        assertThat(config.data()).isEqualTo(Path.of("/data/n2"));
        assertThat(config.bind()).isEqualTo(InetAddress.getByName("127.0.0.1"));
        assertThat(config.cluster()).isEqualTo("faultline");
        assertThat(config.variant()).isEmpty();
        assertThat(config.seed()).isEmpty();
        assertThat(config.initialLog()).isEqualTo(LogTail.EMPTY);
        assertThat(config.answerWithin()).isEqualTo(3_000_000_000L);
    }

    @Test
    void everyVariableIsHeeded() throws Exception {
        environment.put("FAULTLINE_BIND", "0.0.0.0");
        environment.put("FAULTLINE_CLUSTER", "trial-7");
        environment.put("FAULTLINE_ELECTION_TIMEOUT", "150ms-1s");
        environment.put("FAULTLINE_HEARTBEAT", "75ms");
        environment.put("FAULTLINE_RETRY", "500us");
        environment.put("FAULTLINE_PRE_VOTE", "false");
        environment.put("FAULTLINE_CHECK_QUORUM", "false");
        environment.put("FAULTLINE_READS", "lease");
        environment.put("FAULTLINE_SNAPSHOT_ENTRIES", "0");
        environment.put("FAULTLINE_SESSION_TTL", "90s");
        environment.put("FAULTLINE_ANSWER_WITHIN", "4s");
        environment.put("FAULTLINE_VOTERS", "n2, n1");
        environment.put("FAULTLINE_ELECTION_ONLY", "true");
        environment.put("FAULTLINE_SEED", "-42");
        environment.put("FAULTLINE_LOG_TAIL", "9@4");
        environment.put("FAULTLINE_MUTANT", "E13");
        environment.put("FAULTLINE_JAVA_OPTS", "-Xmx64m");
        environment.put("FAULTLINE_JAVA_IMAGE", "faultline/jre:17-local");
        NodeConfig config = NodeConfigReader.read(environment);
        assertThat(config.bind().isAnyLocalAddress()).isTrue();
        assertThat(config.cluster()).isEqualTo("trial-7");
        assertThat(config.raft().timing()).isEqualTo(new Timing(150_000_000, 1_000_000_000, 75_000_000, 500_000));
        assertThat(config.raft().features())
                .isEqualTo(new Features(
                        false, false, Features.ReadMode.LEASE, true, Features.Limits.DEFAULT.withSnapshotEntries(0)));
        assertThat(config.sessionTtl()).isEqualTo(90_000_000_000L);
        assertThat(config.answerWithin()).isEqualTo(4_000_000_000L);
        assertThat(config.raft().voters()).isEqualTo(NodeSet.of(NodeId.of(1), NodeId.of(2)));
        assertThat(config.seed()).isEqualTo(OptionalLong.of(-42));
        assertThat(config.initialLog()).isEqualTo(new LogTail(9, 4));
        assertThat(config.variant()).map(Variant::id).contains("E13");
    }

    @Test
    void aVariantSetsItsOwnPace() throws Exception {
        environment.put("FAULTLINE_MUTANT", "K2");
        assertThat(NodeConfigReader.read(environment).raft().timing()).isEqualTo(Timing.DEFAULT.times(10));
        environment.put("FAULTLINE_MUTANT", "D8");
        assertThat(NodeConfigReader.read(environment).raft().preVote()).isFalse();
    }

    @Test
    void anEmptyValueIsAsGoodAsNone() throws Exception {
        environment.put("FAULTLINE_MUTANT", " ");
        environment.put("FAULTLINE_HEARTBEAT", "");
        assertThat(NodeConfigReader.read(environment).variant()).isEmpty();
        environment.put("FAULTLINE_NODE", "");
        assertProblem("FAULTLINE_NODE is missing (the name of this node, n1 to n63)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "FAULTLINE_NODE | x | FAULTLINE_NODE: a node is named n1 to n63, not 'x'",
                "FAULTLINE_NODE | n4 | FAULTLINE_PEERS does not name this node, n4",
                "FAULTLINE_PEERS | n1=a:1,n2 | FAULTLINE_PEERS: 'n2' is not of the form n1=host:port",
                "FAULTLINE_PEERS | n1=a:1,n2=b:2, | FAULTLINE_PEERS: '' is not of the form n1=host:port",
                "FAULTLINE_PEERS | n1=a:1,n2=b:2,n1=c:3 | FAULTLINE_PEERS: n1 is named twice",
                "FAULTLINE_CLIENT_PORT | 0 | FAULTLINE_CLIENT_PORT: a port is 1 to 65535, not '0'",
                "FAULTLINE_CLIENT_PORT | http | FAULTLINE_CLIENT_PORT: a port is 1 to 65535, not 'http'",
                "FAULTLINE_CLIENT_PORT | 7002 | FAULTLINE_CLIENT_PORT is also this node's port in FAULTLINE_PEERS: 7002",
                "FAULTLINE_BIND | not an address | FAULTLINE_BIND: 'not an address' is no address of this machine",
                "FAULTLINE_CLUSTER | a b | FAULTLINE_CLUSTER: a cluster's name is 1 to 64 letters, digits, dots, dashes or underscores, not 'a b'",
                "FAULTLINE_ELECTION_TIMEOUT | 400 | FAULTLINE_ELECTION_TIMEOUT: '400' is not a duration such as 150ms, 2s or 500us",
                "FAULTLINE_ELECTION_TIMEOUT | 600ms-400ms | FAULTLINE_ELECTION_TIMEOUT: '600ms-400ms' ends before it begins",
                "FAULTLINE_ELECTION_TIMEOUT | 400ms-2h | FAULTLINE_ELECTION_TIMEOUT: '2h' is not a duration such as 150ms, 2s or 500us",
                "FAULTLINE_HEARTBEAT | 0ms | FAULTLINE_HEARTBEAT: '0ms' is not longer than 0 and at most an hour",
                "FAULTLINE_HEARTBEAT | 3601s | FAULTLINE_HEARTBEAT: '3601s' is not longer than 0 and at most an hour",
                "FAULTLINE_HEARTBEAT | 400ms | FAULTLINE_ELECTION_TIMEOUT and FAULTLINE_HEARTBEAT: the heartbeat interval must be shorter than the least election timeout, or healthy leaders are deposed",
                "FAULTLINE_RETRY | -5ms | FAULTLINE_RETRY: '-5ms' is not a duration such as 150ms, 2s or 500us",
                "FAULTLINE_PRE_VOTE | yes | FAULTLINE_PRE_VOTE: true or false, not 'yes'",
                "FAULTLINE_CHECK_QUORUM | on | FAULTLINE_CHECK_QUORUM: true or false, not 'on'",
                "FAULTLINE_READS | stale | FAULTLINE_READS: read-index, log or lease, not 'stale'",
                "FAULTLINE_SNAPSHOT_ENTRIES | -1 | FAULTLINE_SNAPSHOT_ENTRIES: a number of entries from 0 to 999999999, not '-1'",
                "FAULTLINE_SESSION_TTL | never | FAULTLINE_SESSION_TTL: 'never' is not a duration such as 150ms, 2s or 500us",
                "FAULTLINE_ANSWER_WITHIN | 0s | FAULTLINE_ANSWER_WITHIN: '0s' is not longer than 0 and at most an hour",
                "FAULTLINE_ANSWER_WITHIN | 4001ms | FAULTLINE_ANSWER_WITHIN: '4001ms' is longer than 4s, and clients that wait 5s would not hear of it",
                "FAULTLINE_VOTERS | n1,,n2 | FAULTLINE_VOTERS: a node is named n1 to n63, not ''",
                "FAULTLINE_VOTERS | n1,n7 | FAULTLINE_VOTERS names n7, which FAULTLINE_PEERS does not",
                "FAULTLINE_ELECTION_ONLY | 1 | FAULTLINE_ELECTION_ONLY: true or false, not '1'",
                "FAULTLINE_SEED | 1.5 | FAULTLINE_SEED: '1.5' is not a whole number of 64 bits",
                "FAULTLINE_LOG_TAIL | 9 | FAULTLINE_LOG_TAIL: '9' is not of the form index@term",
                "FAULTLINE_LOG_TAIL | 2147483648@3 | FAULTLINE_LOG_TAIL: '2147483648@3': an index is 0 to 100000, as all entries up to it are written at the start",
                "FAULTLINE_LOG_TAIL | 100001@3 | FAULTLINE_LOG_TAIL: '100001@3': an index is 0 to 100000, as all entries up to it are written at the start",
                "FAULTLINE_LOG_TAIL | 9@0 | FAULTLINE_LOG_TAIL: '9@0': an empty log is 0@0, and any other has index and term",
            })
    void everyBadValueIsNamedWithItsVariable(String name, String value, String problem) {
        environment.put(name, value);
        assertProblem(problem);
    }

    @Test
    void theLongestLogIsRead() throws BadConfigException {
        environment.put("FAULTLINE_LOG_TAIL", "100000@999999999999999");
        assertThat(NodeConfigReader.read(environment).initialLog())
                .isEqualTo(new LogTail(100_000, 999_999_999_999_999L));
    }

    @Test
    void aMutantThatNoProcessCanBeIsRefused() {
        environment.put("FAULTLINE_MUTANT", "S06");
        assertProblem(
                "FAULTLINE_MUTANT: 'S06' exists in the simulator only, as the write-ahead log names a snapshot only"
                        + " when it is there as a whole");
    }

    @Test
    void anUnknownMutantIsAnsweredWithTheOnesThereAre() {
        environment.put("FAULTLINE_MUTANT", "E99");
        assertThatThrownBy(() -> NodeConfigReader.read(environment))
                .hasMessageStartingWith("FAULTLINE_MUTANT: there is no mutant or control 'E99'; there are E01, E02, ")
                .hasMessageEndingWith("K9, K10, R10");
    }

    @Test
    void aMisspeltVariableIsAnsweredWithTheOnesThereAre() {
        environment.put("FAULTLINE_HEARTBEATS", "50ms");
        environment.put("FAULTLINE_A", "");
        assertThatThrownBy(() -> NodeConfigReader.read(environment))
                .hasMessageStartingWith(
                        "there is no variable FAULTLINE_A, FAULTLINE_HEARTBEATS; there are FAULTLINE_NODE,");
    }

    @Test
    void allProblemsAreInOneLine() {
        environment.remove("FAULTLINE_PEERS");
        environment.remove("FAULTLINE_DATA");
        environment.put("FAULTLINE_CLIENT_PORT", "x");
        environment.put("FAULTLINE_SEED", "y");
        assertThatThrownBy(() -> NodeConfigReader.read(environment))
                .hasMessageMatching("FAULTLINE_PEERS is missing \\(.*\\); FAULTLINE_DATA is missing \\(.*\\);"
                        + " FAULTLINE_CLIENT_PORT: a port .*; FAULTLINE_SEED: 'y' .*")
                .hasMessageNotContaining("\n");
    }

    @Test
    void theDocumentationNamesEveryVariableDefaultAndExitCode() throws IOException {
        String page = Files.readString(Path.of("../docs/NODE.md"));
        for (Variable variable : Variable.values()) {
            String standard = variable.isRequired()
                    ? "required"
                    : variable.standard().isEmpty() ? "" : "`" + variable.standard() + "`";
            assertThat(page)
                    .contains("| `" + variable + "` | " + standard + (standard.isEmpty() ? "| " : " | ")
                            + variable.meaning() + " |");
        }
        for (Ending ending : Ending.values()) {
            assertThat(page).contains("| " + ending.code() + " | " + ending.meaning() + " |");
        }
    }

    private void assertProblem(String problem) {
        assertThatThrownBy(() -> NodeConfigReader.read(environment))
                .isInstanceOf(BadConfigException.class)
                .hasMessage(problem);
    }

    @Test
    void valuesOfOtherProgramsAreNotLookedAt() throws Exception {
        environment.put("faultline_node", "x");
        environment.put("OTHER_FAULTLINE_X", "x");
        assertThat(NodeConfigReader.read(environment).raft().members())
                .isEqualTo(List.of(NodeId.of(1), NodeId.of(2), NodeId.of(3)));
    }
}
