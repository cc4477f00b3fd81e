package io.faultline.node.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.faultline.node.kv.KvCommand;
import io.faultline.node.net.PeerAddress;
import io.faultline.node.net.PeerNetwork;
import io.faultline.node.raft.Envelope;
import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.Message;
import io.faultline.node.raft.NodeId;
import io.faultline.node.testing.FreePorts;
import io.faultline.node.testing.NodeUnderTest;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A node as it is shipped, ended from within: a process of the jar, with a real disk and real ends. */
@Timeout(120)
class FailpointProcessIT {
    private static final long SECOND = 1_000_000_000L;

    private static final NodeId N1 = NodeId.of(1);
    private static final NodeId N2 = NodeId.of(2);

    @TempDir
    private Path data;

    private final Map<String, String> environment = new HashMap<>();
    private final List<NodeUnderTest> all = new ArrayList<>();

    @BeforeEach
    void configure() {
        environment.put("FAULTLINE_NODE", "n1");
        environment.put("FAULTLINE_PEERS", "n1=127.0.0.1:" + FreePorts.next());
        environment.put("FAULTLINE_CLIENT_PORT", String.valueOf(FreePorts.next()));
        environment.put("FAULTLINE_DATA", data.toString());
        environment.put("FAULTLINE_ELECTION_TIMEOUT", "1000s");
        environment.put("FAULTLINE_FAILPOINTS", "true");
    }

    @AfterEach
    void killAll() {
        all.forEach(NodeUnderTest::close);
    }

    @Test
    void atACrashPointTheProcessIsGoneWithoutAWordAndArmsNothingWhenItIsBack() throws Exception {
        NodeUnderTest node = start();
        node.post("/failpoints", "{\"crash\":{\"point\":\"after-persist\",\"nth\":1}}");
        // Over the deadline; alone it may win at once, so that it votes for itself in that very turn.
        postLastWords(node, "{\"clock\":{\"jumpedNanos\":" + 1_001 * SECOND + "}}");
        assertThat(node.awaitExit(20_000)).isEqualTo(Ending.CRASHED.code());
        assertThat(node.errors()).isEmpty();
        assertThat(node.events()).extracting(event -> event.get("event")).doesNotContain("vote-granted", "stopped");

        NodeUnderTest again = start();
        assertThat(again.events().get(0)).as("the vote is durable").containsEntry("term", 1L);
        assertThat(again.send("GET", "/failpoints").body())
                .contains("\"crash\":null")
                .contains("\"clock\":{\"rate\":1.0,\"jumpedNanos\":0,\"aheadNanos\":0}");
    }

    @ParameterizedTest
    @CsvSource({"after-persist, false", "after-send, true"})
    void whatAVoterSaidIsHeardIfItCrashesAfterSendingAndNotIfItCrashesBefore(String point, boolean heard)
            throws Exception {
        int own = FreePorts.next();
        int other = FreePorts.next();
        environment.put("FAULTLINE_PEERS", "n1=127.0.0.1:" + own + ",n2=127.0.0.1:" + other);
        NodeUnderTest node = start();
        List<PeerAddress> peers =
                List.of(PeerAddress.parse("n1=127.0.0.1:" + own), PeerAddress.parse("n2=127.0.0.1:" + other));
        BlockingQueue<Message> replies = new LinkedBlockingQueue<>();
        try (PeerNetwork candidate = PeerNetwork.bind(
                N2, peers, "faultline", InetAddress.getLoopbackAddress(), KvCommand::read, notice -> {})) {
            candidate.start(replies::add);
            await("both ways").pollInterval(Duration.ofMillis(50)).until(() -> {
                candidate.send(new Envelope(N1, new Message.RequestVote(N2, 1, LogTail.EMPTY, true, false)));
                return !replies.isEmpty();
            });
            node.post("/failpoints", "{\"crash\":{\"point\":\"" + point + "\",\"nth\":1}}");
            candidate.send(new Envelope(N1, new Message.RequestVote(N2, 1, LogTail.EMPTY, false, false)));
            assertThat(node.awaitExit(20_000)).isEqualTo(Ending.CRASHED.code());
            Thread.sleep(100);
        }
        assertThat(replies.contains(new Message.VoteReply(N1, 1, 1, true, false)))
                .as("the vote is heard")
                .isEqualTo(heard);
    }

    @Test
    void atTheInstantItWasToldTheProcessIsGone() throws Exception {
        NodeUnderTest node = start();
        long instant = System.nanoTime() + SECOND / 2;
        assertThat(node.post("/failpoints", "{\"haltAt\":" + instant + "}").body())
                .as("it confirms the instant, of a clock that all processes of a machine share")
                .contains("\"haltAt\":" + instant);
        assertThat(node.awaitExit(20_000)).isEqualTo(Ending.CRASHED.code());
        assertThat(System.nanoTime()).isGreaterThanOrEqualTo(instant);
    }

    @Test
    void afterATornRecordTheNodeStartsAgainAndAfterACorruptedOneNever() throws Exception {
        spoil("torn");
        NodeUnderTest again = start();
        assertThat(again.errors()).anyMatch(line -> line.contains("was torn by a crash"));
        again.kill();

        spoil("corrupted");
        NodeUnderTest never = new NodeUnderTest(environment);
        all.add(never);
        assertThat(never.awaitExit(20_000)).isEqualTo(Ending.STORAGE_FAILED.code());
        assertThat(never.errors()).singleElement().asString().contains("is damaged: ");
    }

    private void spoil(String how) throws Exception {
        NodeUnderTest node = start();
        postLastWords(node, "{\"spoil\":{\"record\":\"" + how + "\",\"seed\":7}}");
        assertThat(node.awaitExit(20_000)).isEqualTo(Ending.LOG_SPOILED.code());
        assertThat(node.errors()).noneMatch(line -> line.contains("stop"));
    }

    /** The process may end without an answer, on account of what it is asked. */
    private static void postLastWords(NodeUnderTest node, String request) throws InterruptedException {
        try {
            node.post("/failpoints", request);
        } catch (IOException noAnswer) {
            // How it ended is what counts.
        }
    }

    private NodeUnderTest start() throws IOException {
        NodeUnderTest node = new NodeUnderTest(environment);
        all.add(node);
        await("the node to start")
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(node.events())
                        .as("it said %s", node.errors())
                        .isNotEmpty());
        return node;
    }
}
