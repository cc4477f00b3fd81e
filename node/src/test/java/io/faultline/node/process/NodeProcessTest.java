package io.faultline.node.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.faultline.node.testing.FreePorts;
import io.faultline.node.testing.JsonLine;
import io.faultline.node.testing.MoodyDisk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One node with its real threads, sockets and disk, inside this process. */
@Timeout(60)
class NodeProcessTest {
    @TempDir
    private Path data;

    private final MoodyDisk disk = new MoodyDisk();
    private final ByteArrayOutputStream events = new ByteArrayOutputStream();
    private final BlockingQueue<String> notices = new LinkedBlockingQueue<>();
    private final List<NodeProcess> started = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private final int clientPort = FreePorts.next();
    private final HttpClient http = HttpClient.newHttpClient();

    NodeProcessTest() {
        environment.put("FAULTLINE_NODE", "n1");
        environment.put("FAULTLINE_PEERS", "n1=127.0.0.1:" + FreePorts.next());
        environment.put("FAULTLINE_CLIENT_PORT", String.valueOf(clientPort));
        environment.put("FAULTLINE_ELECTION_TIMEOUT", "100ms-150ms");
        environment.put("FAULTLINE_HEARTBEAT", "20ms");
    }

    @AfterEach
    void stopAll() throws InterruptedException {
        disk.mood(() -> {});
        for (NodeProcess process : started) {
            process.stop();
            assertThat(process.awaitEnd(5_000)).as("the node ends").isPresent();
        }
        await("its threads to end")
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(nodeThreads()).isEmpty());
    }

    @Test
    void aLoneNodeElectsItselfAndSaysSo() throws Exception {
        CompletableFuture<Ending> ending = start();
        awaitLeader();
        assertThat(JsonLine.parse(get("/status").body()))
                .containsEntry("node", "n1")
                .containsEntry("incarnation", 1L)
                .containsEntry("term", 1L)
                .containsEntry("votedFor", "n1")
                .containsEntry("leader", "n1")
                .containsEntry("lastLogIndex", 1L)
                .containsEntry("lastLogTerm", 1L)
                .containsEntry("commitIndex", 1L)
                .containsEntry("appliedIndex", 1L)
                .containsEntry("snapshotIndex", 0L)
                .containsEntry("voters", List.of("n1"))
                .containsEntry("learners", List.of())
                .containsEntry("reads", "read-index");
        started.get(0).stop();
        assertThat(ending.get(2, TimeUnit.SECONDS)).isEqualTo(Ending.STOPPED);
        assertThat(kinds())
                .containsExactly(
                        "started",
                        "timeout-drawn",
                        "pre-candidate",
                        "timeout-drawn",
                        "term-changed",
                        "vote-granted",
                        "candidate",
                        "timeout-drawn",
                        "leader",
                        "appended",
                        "committed",
                        "applied",
                        "stopped");
        assertSeqWithoutGaps();
    }

    @Test
    void startIsAnsweredByTheLeaderWithTheNextIndex() throws Exception {
        environment.put("FAULTLINE_LOG_TAIL", "9@4");
        start();
        awaitLeader();
        HttpResponse<String> answer = post("/start", "put x 1");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body())
                .isEqualTo("{\"leader\":true,\"term\":5,\"index\":11,\"hint\":\"n1\",\"appended\":true}\n");
    }

    @Test
    void theServiceAnswersWhenItIsDoneAndSaysWhatItDidNotDo() throws Exception {
        start();
        awaitLeader();
        assertThat(post("/kv", "{\"f\":\"write\",\"key\":\"x\",\"value\":7}").body())
                .isEqualTo("{\"ok\":true,\"value\":null,\"index\":2}\n");
        assertThat(post("/kv", "{\"f\":\"read\",\"key\":\"x\"}").body())
                .isEqualTo("{\"ok\":true,\"value\":7,\"index\":2}\n");
        assertThat(post("/kv", "{\"f\":\"cas\",\"key\":\"x\",\"value\":[8,9]}").body())
                .startsWith("{\"ok\":false,\"conflict\":\"");
        String repeated = "{\"f\":\"add\",\"key\":\"sum\",\"value\":5,\"client\":\"c\",\"serial\":1}";
        assertThat(post("/kv", repeated).body()).startsWith("{\"ok\":true,\"value\":5");
        assertThat(post("/kv", repeated).body()).startsWith("{\"ok\":true,\"value\":5");
        assertThat(post("/kv", "{\"f\":\"write\",\"key\":\"x\",\"value\":null}").body())
                .startsWith("{\"ok\":true");
        assertThat(post("/kv", "{\"f\":\"cas\",\"key\":\"x\",\"value\":[null,7]}")
                        .body())
                .startsWith("{\"ok\":true");
        assertThat(post("/kv", "{\"f\":\"write\",\"key\":\"x\"}").body())
                .isEqualTo("{\"error\":\"'value' is missing: write needs one, where null stands for none; nothing was"
                        + " done\",\"code\":\"bad-request\"}\n");
        HttpResponse<String> bad = post("/kv", "{\"f\":\"write\"}");
        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(bad.body()).contains("; nothing was done\",\"code\":\"bad-request\"");
    }

    @Test
    void whatANodeWasToldIsThereAfterARestart() throws Exception {
        environment.put("FAULTLINE_SNAPSHOT_ENTRIES", "5");
        CompletableFuture<Ending> ending = start();
        awaitLeader();
        for (int i = 1; i <= 23; i++) {
            assertThat(post("/kv", "{\"f\":\"append\",\"key\":\"list\",\"value\":" + i + "}")
                            .statusCode())
                    .isEqualTo(200);
        }
        started.get(0).stop();
        ending.get(2, TimeUnit.SECONDS);
        start();
        awaitLeader();
        assertThat(post("/kv", "{\"f\":\"read\",\"key\":\"list\"}").body())
                .contains("[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23]");
        assertThat((Long) JsonLine.parse(get("/status").body()).get("snapshotIndex"))
                .isGreaterThanOrEqualTo(20);
    }

    @Test
    void membersAreChangedOneAtATimeAndOnlyInWaysThatMakeSense() throws Exception {
        start();
        awaitLeader();
        HttpResponse<String> last = post("/members", "{\"change\":\"remove\",\"node\":\"n1\"}");
        assertThat(last.statusCode()).isEqualTo(503);
        assertThat(last.body()).contains("n1 is the last voter; nothing was begun");
        assertThat(post("/members", "{\"change\":\"grow\",\"node\":\"n1\"}").body())
                .contains("'change' is add-learner, promote, remove or transfer, not 'grow'");
        assertThat(post("/members", "{\"change\":\"remove\"}").statusCode()).isEqualTo(400);
    }

    @Test
    void aNodeThatKnowsNoLeaderSaysThatItDoesNotLead() throws Exception {
        environment.put("FAULTLINE_ELECTION_TIMEOUT", "1000s");
        start();
        awaitStatus();
        HttpResponse<String> answer = post("/kv", "{\"f\":\"read\",\"key\":\"x\"}");
        assertThat(answer.statusCode()).isEqualTo(421);
        assertThat(answer.body())
                .isEqualTo("{\"error\":\"this node does not lead; nothing was begun\",\"code\":\"not-leader\","
                        + "\"hint\":null}\n");
    }

    @Test
    void aNodeThatKnowsNoLeaderAnswersStartSo() throws Exception {
        environment.put("FAULTLINE_ELECTION_TIMEOUT", "1000s");
        start();
        awaitStatus();
        assertThat(post("/start", "").body())
                .isEqualTo("{\"leader\":false,\"term\":0,\"index\":0,\"hint\":null,\"appended\":false}\n");
    }

    @Test
    void whatIsNotThereIs404AndTheWrongMethod405AndATooLongCommand413() throws Exception {
        start();
        awaitStatus();
        assertThat(get("/").statusCode()).isEqualTo(404);
        assertThat(get("/status/x").statusCode()).isEqualTo(404);
        assertThat(JsonLine.parse(get("/nothing").body()))
                .containsEntry("error", "there is no /nothing, only GET /status and POST /kv, /start, /members");
        HttpResponse<String> wrong = post("/status", "");
        assertThat(wrong.statusCode()).isEqualTo(405);
        assertThat(wrong.headers().firstValue("Allow")).contains("GET");
        assertThat(get("/start").statusCode()).isEqualTo(405);
        assertThat(post("/start", "x".repeat(ClientServer.LONGEST_COMMAND)).statusCode())
                .isEqualTo(200);
        assertThat(post("/start", "x".repeat(ClientServer.LONGEST_COMMAND + 1)).statusCode())
                .isEqualTo(413);
    }

    @Test
    void theStatusIsToldWhileTheDiskStallsAndTellsOnlyWhatIsDurable() throws Exception {
        CountDownLatch stalled = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        environment.put("FAULTLINE_ELECTION_TIMEOUT", "700ms");
        start();
        awaitStatus();
        disk.mood(() -> {
            stalled.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        });
        try {
            assertThat(stalled.await(5, TimeUnit.SECONDS))
                    .as("the node wants to persist its vote")
                    .isTrue();
            assertThat(JsonLine.parse(get("/status").body()))
                    .containsEntry("term", 0L)
                    .containsEntry("votedFor", null);
            HttpResponse<String> busy = post("/start", "");
            assertThat(busy.statusCode()).isEqualTo(504);
            assertThat(busy.body()).contains("no answer within 1000 ms; nobody knows");
        } finally {
            release.countDown();
        }
        awaitLeader();
    }

    @Test
    void aClientHearsInTimeThatNobodyKnowsWhatBecomesOfItsRequestAndTheNextOneSees() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        environment.put("FAULTLINE_ANSWER_WITHIN", "150ms");
        environment.put("FAULTLINE_READS", "log");
        start();
        awaitLeader();
        standStillUntil(release);
        try {
            HttpResponse<String> late = post("/kv", "{\"f\":\"write\",\"key\":\"x\",\"value\":7}");
            assertThat(late.statusCode()).isEqualTo(504);
            assertThat(late.body())
                    .isEqualTo("{\"error\":\"no answer within 150 ms; nobody knows whether it will still be done\","
                            + "\"code\":\"timeout\"}\n");
            assertThat(post("/start", "").body()).contains("no answer within 150 ms");
        } finally {
            release.countDown();
        }
        await("what was not answered to be done")
                .until(() ->
                        post("/kv", "{\"f\":\"read\",\"key\":\"x\"}").body().startsWith("{\"ok\":true,\"value\":7,"));
        assertThat(JsonLine.parse(get("/status").body())).containsEntry("reads", "log");
    }

    /** As many as a hundred impatient clients leave behind at a leader without a majority. */
    @Test
    void callsThatWaitWhileThoseWhoMadeThemHaveHungUpDoNotKeepOthersFromTheStatus() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        start();
        awaitLeader();
        standStillUntil(release);
        byte[] call =
                "POST /start HTTP/1.1\r\nHost: n1\r\nContent-Length: 1\r\n\r\nx".getBytes(StandardCharsets.US_ASCII);
        try {
            for (int i = 0; i < 300; i++) {
                try (Socket client = new Socket("127.0.0.1", clientPort)) {
                    client.getOutputStream().write(call);
                }
            }
            HttpClient newcomer = HttpClient.newHttpClient();
            assertThat(newcomer.send(request("/status").GET().build(), HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        } finally {
            release.countDown();
        }
    }

    @Test
    void clientsThatSendHalfARequestDoNotKeepOthersFromTheStatus() throws Exception {
        start();
        awaitStatus();
        List<Socket> half = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                Socket socket = new Socket("127.0.0.1", clientPort);
                half.add(socket);
                socket.getOutputStream().write("GET /sta".getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(get("/status").statusCode()).isEqualTo(200);
            for (Socket socket : half) {
                socket.setSoTimeout(1);
                assertThatThrownBy(() -> socket.getInputStream().read())
                        .as(
                                "the rest of a request is waited for still, so the status did not wait until it was given up")
                        .isInstanceOf(SocketTimeoutException.class);
            }
        } finally {
            for (Socket socket : half) {
                socket.close();
            }
        }
    }

    @Test
    void sixtyFourClientsThatKeepTheirConnectionsAreAllAnsweredAndTheStatusBesides() throws Exception {
        start();
        awaitLeader();
        List<Socket> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 64; i++) {
                Socket client = new Socket("127.0.0.1", clientPort);
                client.setSoTimeout(5_000);
                clients.add(client);
            }
            for (long round = 1; round <= 5; round++) {
                for (Socket client : clients) {
                    write(client, "{\"f\":\"add\",\"key\":\"sum\",\"value\":1}");
                }
                assertThat(get("/status").statusCode()).isEqualTo(200);
                TreeSet<Long> sums = new TreeSet<>();
                for (Socket client : clients) {
                    sums.add((Long) readAnswer(client).get("value"));
                }
                assertThat(sums).hasSize(64);
                assertThat(sums.last()).isEqualTo(64 * round);
            }
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    @Test
    void aConnectionServesWhateverIsAskedOneAfterTheOther() throws Exception {
        start();
        awaitLeader();
        try (Socket client = new Socket("127.0.0.1", clientPort)) {
            client.setSoTimeout(5_000);
            for (int i = 0; i < 3; i++) {
                client.getOutputStream()
                        .write("GET /status HTTP/1.1\r\nHost: n1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(readAnswer(client)).containsEntry("node", "n1");
                write(client, "{\"f\":\"nothing\"}");
                assertThat(readAnswer(client)).containsEntry("code", "bad-request");
            }
        }
    }

    private static void write(Socket client, String body) throws IOException {
        String request = "POST /kv HTTP/1.1\r\nHost: n1\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    /** The next answer on a connection, whose body is one line. */
    private static Map<String, Object> readAnswer(Socket client) throws IOException {
        StringBuilder text = new StringBuilder();
        while (!text.toString().contains("\r\n\r\n")
                || text.charAt(text.length() - 1) != '\n'
                || text.indexOf("{") < 0) {
            int next = client.getInputStream().read();
            assertThat(next).as("what follows '%s'", text).isNotEqualTo(-1);
            text.append((char) next);
        }
        return JsonLine.parse(text.substring(text.indexOf("{")).strip());
    }

    @Test
    void aDiskThatFailsEndsTheNodeWhichSaysSoInTheStateItHadOnDisk() throws Exception {
        environment.put("FAULTLINE_ELECTION_TIMEOUT", "300ms");
        CompletableFuture<Ending> ending = start();
        awaitStatus();
        disk.mood(() -> {
            throw new IOException("Input/output error");
        });
        assertThat(ending.get(5, TimeUnit.SECONDS)).isEqualTo(Ending.STORAGE_FAILED);
        assertThat(kinds()).containsExactly("started", "timeout-drawn", "storage-failed");
        assertThat(lastEvent())
                .containsEntry("reason", "Input/output error")
                .containsEntry("term", 0L)
                .containsEntry("role", "follower");
        assertSeqWithoutGaps();
    }

    @Test
    void stoppingIsIdempotentAlsoBeforeTheStartAndAfterTheEnd() throws Exception {
        NodeProcess process = create();
        process.stop();
        process.stop();
        assertThat(process.run()).isEqualTo(Ending.STOPPED);
        process.stop();
        assertThat(kinds()).containsExactly("started", "timeout-drawn", "stopped");
    }

    @Test
    void theNextIncarnationKeepsTermAndVoteAndCounts() throws Exception {
        CompletableFuture<Ending> first = start();
        awaitLeader();
        started.get(0).stop();
        assertThat(first.get(2, TimeUnit.SECONDS)).isEqualTo(Ending.STOPPED);
        events.reset();
        environment.put("FAULTLINE_ELECTION_TIMEOUT", "1000s");
        start();
        awaitStatus();
        assertThat(JsonLine.parse(get("/status").body()))
                .containsEntry("incarnation", 2L)
                .containsEntry("term", 1L)
                .containsEntry("role", "follower")
                .containsEntry("votedFor", "n1");
        await("the first event").until(() -> events.size() > 0);
        assertThat(JsonLine.parse(lines().get(0)))
                .containsEntry("event", "started")
                .containsEntry("incarnation", 2L)
                .containsEntry("seq", 1L)
                .containsEntry("term", 1L);
    }

    @Test
    void aPortThatIsTakenEndsTheStartBeforeItCounts() throws Exception {
        start();
        awaitStatus();
        NodeProcess second = create();
        assertThat(second.run()).isEqualTo(Ending.IN_USE);
        assertThat(notices).anyMatch(notice -> notice.startsWith("cannot listen to peers at 127.0.0.1:"));
        environment.put("FAULTLINE_PEERS", "n1=127.0.0.1:" + FreePorts.next());
        assertThat(create().run()).isEqualTo(Ending.IN_USE);
        assertThat(notices)
                .anyMatch(notice -> notice.startsWith("cannot listen to clients at 127.0.0.1:" + clientPort));
    }

    @Test
    void aDataDirectoryThatIsTakenEndsTheStart() throws Exception {
        start();
        awaitStatus();
        environment.put("FAULTLINE_PEERS", "n1=127.0.0.1:" + FreePorts.next());
        environment.put("FAULTLINE_CLIENT_PORT", String.valueOf(FreePorts.next()));
        assertThat(create().run()).isEqualTo(Ending.IN_USE);
        assertThat(notices).contains("the data directory " + data + " is in use by another running node");
    }

    @Test
    void aDamagedLogEndsTheStartInWords() throws Exception {
        Files.write(data.resolve("wal-0000000000000001"), new byte[100]);
        assertThat(create().run()).isEqualTo(Ending.STORAGE_FAILED);
        assertThat(notices)
                .singleElement()
                .asString()
                .startsWith(data.resolve("wal-0000000000000001") + " is damaged: the header at byte 0 ");
        assertThat(events.size()).as("no incarnation, no event").isZero();
    }

    @Test
    void aReaderOfEventsThatIsGoneEndsTheNode() throws Exception {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        NodeProcess process = new NodeProcess(config(), disk, broken, notices::add);
        assertThat(process.run()).isEqualTo(Ending.BROKEN);
        assertThat(notices).contains("standard output takes no more events: Broken pipe");
    }

    @Test
    void theSameSeedGivesTheSameTimeoutsInOneIncarnationAndOthersInTheNext() throws Exception {
        environment.put("FAULTLINE_SEED", "7");
        environment.put("FAULTLINE_ELECTION_TIMEOUT", "400ms-600ms");
        List<Object> timeouts = new ArrayList<>();
        for (String folder : new String[] {"a", "b", "b"}) {
            environment.put("FAULTLINE_DATA", data.resolve(folder).toString());
            events.reset();
            NodeProcess process = new NodeProcess(NodeConfigReader.read(environment), disk, events, notices::add);
            process.stop();
            process.run();
            timeouts.add(JsonLine.parse(lines().get(1)).get("timeout"));
        }
        assertThat(timeouts.get(0)).isEqualTo(timeouts.get(1)).isNotEqualTo(timeouts.get(2));
    }

    // ---- the node ----

    private CompletableFuture<Ending> start() throws BadConfigException {
        NodeProcess process = create();
        CompletableFuture<Ending> ending = new CompletableFuture<>();
        Thread loop = new Thread(() -> ending.complete(process.run()), "loop");
        loop.start();
        started.add(process);
        return ending;
    }

    private NodeProcess create() throws BadConfigException {
        return new NodeProcess(config(), disk, events, notices::add);
    }

    private NodeConfig config() throws BadConfigException {
        environment.put("FAULTLINE_DATA", data.toString());
        return NodeConfigReader.read(environment);
    }

    private void awaitStatus() {
        await("the node to answer")
                .ignoreExceptions()
                .until(() -> get("/status").statusCode() == 200);
    }

    private void awaitLeader() {
        await("the node to lead")
                .ignoreExceptions()
                .until(() -> get("/status").body().contains("\"role\":\"leader\""));
    }

    /** Whatever the node writes takes until then. */
    private void standStillUntil(CountDownLatch release) {
        disk.mood(() -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        });
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return http.send(
                request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + clientPort + path))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(5));
    }

    private List<String> lines() {
        return events.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** Without what is told of the machine, which may hold this process up at any moment. */
    private List<Object> kinds() {
        return lines().stream()
                .map(line -> JsonLine.parse(line).get("event"))
                .filter(kind -> !kind.equals("stalled"))
                .toList();
    }

    private Map<String, Object> lastEvent() {
        return JsonLine.parse(lines().get(lines().size() - 1));
    }

    private void assertSeqWithoutGaps() {
        for (int i = 0; i < lines().size(); i++) {
            assertThat(JsonLine.parse(lines().get(i))).containsEntry("seq", i + 1L);
        }
    }

    private static List<String> nodeThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.equals("loop")
                        || name.equals("client")
                        || name.startsWith("HTTP-Dispatcher")
                        || name.startsWith("to-n")
                        || name.startsWith("from-"))
                .toList();
    }
}
