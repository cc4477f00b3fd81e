package io.faultline.node.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.faultline.node.failpoint.Halt;
import io.faultline.node.storage.FileSystemDisk;
import io.faultline.node.testing.FreePorts;
import io.faultline.node.testing.JsonLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A lone node with failpoints inside this process; where it would end, that is only written down. */
@Timeout(60)
class NodeFailpointsTest {
    /** No node comes to this by itself while the test runs. */
    private static final String NEVER = "1000s";

    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private Path data;

    private final ByteArrayOutputStream events = new ByteArrayOutputStream();
    private final BlockingQueue<Found> halts = new LinkedBlockingQueue<>();
    private final Map<String, String> environment = new HashMap<>();
    private final int clientPort = FreePorts.next();
    private final HttpClient http = HttpClient.newHttpClient();
    private NodeProcess process;

    /** What was there at the moment of a halt. */
    private record Found(Halt why, long logSize, List<String> kinds) {}

    @AfterEach
    void stop() throws InterruptedException {
        process.stop();
        assertThat(process.awaitEnd(5_000)).as("the node ends").isPresent();
    }

    @Test
    void aNodeThatWasNotAskedToHaveFailpointsKnowsNone() throws Exception {
        start("false");
        HttpResponse<String> answer = send("GET", "");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("there is no /failpoints, only GET /status and POST /kv, /start, /members");
        assertThat(send("POST", "{\"clock\":{\"jumpedNanos\":" + 2_000 * SECOND + "}}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(kinds()).containsExactly("started", "timeout-drawn");
    }

    @Test
    void aNodeThatHasThemTellsTheirStateAndOtherwiseRefuses() throws Exception {
        start("true");
        assertThat(send("GET", "").body()).startsWith("{\"node\":\"n1\",\"crash\":null,");
        assertThat(send("POST", "{}").body()).startsWith("{\"node\":\"n1\",\"crash\":null,");
        assertThat(send("POST", "{\"x\":1}").statusCode()).isEqualTo(400);
        assertThat(send("POST", " ".repeat(ClientServer.LONGEST_COMMAND + 1)).statusCode())
                .isEqualTo(413);
        HttpResponse<String> wrong = send("DELETE", "");
        assertThat(wrong.statusCode()).isEqualTo(405);
        assertThat(wrong.headers().firstValue("Allow")).contains("GET, POST");
    }

    @Test
    void aClockThatJumpsOverTheDeadlineLetsTheNodeCampaignAtOnceAndIsNoStall() throws Exception {
        start("true");
        ask("{\"clock\":{\"jumpedNanos\":" + 900 * SECOND + "}}");
        Thread.sleep(300);
        assertThat(kinds()).as("near miss").containsExactly("started", "timeout-drawn");
        ask("{\"clock\":{\"jumpedNanos\":" + 1_001 * SECOND + "}}");
        await("the pre-candidate").until(() -> kinds().contains("pre-candidate"));
        Map<String, Object> event = JsonLine.parse(lines().get(2));
        assertThat((Long) event.get("clock") - (Long) event.get("monotonic")).isEqualTo(1_001 * SECOND);
        assertThat(System.nanoTime() - (Long) event.get("monotonic")).isBetween(0L, 30 * SECOND);
        assertThat(lines().get(0)).as("before the jump").doesNotContain("monotonic");
        assertNoStallOfTheClock();
    }

    @Test
    void aFastClockBringsTheDeadlineNearerAndIsNoStall() throws Exception {
        start("true");
        ask("{\"clock\":{\"rate\":1000}}");
        await("the leader").atMost(Duration.ofSeconds(20)).until(() -> kinds().contains("pre-candidate"));
        assertNoStallOfTheClock();
    }

    private void assertNoStallOfTheClock() {
        assertThat(lines().stream()
                        .map(JsonLine::parse)
                        .filter(event -> event.get("event").equals("stalled")))
                .as("a quarter of the timeout is 250 s")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"before-persist, false, false", "after-persist, true, false", "after-send, true, true"})
    void aCrashPointLiesBetweenTheStepsOfATurnThatPersists(String point, boolean durable, boolean told)
            throws Exception {
        start("true");
        long before = Files.size(data.resolve("wal-0000000000000001"));
        ask("{\"crash\":{\"point\":\"" + point + "\",\"nth\":1}}");
        assertThat(halts.poll(200, TimeUnit.MILLISECONDS))
                .as("no turn persists anything")
                .isNull();
        letItCampaign();
        Found found = halts.poll(20, TimeUnit.SECONDS);
        assertThat(found).isNotNull();
        assertThat(found.why()).isEqualTo(Halt.CRASH);
        assertThat(found.logSize() > before).as("the vote is durable").isEqualTo(durable);
        assertThat(found.kinds().contains("vote-granted"))
                .as("the vote is told")
                .isEqualTo(told);
    }

    @Test
    void heartbeatsDoNotUseUpAPassing() throws Exception {
        environment.put("FAULTLINE_ELECTION_TIMEOUT", "100ms");
        environment.put("FAULTLINE_HEARTBEAT", "10ms");
        start("true");
        await("the leader").until(() -> kinds().contains("leader"));
        ask("{\"crash\":{\"point\":\"after-send\",\"nth\":1}}");
        assertThat(halts.poll(300, TimeUnit.MILLISECONDS)).isNull();
        assertThat(send("GET", "").body()).contains("\"crash\":{\"point\":\"after-send\",\"nth\":1}");
    }

    @Test
    void aFailingWriteEndsTheNodeAsAFailingDiskDoes() throws Exception {
        start("true");
        ask("{\"disk\":{\"failNextWrites\":1}}");
        letItCampaign();
        assertThat(process.awaitEnd(20_000)).contains(Ending.STORAGE_FAILED);
        assertThat(JsonLine.parse(lines().get(lines().size() - 1)))
                .containsEntry("event", "storage-failed")
                .containsEntry("reason", "the disk reports an I/O error, as a failpoint asked for")
                .containsKey("monotonic");
    }

    // ---- the node ----

    private void start(String failpoints) throws BadConfigException {
        environment.put("FAULTLINE_NODE", "n1");
        environment.put("FAULTLINE_PEERS", "n1=127.0.0.1:" + FreePorts.next());
        environment.put("FAULTLINE_CLIENT_PORT", String.valueOf(clientPort));
        environment.putIfAbsent("FAULTLINE_ELECTION_TIMEOUT", NEVER);
        environment.put("FAULTLINE_DATA", data.toString());
        environment.put("FAULTLINE_FAILPOINTS", failpoints);
        process = new NodeProcess(
                NodeConfigReader.read(environment), new FileSystemDisk(), events, notice -> {}, this::halted);
        new Thread(process::run, "loop").start();
        await("the node").ignoreExceptions().until(() -> kinds().contains("timeout-drawn"));
    }

    private void halted(Halt why) {
        try {
            halts.add(new Found(why, Files.size(data.resolve("wal-0000000000000001")), kinds()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Alone it may win at once, so that it votes for itself in this very turn. */
    private void letItCampaign() throws Exception {
        try {
            send("POST", "{\"clock\":{\"jumpedNanos\":" + 1_001 * SECOND + "}}");
        } catch (IOException noAnswer) {
            // The node may have ended already, on account of it.
        }
    }

    private void ask(String request) throws IOException, InterruptedException {
        HttpResponse<String> answer = send("POST", request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private HttpResponse<String> send(String method, String body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + clientPort + "/failpoints"))
                        .version(HttpClient.Version.HTTP_1_1)
                        .timeout(Duration.ofSeconds(5))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private List<String> lines() {
        return events.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private List<String> kinds() {
        return lines().stream()
                .map(line -> (String) JsonLine.parse(line).get("event"))
                .toList();
    }
}
