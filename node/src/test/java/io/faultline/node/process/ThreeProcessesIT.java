package io.faultline.node.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.faultline.node.testing.FreePorts;
import io.faultline.node.testing.JsonLine;
import io.faultline.node.testing.NodeUnderTest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes as they are shipped: processes of the jar, on loopback, with real disks and real signals. */
@Timeout(120)
class ThreeProcessesIT {
    private static final List<String> NAMES = List.of("n1", "n2", "n3");

    @TempDir
    private Path data;

    private final Map<String, Map<String, String>> environments = new TreeMap<>();
    private final Map<String, NodeUnderTest> nodes = new TreeMap<>();
    private final List<NodeUnderTest> all = new ArrayList<>();

    @BeforeEach
    void configure() {
        String peers = NAMES.stream()
                .map(name -> name + "=127.0.0.1:" + FreePorts.next())
                .collect(Collectors.joining(","));
        for (String name : NAMES) {
            environments.put(
                    name,
                    new HashMap<>(Map.of(
                            "FAULTLINE_NODE",
                            name,
                            "FAULTLINE_PEERS",
                            peers,
                            "FAULTLINE_CLIENT_PORT",
                            String.valueOf(FreePorts.next()),
                            "FAULTLINE_DATA",
                            data.resolve(name).toString())));
        }
    }

    @AfterEach
    void killAll() {
        for (NodeUnderTest node : all) {
            node.close();
        }
    }

    @Test
    void afterTheLeaderIsKilledAnotherLeadsAndTheRestartedNodeKeepsItsTermAndVote() throws Exception {
        startAll();
        String first = awaitLeader("a first leader", Duration.ofSeconds(20));
        Map<String, Object> before = nodes.get(first).status();
        assertThat(before).containsEntry("votedFor", first).containsEntry("incarnation", 1L);

        nodes.remove(first).kill();
        long killed = System.nanoTime();
        String second = awaitLeader("the next leader", Duration.ofSeconds(5));
        assertThat(second).isNotEqualTo(first);
        assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofSeconds(5));
        Map<String, Object> votes = nodes.values().stream()
                .map(ThreeProcessesIT::status)
                .collect(Collectors.toMap(status -> (String) status.get("node"), status -> status.get("votedFor")));

        // The old leader alone: with nobody to hear, it can only tell what its disk kept.
        for (String name : List.copyOf(nodes.keySet())) {
            nodes.remove(name).kill();
        }
        NodeUnderTest restarted = start(first);
        awaitStarted(restarted);
        Map<String, Object> after = restarted.status();
        assertThat(after)
                .containsEntry("term", before.get("term"))
                .containsEntry("votedFor", before.get("votedFor"))
                .containsEntry("incarnation", 2L);
        assertThat(restarted.events().get(0))
                .containsEntry("event", "started")
                .containsEntry("term", before.get("term"))
                .containsEntry("incarnation", 2L)
                .containsEntry("seq", 1L);

        for (String name : votes.keySet()) {
            NodeUnderTest voter = start(name);
            awaitStarted(voter);
            assertThat((Long) voter.events().get(0).get("term")).isGreaterThan((Long) before.get("term"));
        }
        awaitLeader("a leader of all three", Duration.ofSeconds(10));
        assertOneVoteAndOneLeaderPerTerm();
    }

    @Test
    void sigtermStopsANodeWithinTwoSecondsWithStoppedAsItsLastWord() throws Exception {
        startAll();
        String leader = awaitLeader("a leader", Duration.ofSeconds(20));
        NodeUnderTest node = nodes.remove(leader);
        long asked = System.nanoTime();
        node.terminate();
        node.terminate();
        assertThat(node.awaitExit(2_000)).as("exit code").isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(2));
        List<Map<String, Object>> events = node.events();
        assertThat(events.get(events.size() - 1))
                .containsEntry("event", "stopped")
                .containsEntry("role", "leader");
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i)).containsEntry("seq", i + 1L);
        }
        assertThat(awaitLeader("the next leader", Duration.ofSeconds(5))).isNotEqualTo(leader);
    }

    @Test
    void theStatusIsToldWithin100MsWhileAllPeersAreDownAndTheNodeIsNotBusy() throws Exception {
        NodeUnderTest alone = start("n1");
        awaitStarted(alone);
        long first = System.nanoTime();
        alone.status();
        assertThat(Duration.ofNanos(System.nanoTime() - first))
                .as("the very first answer")
                .isLessThan(Duration.ofMillis(500));
        Duration cpu = alone.cpu();
        long start = System.nanoTime();
        long[] took = new long[50];
        for (int i = 0; i < took.length; i++) {
            long asked = System.nanoTime();
            assertThat(alone.status()).containsEntry("leader", null);
            took[i] = (System.nanoTime() - asked) / 1_000_000;
            Thread.sleep(40);
        }
        Arrays.sort(took);
        assertThat(took[47]).as("ms, of %s", Arrays.toString(took)).isLessThanOrEqualTo(100);
        assertThat(alone.cpu().minus(cpu).toNanos() * 1.0 / (System.nanoTime() - start))
                .as("processors used by a node that waits for its peers")
                .isLessThan(0.5);
        assertThat(alone.send("POST", "/start").body())
                .contains("\"leader\":false")
                .contains("\"hint\":null");
        assertThat(alone.send("GET", "/nothing").statusCode()).isEqualTo(404);
        assertThat(alone.send("DELETE", "/status").statusCode()).isEqualTo(405);
    }

    @Test
    void missingAndWrongConfigurationIsOneClearLineAndExit2() throws Exception {
        assertRefused(
                Map.of(),
                2,
                "faultline-node: FAULTLINE_NODE is missing \\(.*\\); FAULTLINE_PEERS is missing \\(.*\\);"
                        + " FAULTLINE_CLIENT_PORT is missing \\(.*\\); FAULTLINE_DATA is missing \\(.*\\)");
        Map<String, String> wrong = environments.get("n1");
        wrong.put("FAULTLINE_MUTANT", "E99");
        wrong.put("FAULTLINE_TIMEOUT", "1s");
        assertRefused(
                wrong,
                2,
                "faultline-node: there is no variable FAULTLINE_TIMEOUT; there are .*;"
                        + " FAULTLINE_MUTANT: there is no mutant or control 'E99'; there are E01, .*");
    }

    @Test
    void aSecondNodeOnTheSameDataDirectoryIsRefused() throws Exception {
        awaitStarted(start("n1"));
        Map<String, String> second = environments.get("n2");
        second.put("FAULTLINE_NODE", "n1");
        second.put("FAULTLINE_PEERS", "n1=127.0.0.1:" + FreePorts.next());
        second.put("FAULTLINE_DATA", data.resolve("n1").toString());
        assertRefused(second, 4, "faultline-node n1: the data directory .*/n1 is in use by another running node");
    }

    @Test
    void aDamagedWriteAheadLogIsRefusedWithItsPlaceAndATornOneIsNot() throws Exception {
        NodeUnderTest node = start("n1");
        awaitStarted(node);
        node.kill();
        Path wal = data.resolve("n1/wal-0000000000000001");
        byte[] good = Files.readAllBytes(wal);
        byte[] bad = good.clone();
        bad[45] ^= 1;
        Files.write(wal, bad);
        assertRefused(
                environments.get("n1"),
                3,
                "faultline-node n1: .*/n1/wal-0+1 is damaged: group 1 at byte 32 .*; the node does not start, .*");

        byte[] torn = Arrays.copyOf(good, good.length + 7);
        torn[good.length + 3] = 9;
        torn[good.length + 4] = 1;
        Files.write(wal, torn);
        NodeUnderTest again = start("n1");
        awaitStarted(again);
        assertThat(again.status()).containsEntry("incarnation", 2L);
        assertThat(again.errors())
                .anyMatch(line -> line.contains("group 2 at byte " + good.length + " was torn by a crash"));
    }

    @Test
    void aNodeThatWasAwayGetsTheLeadersSnapshotAndWhatWasAnsweredOutlivesTheLeader() throws Exception {
        NAMES.forEach(name -> environments.get(name).put("FAULTLINE_SNAPSHOT_ENTRIES", "15"));
        startAll();
        String leader = awaitLeader("a leader", Duration.ofSeconds(20));
        String away =
                NAMES.stream().filter(name -> !name.equals(leader)).findFirst().orElseThrow();
        nodes.remove(away).kill();
        String text = "many pieces ".repeat(4_000);
        for (int i = 0; i < 40; i++) {
            HttpResponse<String> answer = nodes.get(leader)
                    .post("/kv", "{\"f\":\"write\",\"key\":\"k" + i + "\",\"value\":\"" + text + i + "\"}");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
        NodeUnderTest back = start(away);
        Object applied = nodes.get(leader).status().get("appliedIndex");
        await("it to catch up")
                .atMost(Duration.ofSeconds(10))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(back.status())
                        .containsEntry("appliedIndex", applied)
                        .containsEntry("commitIndex", applied));
        assertThat(back.events()).anyMatch(event -> event.get("event").equals("snapshot-installed"));
        HttpResponse<String> misled = back.post("/kv", "{\"f\":\"read\",\"key\":\"k39\"}");
        assertThat(misled.statusCode()).isEqualTo(421);
        assertThat(JsonLine.parse(misled.body()))
                .containsEntry("code", "not-leader")
                .containsEntry("hint", leader);

        nodes.remove(leader).kill();
        String next = awaitLeader("the next leader", Duration.ofSeconds(5));
        HttpResponse<String> read = nodes.get(next).post("/kv", "{\"f\":\"read\",\"key\":\"k39\"}");
        assertThat(JsonLine.parse(read.body())).containsEntry("ok", true).containsEntry("value", text + 39);
        assertSameStateAtEachEntry();
    }

    private void assertSameStateAtEachEntry() {
        Map<Long, Object> digests = new TreeMap<>();
        for (NodeUnderTest node : all) {
            for (Map<String, Object> event : node.events()) {
                if (event.get("event").equals("applied")) {
                    long index = (Long) event.get("from");
                    for (Object digest : (List<?>) event.get("digests")) {
                        Object other = digests.putIfAbsent(index++, digest);
                        assertThat(other == null || other.equals(digest))
                                .as("%s", event)
                                .isTrue();
                    }
                } else if (event.get("event").equals("snapshot-installed")) {
                    assertThat(event.get("snapshotDigest")).isEqualTo(digests.get(event.get("snapshotIndex")));
                }
            }
        }
        assertThat(digests).hasSizeGreaterThan(40);
    }

    @Test
    void aMutantRunsAndIsWhatItSays() throws Exception {
        for (String name : NAMES) {
            environments.get(name).put("FAULTLINE_MUTANT", "E13");
        }
        NodeUnderTest alone = start("n1");
        await("a leader of nobody, as half of three is one")
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(alone.events())
                        .anyMatch(event -> event.get("event").equals("leader")));
        assertThat(alone.events()).noneMatch(event -> event.get("event").equals("rpc-rate"));
    }

    // ---- the cluster ----

    private void startAll() throws IOException {
        for (String name : NAMES) {
            start(name);
        }
    }

    private NodeUnderTest start(String name) throws IOException {
        NodeUnderTest node = new NodeUnderTest(environments.get(name));
        nodes.put(name, node);
        all.add(node);
        return node;
    }

    private static void awaitStarted(NodeUnderTest node) {
        await("the node to start")
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(node.events())
                        .as("it said %s", node.errors())
                        .isNotEmpty());
    }

    /** Waits until one node leads and all that run follow it in its term. */
    private String awaitLeader(String what, Duration atMost) {
        List<String> leader = new ArrayList<>();
        await(what)
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> {
                    leader.clear();
                    List<Map<String, Object>> told = nodes.values().stream()
                            .map(ThreeProcessesIT::status)
                            .toList();
                    told.stream()
                            .filter(status -> "leader".equals(status.get("role")))
                            .map(status -> (String) status.get("node"))
                            .forEach(leader::add);
                    return leader.size() == 1
                            && told.stream()
                                            .map(status -> status.get("term"))
                                            .distinct()
                                            .count()
                                    == 1
                            && told.stream().allMatch(status -> Objects.equals(status.get("leader"), leader.get(0)));
                });
        return leader.get(0);
    }

    private static Map<String, Object> status(NodeUnderTest node) {
        try {
            return node.status();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void assertOneVoteAndOneLeaderPerTerm() {
        Map<String, Object> votes = new HashMap<>();
        Map<Object, Object> leaders = new HashMap<>();
        for (NodeUnderTest node : all) {
            for (Map<String, Object> event : node.events()) {
                if (event.get("event").equals("vote-granted")) {
                    Object other = votes.putIfAbsent(
                            event.get("node") + " in term " + event.get("term"), event.get("candidate"));
                    assertThat(other == null || other.equals(event.get("candidate")))
                            .as("%s", event)
                            .isTrue();
                } else if (event.get("event").equals("leader")) {
                    assertThat(leaders.put(event.get("term"), event.get("node")))
                            .as("%s", event)
                            .isNull();
                }
                assertThat(event.get("event")).isNotEqualTo("rpc-rate");
            }
        }
        assertThat(leaders).hasSizeGreaterThanOrEqualTo(2);
    }

    private void assertRefused(Map<String, String> environment, int code, String line) throws Exception {
        NodeUnderTest node = new NodeUnderTest(environment);
        all.add(node);
        assertThat(node.awaitExit(20_000))
                .as("exit code; it said %s", node.errors())
                .isEqualTo(code);
        assertThat(node.errors()).singleElement().asString().matches(line);
        assertThat(node.events()).isEmpty();
    }
}
