package io.faultline.node.process;

import com.sun.net.httpserver.HttpExchange;
import io.faultline.node.kv.KvCommand;
import io.faultline.node.kv.KvJson;
import io.faultline.node.kv.KvLimits;
import io.faultline.node.kv.KvOperation;
import io.faultline.node.kv.KvResult;
import io.faultline.node.raft.Answer;
import io.faultline.node.raft.Input;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.StartAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JsonGenerator;

/**
 * The requests that go through the node's loop: {@code POST /kv}, {@code POST /start} and {@code POST /members}.
 *
 * <p>Each is sent to the loop once, and no thread waits for its answer. What can't be told is told as such: a client
 * must know whether its request may have had its effect.
 */
final class ServiceRequests {
    /** What {@code /start} answers, it answers at once; ns. */
    private static final long START_WITHIN = 1_000_000_000L;

    private static final Map<String, Input.Change> CHANGES = Map.of(
            "add-learner", Input.Change.ADD_LEARNER,
            "promote", Input.Change.PROMOTE,
            "remove", Input.Change.REMOVE,
            "transfer", Input.Change.TRANSFER);

    private final NodeLoop loop;
    private final Executor threads;
    private final long answerWithin;

    /**
     * The requests to one loop.
     *
     * @param threads write answers; the loop's own never does
     * @param answerWithin a client that was told nothing for so long, ns, is told that nobody knows
     */
    ServiceRequests(NodeLoop loop, Executor threads, long answerWithin) {
        this.loop = loop;
        this.threads = threads;
        this.answerWithin = answerWithin;
    }

    /** An operation of the service: answered when it was done. */
    void service(HttpExchange exchange) throws IOException {
        byte[] body = Http.body(exchange, KvLimits.REQUEST_BYTES);
        if (body == null) {
            return;
        }
        KvCommand command;
        try {
            command = KvJson.request(body);
        } catch (IllegalArgumentException e) {
            Http.refuse(exchange, 400, "bad-request", e.getMessage() + "; nothing was done");
            return;
        }
        boolean reads = command.operation().isRead();
        answer(exchange, reads ? loop.read(command) : loop.propose(command), command);
    }

    /** The lab's {@code Start(cmd)}: answered at once. */
    void start(HttpExchange exchange) throws IOException {
        byte[] body = Http.body(exchange, ClientServer.LONGEST_COMMAND);
        if (body == null) {
            return;
        }
        CompletableFuture<StartAnswer> pending;
        try {
            pending = loop.start(command(body));
        } catch (IllegalArgumentException e) {
            Http.refuse(exchange, 400, "bad-request", e.getMessage() + "; nothing was started");
            return;
        }
        whenTold(
                exchange,
                pending,
                Math.min(START_WITHIN, answerWithin),
                "started",
                answer -> Http.respond(exchange, 200, json -> writeStarted(json, answer)));
    }

    /** A request of the service, or any text, which then is written to a key of its own. */
    private static KvCommand command(byte[] body) {
        if (body.length > 0 && body[0] == '{') {
            return KvJson.request(body);
        }
        String text = body.length == 0 ? "start" : new String(body, StandardCharsets.UTF_8);
        return new KvCommand(new KvOperation.Write("start", text), null);
    }

    private static void writeStarted(JsonGenerator json, StartAnswer answer) {
        json.writeBooleanProperty("leader", answer.leader());
        json.writeNumberProperty("term", answer.term());
        json.writeNumberProperty("index", answer.index());
        Json.nullable(json, "hint", answer.hint().orElse(null));
        json.writeBooleanProperty("appended", answer.leader());
    }

    /** A change of members, or a hand-over of leadership. */
    void members(HttpExchange exchange) throws IOException {
        byte[] body = Http.body(exchange, ClientServer.LONGEST_COMMAND);
        if (body == null) {
            return;
        }
        Input.Change change;
        NodeId node;
        try {
            Map<String, String> fields = Json.texts(body, "change", "node");
            change = CHANGES.get(fields.get("change"));
            if (change == null) {
                throw new IllegalArgumentException(
                        "'change' is add-learner, promote, remove or transfer, not '" + fields.get("change") + "'");
            }
            node = NodeId.parse(fields.get("node"));
        } catch (IllegalArgumentException e) {
            Http.refuse(exchange, 400, "bad-request", e.getMessage() + "; nothing was changed");
            return;
        }
        answer(exchange, loop.reconfigure(change, node), null);
    }

    private void answer(HttpExchange exchange, CompletableFuture<Answer> pending, KvCommand command) {
        whenTold(exchange, pending, answerWithin, "begun", answer -> tell(exchange, answer, command));
    }

    /** Says what the loop answered. */
    private interface Teller<T> {
        void tell(T answer) throws IOException;
    }

    /** @param done what certainly was not, if the loop never took the request in */
    private <T> void whenTold(
            HttpExchange exchange, CompletableFuture<T> pending, long within, String done, Teller<T> teller) {
        pending.orTimeout(within, TimeUnit.NANOSECONDS)
                .whenCompleteAsync(
                        (answer, failure) -> {
                            try {
                                if (failure == null) {
                                    teller.tell(answer);
                                } else {
                                    explain(exchange, failure, within, done);
                                }
                            } catch (IOException e) {
                                // The client has gone, and its connection with it.
                                exchange.close();
                            }
                        },
                        threads);
    }

    private static void explain(HttpExchange exchange, Throwable failure, long within, String done) throws IOException {
        if (failure instanceof RejectedExecutionException) {
            Http.refuse(exchange, 503, "busy", failure.getMessage() + "; nothing was " + done);
        } else if (failure instanceof TimeoutException) {
            Http.refuse(
                    exchange,
                    504,
                    "timeout",
                    "no answer within " + within / 1_000_000 + " ms; nobody knows whether it will still be done");
        } else {
            Http.refuse(
                    exchange, 500, "unknown", failure.getMessage() + "; nobody knows whether it will still be done");
        }
    }

    /**
     * Says what came of a request.
     *
     * @param command what was asked for; null for a change of members
     */
    static void tell(HttpExchange exchange, Answer answer, KvCommand command) throws IOException {
        if (answer instanceof Answer.Done done) {
            Http.respond(exchange, 200, json -> {
                // Only a mutant answers a client with what came of an entry that has no result.
                KvResult result = done.result() == null ? new KvResult.Ok(null) : (KvResult) done.result();
                KvJson.result(json, command, result);
                json.writeNumberProperty("index", done.index());
            });
        } else if (answer instanceof Answer.Changed changed) {
            Http.respond(exchange, 200, json -> json.writeNumberProperty("index", changed.index()));
        } else if (answer instanceof Answer.NotLeader refusal) {
            Http.respond(exchange, 421, json -> {
                json.writeStringProperty("error", "this node does not lead; nothing was begun");
                json.writeStringProperty("code", "not-leader");
                Json.nullable(json, "hint", refusal.hint().orElse(null));
            });
        } else if (answer instanceof Answer.Refused refused) {
            Http.refuse(exchange, 503, "busy", refused.reason() + "; nothing was begun");
        } else if (answer instanceof Answer.Lost) {
            Http.refuse(exchange, 409, "lost", "another entry took its place; it certainly has no effect");
        } else if (answer instanceof Answer.Unknown unknown) {
            Http.refuse(exchange, 500, "unknown", unknown.reason() + "; nobody knows whether it will still be done");
        }
    }
}
