package io.faultline.node.process;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.faultline.node.failpoint.Failpoints;
import io.faultline.node.raft.NodeStatus;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/**
 * What clients may ask over HTTP: {@code GET /status}, and what {@link ServiceRequests} knows; and tests
 * {@code /failpoints}, of a node that has them.
 *
 * <p>Its threads own nothing of the node. The status is the one the loop last published, so it is told at once also
 * while the loop waits for the disk.
 */
final class ClientServer implements Closeable {
    /** The biggest command that is read. */
    static final int LONGEST_COMMAND = 64 * 1024;

    private static final List<String> POSTS = List.of("/kv", "/start", "/members");

    /**
     * Room for clients that keep their connections, for calls that wait for a leader without a majority while those who made
     * them have hung up, and for whoever watches the node meanwhile. There are more threads: clients that send half a
     * request can't take the last one.
     */
    static final int MOST_CONNECTIONS = 512;

    private static final int MOST_THREADS = MOST_CONNECTIONS + 64;

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
        this.threads = new ThreadPoolExecutor(2, MOST_THREADS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
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
    void start(NodeLoop loop, NodeConfig config, long incarnation, Optional<Failpoints> failpoints) {
        ServiceRequests requests = new ServiceRequests(loop, threads, config.answerWithin());
        Consumer<JsonGenerator> status = json -> {
            writeStatus(json, loop.status(), incarnation);
            json.writeStringProperty("reads", config.raft().features().reads().word());
        };
        server.createContext("/", exchange -> {
            try {
                if (failpoints.isPresent()
                        && "/failpoints".equals(exchange.getRequestURI().getPath())) {
                    answerFailpoints(exchange, failpoints.get());
                } else {
                    answer(exchange, status, requests);
                }
            } catch (IOException | RuntimeException e) {
                exchange.close();
                throw e;
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

    private static void answer(HttpExchange exchange, Consumer<JsonGenerator> status, ServiceRequests requests)
            throws IOException {
        String path = exchange.getRequestURI().getPath();
        String allowed = "/status".equals(path) ? "GET" : POSTS.contains(path) ? "POST" : "";
        if (allowed.isEmpty()) {
            Http.refuse(
                    exchange,
                    404,
                    "bad-request",
                    "there is no " + path + ", only GET /status and POST " + String.join(", ", POSTS));
        } else if (!allowed.equals(exchange.getRequestMethod())) {
            exchange.getResponseHeaders().set("Allow", allowed);
            Http.refuse(
                    exchange,
                    405,
                    "bad-request",
                    exchange.getRequestMethod() + " " + path + " is not possible, only " + allowed);
        } else {
            switch (path) {
                case "/status" -> Http.respond(exchange, 200, status);
                case "/kv" -> requests.service(exchange);
                case "/start" -> requests.start(exchange);
                default -> requests.members(exchange);
            }
        }
    }

    private static void answerFailpoints(HttpExchange exchange, Failpoints failpoints) throws IOException {
        switch (exchange.getRequestMethod()) {
            case "GET" -> respond(exchange, failpoints.state());
            case "POST" -> {
                byte[] request = exchange.getRequestBody().readNBytes(LONGEST_COMMAND + 1);
                if (request.length > LONGEST_COMMAND) {
                    Http.refuse(exchange, 413, "too-long", "a request is at most " + LONGEST_COMMAND + " bytes long");
                } else {
                    respond(exchange, failpoints.request(request));
                }
            }
            default -> {
                exchange.getResponseHeaders().set("Allow", "GET, POST");
                Http.refuse(exchange, 405, "bad-request", "/failpoints knows only GET and POST");
            }
        }
    }

    private static void respond(HttpExchange exchange, Failpoints.Answer answer) throws IOException {
        Http.respond(exchange, answer.status(), answer.body());
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
        json.writeNumberProperty("commitIndex", status.commit());
        json.writeNumberProperty("appliedIndex", status.applied());
        json.writeNumberProperty("snapshotIndex", status.snapshot());
        Json.array(json, "voters", status.configuration().voters().toList());
        Json.array(json, "learners", status.configuration().learners().toList());
    }
}
