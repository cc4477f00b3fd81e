package io.faultline.harness.docker;

import io.faultline.checkers.history.Role;
import io.faultline.harness.cluster.ClientCall;
import io.faultline.harness.cluster.ClientOutcome;
import io.faultline.harness.cluster.ClientReply;
import io.faultline.harness.cluster.MemberChange;
import io.faultline.harness.cluster.ReconfigureOutcome;
import io.faultline.harness.cluster.StartReply;
import io.faultline.harness.cluster.StatusReply;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * A client of our node over HTTP: each call is sent once and answered once, in a thread of the client. Never blocks; one
 * node that hangs delays nobody else's answer.
 */
final class CommandClient {
    private static final int OK = 200;

    private final HttpClient http;
    private final Duration answerWithin;
    private final ObjectMapper json = new ObjectMapper();

    /** A client that gives a call up after that time. */
    CommandClient(Duration answerWithin) {
        this.answerWithin = answerWithin;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(answerWithin)
                .build();
    }

    /** Asks the node behind this port of the loopback address to start a command: a write. */
    void start(int port, String command, Consumer<ClientOutcome<StartReply>> done) {
        HttpRequest.Builder request = to(port, "/start").POST(HttpRequest.BodyPublishers.ofString(command));
        call(request, CommandClient::startReply, ClientOutcome.Info::new, done);
    }

    /** Asks the node behind this port how it is: a read. */
    void status(int port, Consumer<ClientOutcome<StatusReply>> done) {
        call(to(port, "/status"), CommandClient::statusReply, ClientOutcome.Fail::new, done);
    }

    /** Sends the node behind this port a client's call, and hangs up after that time. */
    void call(int port, ClientCall call, Duration within, Consumer<ClientOutcome<ClientReply>> done) {
        HttpRequest request = to(port, "/kv")
                .POST(HttpRequest.BodyPublishers.ofString(ServiceCalls.request(call)))
                .timeout(within)
                .build();
        http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .handle((answer, failure) -> failure == null
                        ? answered(call, answer)
                        : outcome(cause(failure), (String reason) -> ServiceCalls.unknown(call, reason)))
                .thenAccept(done);
    }

    /** Asks the node behind this port for a change of members. */
    void reconfigure(int port, MemberChange change, String subject, Consumer<ReconfigureOutcome> done) {
        HttpRequest request = to(port, "/members")
                .POST(HttpRequest.BodyPublishers.ofString(MemberCalls.request(change, subject)))
                .timeout(answerWithin)
                .build();
        http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .handle((answer, failure) -> failure == null ? reconfigured(answer) : notReconfigured(cause(failure)))
                .thenAccept(done);
    }

    private ReconfigureOutcome reconfigured(HttpResponse<String> answer) {
        try {
            return MemberCalls.outcome(answer.statusCode(), json.readTree(answer.body()));
        } catch (JacksonException cutOff) {
            return new ReconfigureOutcome.Unknown("half an answer: " + cutOff.getMessage());
        }
    }

    private static ReconfigureOutcome notReconfigured(Throwable failure) {
        return isNeverSent(failure)
                ? new ReconfigureOutcome.Refused("no connection")
                : new ReconfigureOutcome.Unknown(unanswered(failure));
    }

    private ClientOutcome<ClientReply> answered(ClientCall call, HttpResponse<String> answer) {
        try {
            return ServiceCalls.outcome(call, answer.statusCode(), json.readTree(answer.body()));
        } catch (JacksonException | IllegalArgumentException cutOff) {
            return ServiceCalls.unknown(call, "half an answer: " + cutOff.getMessage());
        }
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException ? failure.getCause() : failure;
    }

    private static HttpRequest.Builder to(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    /** @param unanswered what a call is that got no answer */
    private <T> void call(
            HttpRequest.Builder request,
            Function<JsonNode, T> reader,
            Function<String, ClientOutcome<T>> unanswered,
            Consumer<ClientOutcome<T>> done) {
        http.sendAsync(request.timeout(answerWithin).build(), HttpResponse.BodyHandlers.ofString())
                .handle((answer, failure) ->
                        failure == null ? outcome(answer, reader, unanswered) : outcome(cause(failure), unanswered))
                .thenAccept(done);
    }

    private <T> ClientOutcome<T> outcome(
            HttpResponse<String> answer, Function<JsonNode, T> reader, Function<String, ClientOutcome<T>> unanswered) {
        try {
            JsonNode body = json.readTree(answer.body());
            if (answer.statusCode() == OK) {
                return new ClientOutcome.Ok<>(reader.apply(body));
            }
            String error = body.path("error").asString("status " + answer.statusCode());
            return ServiceCalls.certainlyNotDone(answer.statusCode())
                    ? new ClientOutcome.Fail<>(error)
                    : unanswered.apply(error);
        } catch (JacksonException | IllegalArgumentException cutOff) {
            return unanswered.apply("half an answer: " + cutOff.getMessage());
        }
    }

    private static <T> ClientOutcome<T> outcome(Throwable failure, Function<String, ClientOutcome<T>> unanswered) {
        return isNeverSent(failure) ? new ClientOutcome.Fail<>("no connection") : unanswered.apply(unanswered(failure));
    }

    private static boolean isNeverSent(Throwable failure) {
        return failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException;
    }

    private static String unanswered(Throwable failure) {
        return failure instanceof HttpTimeoutException ? "no answer in time" : "the connection broke";
    }

    private static StartReply startReply(JsonNode answer) {
        return new StartReply(
                answer.path("leader").asBoolean(),
                answer.path("term").asLong(),
                answer.path("index").asLong(),
                text(answer, "hint"));
    }

    private static StatusReply statusReply(JsonNode answer) {
        return new StatusReply(
                answer.path("node").asString(""),
                answer.path("incarnation").asInt(),
                answer.path("term").asLong(),
                Role.of(answer.path("role").asString(""))
                        .orElseThrow(() -> new IllegalArgumentException("no role in the answer")),
                text(answer, "leader"));
    }

    private static Optional<String> text(JsonNode answer, String field) {
        return Optional.of(answer.path(field)).filter(JsonNode::isString).map(JsonNode::asString);
    }
}
