package io.faultline.nemesis.toxiproxy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Behaves like Toxiproxy's control API, and carries nothing. Can be told to lie and to hang. */
final class FakeToxiproxy implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, ObjectNode> proxies = new TreeMap<>();
    private final List<String> changes = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile Predicate<String> ignores = call -> false;
    private volatile Predicate<String> hangs = call -> false;

    FakeToxiproxy() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** From now on says yes to such calls ("POST /proxies/n1_n2/toxics") and does nothing. */
    void ignore(Predicate<String> calls) {
        ignores = calls;
    }

    /** From now on never answers such calls. */
    void hang(Predicate<String> calls) {
        hangs = calls;
    }

    /** Loses all toxics, as a restart would. */
    synchronized void forgetToxics() {
        proxies.values().forEach(proxy -> proxy.putArray("toxics"));
    }

    /** Returns the calls that changed something since the last time this was asked, sorted. */
    List<String> changes() {
        List<String> sorted = new ArrayList<>(changes);
        changes.clear();
        Collections.sort(sorted);
        return sorted;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String call =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (hangs.test(call)) {
                closing.await();
                return;
            }
            String answer = ignores.test(call) ? "{}" : answer(call, body);
            byte[] bytes = (answer == null ? "{\"error\":\"not found\",\"status\":404}" : answer)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer == null ? 404 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized String answer(String call, byte[] body) {
        if (call.equals("GET /proxies")) {
            return JSON.writeValueAsString(proxies);
        }
        changes.add(call);
        String[] parts = call.split("[ /]+");
        ObjectNode sent = body.length == 0 ? JSON.createObjectNode() : (ObjectNode) JSON.readTree(body);
        if (parts.length == 2) {
            sent.putArray("toxics");
            return proxies.putIfAbsent(sent.get("name").stringValue(), sent) == null ? "{}" : null;
        }
        ObjectNode proxy = proxies.get(parts[2]);
        if (proxy == null) {
            return null;
        }
        if (parts.length == 3) {
            proxy.setAll(sent);
        } else if (parts.length == 4) {
            proxy.withArray("toxics").add(sent);
        } else {
            return onToxic(parts[0], proxy, parts[4], sent);
        }
        return "{}";
    }

    private static String onToxic(String method, ObjectNode proxy, String name, ObjectNode sent) {
        List<JsonNode> kept = new ArrayList<>();
        boolean known = false;
        for (JsonNode toxic : proxy.withArray("toxics").values()) {
            boolean named = toxic.get("name").stringValue().equals(name);
            known |= named;
            if (!named) {
                kept.add(toxic);
            } else if (method.equals("POST")) {
                kept.add(((ObjectNode) toxic).setAll(sent));
            }
        }
        proxy.putArray("toxics").addAll(kept);
        return known ? "{}" : null;
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
