package io.faultline.harness.docker;

import io.faultline.harness.cluster.StartReply;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Sends commands to nodes, each once: what is not answered may have been started all the same, and sending it again
 * would falsify the history. Never blocks; one node that hangs delays nobody else's answer.
 */
final class CommandClient {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_WITHIN)
            .build();
    private final ObjectMapper json = new ObjectMapper();

    /** Asks the node behind this port of the loopback address; the reply comes in a thread of the client, or never. */
    void start(int port, Consumer<StartReply> reply) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/start"))
                .timeout(ANSWER_WITHIN)
                .POST(HttpRequest.BodyPublishers.ofString("command"))
                .build();
        http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenAccept(answer -> {
            if (answer.statusCode() == OK) {
                read(answer.body()).ifPresent(reply);
            }
        });
    }

    private Optional<StartReply> read(String body) {
        try {
            JsonNode answer = json.readTree(body);
            return Optional.of(new StartReply(
                    answer.path("leader").asBoolean(),
                    answer.path("term").asLong(),
                    answer.path("index").asLong(),
                    Optional.of(answer.path("hint")).filter(JsonNode::isString).map(JsonNode::asString)));
        } catch (JacksonException cutOff) {
            // Half an answer is none.
            return Optional.empty();
        }
    }
}
