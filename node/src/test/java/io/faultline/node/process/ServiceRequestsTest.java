package io.faultline.node.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.faultline.node.kv.KvCommand;
import io.faultline.node.kv.KvOperation;
import io.faultline.node.kv.KvResult;
import io.faultline.node.raft.Answer;
import io.faultline.node.raft.NodeId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client reads of each answer; {@code docs/NODE.md} promises it. */
@Timeout(30)
class ServiceRequestsTest {
    private static final KvCommand DEQUEUE = new KvCommand(new KvOperation.Dequeue("q"), null);

    private HttpServer server;
    private volatile Answer answer;
    private volatile KvCommand command = DEQUEUE;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.createContext("/", exchange -> ServiceRequests.tell(exchange, answer, command));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of(
                        new Answer.Done(1, 9, new KvResult.Ok("first")), 200, "{'ok':true,'value':'first','index':9}"),
                Arguments.of(
                        new Answer.Done(1, 9, new KvResult.Conflict("held by another")),
                        200,
                        "{'ok':false,'conflict':'held by another','index':9}"),
                Arguments.of(
                        new Answer.Done(1, 9, new KvResult.Invalid("no such session")),
                        200,
                        "{'ok':false,'invalid':'no such session','index':9}"),
                Arguments.of(
                        new Answer.NotLeader(1, Optional.of(NodeId.of(2))),
                        421,
                        "{'error':'this node does not lead; nothing was begun','code':'not-leader','hint':'n2'}"),
                Arguments.of(
                        new Answer.Refused(1, "too many requests wait for their answers"),
                        503,
                        "{'error':'too many requests wait for their answers; nothing was begun','code':'busy'}"),
                Arguments.of(
                        new Answer.Lost(1),
                        409,
                        "{'error':'another entry took its place; it certainly has no effect','code':'lost'}"),
                Arguments.of(
                        new Answer.Unknown(1, "this node no longer leads"),
                        500,
                        "{'error':'this node no longer leads; nobody knows whether it will still be done',"
                                + "'code':'unknown'}"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void everyAnswerHasItsStatusItsWordForProgramsAndItsSentence(Answer told, int status, String body)
            throws Exception {
        answer = told;
        assertAnswered(status, body);
    }

    @Test
    void aChangeOfMembersIsAnsweredWithItsEntry() throws Exception {
        answer = new Answer.Changed(1, 10);
        command = null;
        assertAnswered(200, "{'index':10}");
    }

    private void assertAnswered(int status, String body) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/kv");
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.body()).isEqualTo(body.replace('\'', '"') + "\n");
    }
}
