package io.faultline.harness.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.faultline.harness.cluster.ClientCall;
import io.faultline.harness.cluster.ClientOutcome;
import io.faultline.harness.cluster.ClientReply;
import io.faultline.harness.cluster.MemberChange;
import io.faultline.harness.cluster.ReconfigureOutcome;
import io.faultline.harness.cluster.StartReply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a history is told of a call, whichever way it ends: a wrong word here makes a correct node look wrong. */
@Timeout(30)
class CommandClientTest {
    private static final ClientCall READ = new ClientCall("read", "x", null);
    private static final ClientCall WRITE = new ClientCall("write", "x", 7L);
    private static final ClientCall ONLY_READS =
            new ClientCall("txn", null, List.of(Arrays.asList("r", "x", null), Arrays.asList("r", "y", null)));
    private static final ClientCall ALSO_WRITES =
            new ClientCall("txn", null, List.of(Arrays.asList("r", "x", null), List.of("append", "x", 1L)));

    private static final Duration WITHIN = Duration.ofMillis(500);

    private final CommandClient client = new CommandClient(WITHIN);
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private HttpServer node;

    @AfterEach
    void stop() {
        if (node != null) {
            node.stop(0);
        }
    }

    @Test
    void aCallIsOneRequestInTheWordsOfTheService() throws Exception {
        answers(200, "{\"ok\":true,\"value\":null,\"index\":9}");
        call(new ClientCall("cas", "x", List.of(1L, "b"), "c1", 4));
        call(READ);
        assertThat(asked)
                .containsExactly(
                        "POST /kv {\"client\":\"c1\",\"f\":\"cas\",\"key\":\"x\",\"serial\":4,\"value\":[1,\"b\"]}",
                        "POST /kv {\"f\":\"read\",\"key\":\"x\"}");
    }

    @Test
    void whatWasDoneIsOkWithThePlainValue() throws Exception {
        answers(200, "{\"ok\":true,\"value\":[[\"r\",\"x\",9000000000000000000],[\"w\",\"y\",null]],\"index\":9}");
        assertThat(call(ALSO_WRITES))
                .isEqualTo(new ClientOutcome.Ok<>(new ClientReply(
                        List.of(List.of("r", "x", 9_000_000_000_000_000_000L), Arrays.asList("w", "y", null)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"conflict", "invalid"})
    void whatTheServiceDecidedAgainstIsADecidedFailure(String field) throws Exception {
        answers(200, "{\"ok\":false,\"" + field + "\":\"x is 3\",\"index\":9}");
        assertThat(call(WRITE)).isEqualTo(ClientOutcome.Fail.decided("x is 3"));
    }

    @Test
    void aNodeThatDoesNotLeadNamesTheOneThatDoesIfItKnows() throws Exception {
        answers(421, "{\"error\":\"this node does not lead\",\"code\":\"not-leader\",\"hint\":\"n2\"}");
        assertThat(call(WRITE)).isEqualTo(new ClientOutcome.Fail<>("not leader", Optional.of("n2")));
        node.stop(0);
        answers(421, "{\"error\":\"this node does not lead\",\"code\":\"not-leader\",\"hint\":null}");
        assertThat(call(WRITE)).isEqualTo(new ClientOutcome.Fail<>("not leader", Optional.empty()));
    }

    @Test
    void aChangeOfMembersIsOneRequestAndDoneWhenItsEntryIsNamed() throws Exception {
        answers(200, "{\"index\":10}");
        assertThat(change()).isEqualTo(new ReconfigureOutcome.Done(10));
        assertThat(asked).containsExactly("POST /members {\"change\":\"add-learner\",\"node\":\"n4\"}");
        node.stop(0);
        answers(200, "{}");
        assertThat(change()).isInstanceOf(ReconfigureOutcome.Unknown.class);
    }

    @Test
    void aNodeThatDoesNotLeadChangesNoMembers() throws Exception {
        answers(421, "{\"error\":\"this node does not lead\",\"code\":\"not-leader\",\"hint\":\"n2\"}");
        assertThat(change()).isEqualTo(new ReconfigureOutcome.NotLeader(Optional.of("n2")));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 409, 413, 503})
    void aChangeThatCertainlyIsNotMadeIsRefused(int status) throws Exception {
        answers(status, "{\"error\":\"because\",\"code\":\"c\"}");
        assertThat(change()).isEqualTo(new ReconfigureOutcome.Refused("because"));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 504, 502})
    void ofAnyOtherChangeNobodyKnows(int status) throws Exception {
        answers(status, "{\"error\":\"because\",\"code\":\"c\"}");
        assertThat(change()).isEqualTo(new ReconfigureOutcome.Unknown("because"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 409, 413, 503})
    void whatCertainlyHasNoEffectIsAFailureAlsoOfAWrite(int status) throws Exception {
        answers(status, "{\"error\":\"because\",\"code\":\"c\"}");
        assertThat(call(WRITE)).isEqualTo(new ClientOutcome.Fail<>("because"));
        assertThat(call(READ)).isEqualTo(new ClientOutcome.Fail<>("because"));
        assertThat(start()).isEqualTo(new ClientOutcome.Fail<>("because"));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 504, 502})
    void whatNobodyKnowsIsUnknownForWhateverMayChangeSomething(int status) throws Exception {
        answers(status, "{\"error\":\"because\",\"code\":\"c\"}");
        assertThat(call(WRITE)).isEqualTo(new ClientOutcome.Info<>("because"));
        assertThat(call(ALSO_WRITES)).isEqualTo(new ClientOutcome.Info<>("because"));
        assertThat(call(READ)).isEqualTo(new ClientOutcome.Fail<>("because"));
        assertThat(call(ONLY_READS)).isEqualTo(new ClientOutcome.Fail<>("because"));
        assertThat(start()).isEqualTo(new ClientOutcome.Info<>("because"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[]", "{\"ok\":false}", "{\"ok\":true,\"value\":1.5}"})
    void anAnswerThatSaysNothingIsNone(String body) throws Exception {
        answers(200, body);
        assertThat(call(WRITE)).isInstanceOf(ClientOutcome.Info.class);
        assertThat(call(READ)).isInstanceOf(ClientOutcome.Fail.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK", "HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n{\"ok\":true"})
    void aConnectionThatBreaksAfterTheCallWasSentLeavesItUnknownAndIsNotTriedAgain(String said) throws Exception {
        String reason = "the connection broke";
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            Thread speaker = new Thread(() -> breakOff(server, said));
            speaker.start();
            CompletableFuture<ClientOutcome<ClientReply>> write = new CompletableFuture<>();
            client.call(server.getLocalPort(), WRITE, WITHIN, write::complete);
            assertThat(write.get(5, TimeUnit.SECONDS)).isEqualTo(new ClientOutcome.Info<>(reason));
            CompletableFuture<ClientOutcome<ClientReply>> read = new CompletableFuture<>();
            client.call(server.getLocalPort(), READ, WITHIN, read::complete);
            assertThat(read.get(5, TimeUnit.SECONDS)).isEqualTo(new ClientOutcome.Fail<>(reason));
            assertThat(asked).as("connections made").hasSize(2);
        }
    }

    @Test
    void aCallWithoutAnAnswerInTimeIsUnknown() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            CompletableFuture<ClientOutcome<ClientReply>> write = new CompletableFuture<>();
            client.call(silent.getLocalPort(), WRITE, WITHIN, write::complete);
            assertThat(write.get(5, TimeUnit.SECONDS)).isEqualTo(new ClientOutcome.Info<>("no answer in time"));
            CompletableFuture<ReconfigureOutcome> change = new CompletableFuture<>();
            client.reconfigure(silent.getLocalPort(), MemberChange.REMOVE, "n1", change::complete);
            assertThat(change.get(5, TimeUnit.SECONDS)).isEqualTo(new ReconfigureOutcome.Unknown("no answer in time"));
        }
    }

    /** The connections of clients that gave up once filled a node up, so that nobody else was let in. */
    @Test
    void aClientThatGivesACallUpHangsUp() throws Exception {
        try (ServerSocket slow = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            CompletableFuture<ClientOutcome<ClientReply>> write = new CompletableFuture<>();
            client.call(slow.getLocalPort(), WRITE, Duration.ofMillis(100), write::complete);
            try (Socket connection = slow.accept()) {
                connection.setSoTimeout(5_000);
                byte[] heard = connection.getInputStream().readAllBytes();
                assertThat(new String(heard, StandardCharsets.UTF_8)).startsWith("POST /kv");
            }
            assertThat(write.get(5, TimeUnit.SECONDS)).isEqualTo(new ClientOutcome.Info<>("no answer in time"));
        }
    }

    @Test
    void aNodeThatIsNotThereHasDoneNothing() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = gone.getLocalPort();
        }
        CompletableFuture<ClientOutcome<ClientReply>> write = new CompletableFuture<>();
        client.call(port, WRITE, WITHIN, write::complete);
        assertThat(write.get(5, TimeUnit.SECONDS)).isEqualTo(new ClientOutcome.Fail<>("no connection"));
        CompletableFuture<ReconfigureOutcome> change = new CompletableFuture<>();
        client.reconfigure(port, MemberChange.REMOVE, "n1", change::complete);
        assertThat(change.get(5, TimeUnit.SECONDS)).isEqualTo(new ReconfigureOutcome.Refused("no connection"));
    }

    /** Hears each request out, says so much, and hangs up. */
    private void breakOff(ServerSocket server, String said) {
        try {
            while (true) {
                try (Socket socket = server.accept()) {
                    asked.add("a connection");
                    socket.getInputStream().read(new byte[4096]);
                    socket.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void answers(int status, String body) throws IOException {
        node = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 5);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        node.createContext("/", exchange -> {
            try (exchange) {
                asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                        + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        node.start();
    }

    private ClientOutcome<ClientReply> call(ClientCall call) throws Exception {
        CompletableFuture<ClientOutcome<ClientReply>> outcome = new CompletableFuture<>();
        client.call(node.getAddress().getPort(), call, WITHIN, outcome::complete);
        return outcome.get(5, TimeUnit.SECONDS);
    }

    private ReconfigureOutcome change() throws Exception {
        CompletableFuture<ReconfigureOutcome> outcome = new CompletableFuture<>();
        client.reconfigure(node.getAddress().getPort(), MemberChange.ADD_LEARNER, "n4", outcome::complete);
        return outcome.get(5, TimeUnit.SECONDS);
    }

    private ClientOutcome<StartReply> start() throws Exception {
        CompletableFuture<ClientOutcome<StartReply>> outcome = new CompletableFuture<>();
        client.start(node.getAddress().getPort(), "x", outcome::complete);
        return outcome.get(5, TimeUnit.SECONDS);
    }
}
