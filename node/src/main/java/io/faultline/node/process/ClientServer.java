package io.faultline.node.process;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.faultline.node.failpoint.Failpoints;
import io.faultline.node.raft.NodeStatus;
import io.faultline.node.raft.StartAnswer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/**
 * What clients may ask over HTTP: {@code GET /status} and {@code POST /start}; and tests {@code /failpoints}, of a node
 * that has them.
 *
 * <p>Its threads own nothing of the node. The status is the one the loop last published, so it is told at once also
 * while the loop waits for the disk.
 */
final class ClientServer implements Closeable {
    /** The biggest command that is read. */
    static final int LONGEST_COMMAND = 64 * 1024;

    /** A node that needs longer to answer is stuck in its disk; it says so rather than keep the client waiting. */
    private static final long ANSWER_WITHIN_MS = 1_000;

    /** As many connections as threads: a client that sends half a request can't take the last thread. */
    private static final int MOST_CONNECTIONS = 64;

    private static final int BACKLOG = 64;

    static {
        // Read once, when the first server is made. Without the first, each answer waits for the kernel's Nagle timer.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxReqTime", "5");
        System.setProperty("sun.net.httpserver.maxRspTime", "5");
        System.setProperty("jdk.httpserver.maxConnections", String.valueOf(MOST_CONNECTIONS));
    }

    private final HttpServer server;
    private final ThreadPoolExecutor threads;

    private ClientServer(HttpServer server) {
        this.server = server;
        this.threads = new ThreadPoolExecutor(
                2, 2 * MOST_CONNECTIONS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "client");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Takes the port; nothing is answered before {@link #start}. */
    static ClientServer bind(InetAddress address, int port) throws IOException {
        return new ClientServer(HttpServer.create(new InetSocketAddress(address, port), BACKLOG));
    }

    /**
     * Starts to answer for a node, and asks the first question itself.
     *
     * <p>Loading the classes for the first answer takes longer than any answer may; so it is done before the node
     * says that it has started.
     *
     * @param failpoints what {@code /failpoints} is about; without them there is no such path
     */
    void start(NodeLoop loop, long incarnation, Optional<Failpoints> failpoints) {
        server.createContext("/", exchange -> {
            try (exchange) {
                if (failpoints.isPresent()
                        && "/failpoints".equals(exchange.getRequestURI().getPath())) {
                    answerFailpoints(exchange, failpoints.get());
                } else {
                    answer(exchange, loop, incarnation);
                }
            }
        });
        server.setExecutor(threads);
        server.start();
        warmUp();
    }

    private void warmUp() {
        InetAddress bound = server.getAddress().getAddress();
        InetAddress address = bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound;
        try (Socket socket = new Socket(address, server.getAddress().getPort())) {
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write("GET /status HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            // Then the first client waits a little longer; nothing else depends on it.
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        try {
            threads.awaitTermination(500, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, NodeLoop loop, long incarnation) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String allowed = "/status".equals(path) ? "GET" : "/start".equals(path) ? "POST" : "";
        if (allowed.isEmpty()) {
            refuse(exchange, 404, "there is no " + path + ", only GET /status and POST /start");
        } else if (!allowed.equals(exchange.getRequestMethod())) {
            exchange.getResponseHeaders().set("Allow", allowed);
            refuse(exchange, 405, exchange.getRequestMethod() + " " + path + " is not possible, only " + allowed);
        } else if ("GET".equals(allowed)) {
            respond(exchange, 200, json -> writeStatus(json, loop.status(), incarnation));
        } else {
            start(exchange, loop);
        }
    }

    private static void answerFailpoints(HttpExchange exchange, Failpoints failpoints) throws IOException {
        switch (exchange.getRequestMethod()) {
            case "GET" -> respond(exchange, failpoints.state());
            case "POST" -> {
                byte[] request = exchange.getRequestBody().readNBytes(LONGEST_COMMAND + 1);
                if (request.length > LONGEST_COMMAND) {
                    refuse(exchange, 413, "a request is at most " + LONGEST_COMMAND + " bytes long");
                } else {
                    respond(exchange, failpoints.request(request));
                }
            }
            default -> {
                exchange.getResponseHeaders().set("Allow", "GET, POST");
                refuse(exchange, 405, "/failpoints knows only GET and POST");
            }
        }
    }

    private static void respond(HttpExchange exchange, Failpoints.Answer answer) throws IOException {
        respond(exchange, answer.status(), answer.body());
    }

    private static void start(HttpExchange exchange, NodeLoop loop) throws IOException {
        if (exchange.getRequestBody().readNBytes(LONGEST_COMMAND + 1).length > LONGEST_COMMAND) {
            refuse(exchange, 413, "a command is at most " + LONGEST_COMMAND + " bytes long");
            return;
        }
        CompletableFuture<StartAnswer> pending = loop.start();
        try {
            StartAnswer answer = pending.get(ANSWER_WITHIN_MS, TimeUnit.MILLISECONDS);
            respond(exchange, 200, json -> writeAnswer(json, answer));
        } catch (ExecutionException e) {
            refuse(exchange, 503, e.getCause().getMessage() + "; nothing was started");
        } catch (TimeoutException e) {
            refuse(exchange, 503, "the node did not answer within " + ANSWER_WITHIN_MS + " ms; nothing was started");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            refuse(exchange, 503, "the node has ended; nothing was started");
        }
    }

    private static void writeStatus(JsonGenerator json, NodeStatus status, long incarnation) {
        json.writeStringProperty("node", status.node().toString());
        json.writeNumberProperty("incarnation", incarnation);
        json.writeNumberProperty("term", status.term());
        json.writeStringProperty("role", status.role().word());
        Json.nullable(json, "votedFor", status.votedFor().orElse(null));
        Json.nullable(json, "leader", status.leader().orElse(null));
        json.writeNumberProperty("lastLogIndex", status.log().index());
        json.writeNumberProperty("lastLogTerm", status.log().term());
    }

    /** Nothing is appended yet, whatever the answer: there is no log to append to before log replication. */
    private static void writeAnswer(JsonGenerator json, StartAnswer answer) {
        json.writeBooleanProperty("leader", answer.leader());
        json.writeNumberProperty("term", answer.term());
        json.writeNumberProperty("index", answer.index());
        Json.nullable(json, "hint", answer.hint().orElse(null));
        json.writeBooleanProperty("appended", false);
    }

    private static void refuse(HttpExchange exchange, int code, String error) throws IOException {
        respond(exchange, code, json -> json.writeStringProperty("error", error));
    }

    private static void respond(HttpExchange exchange, int code, Consumer<JsonGenerator> fields) throws IOException {
        respond(exchange, code, Json.line(fields));
    }

    private static void respond(HttpExchange exchange, int code, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        boolean head = "HEAD".equals(exchange.getRequestMethod());
        exchange.sendResponseHeaders(code, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }
}
