package io.faultline.nemesis.toxiproxy;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Toxiproxy's control API, as far as it is needed.
 *
 * <p>Each call is sent once, waits no longer than {@link #PATIENCE} and ends when its thread is
 * interrupted. It throws an {@link IOException} that says what was asked when there is no answer or
 * one that isn't a success.
 */
final class ControlApi {

    /** The longest wait for one answer. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();
    private final String root;
    private final Duration patience;

    /** Nobody answered, or not in time: what was asked may have been done all the same. */
    static final class NoAnswerException extends IOException {
        private static final long serialVersionUID = 1;

        NoAnswerException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    ControlApi(String host, int port, Duration patience) {
        this.root = "http://" + host + ":" + port;
        this.patience = patience;
    }

    void create(String proxy, String listen, String upstream) throws IOException, InterruptedException {
        send("POST", "/proxies", Map.of("name", proxy, "listen", listen, "upstream", upstream, "enabled", true));
    }

    /** Returns what all proxies do, by name. */
    SortedMap<String, ProxyState> read() throws IOException, InterruptedException {
        String body = send("GET", "/proxies", null);
        SortedMap<String, ProxyState> states = new TreeMap<>();
        try {
            for (Map.Entry<String, JsonNode> proxy : JSON.readTree(body).properties()) {
                states.put(proxy.getKey(), state(proxy.getValue()));
            }
        } catch (JacksonException malformed) {
            throw new IOException("GET /proxies was answered with something else than proxies", malformed);
        }
        return states;
    }

    void enable(String proxy, boolean enabled) throws IOException, InterruptedException {
        send("POST", path(proxy), Map.of("enabled", enabled));
    }

    void add(String proxy, WantedToxic toxic) throws IOException, InterruptedException {
        send(
                "POST",
                path(proxy) + "/toxics",
                Map.of(
                        "name", toxic.name(),
                        "type", toxic.type(),
                        "stream", toxic.stream(),
                        "toxicity", toxic.toxicity(),
                        "attributes", toxic.attributes()));
    }

    void update(String proxy, WantedToxic toxic) throws IOException, InterruptedException {
        send(
                "POST",
                path(proxy) + "/toxics/" + escaped(toxic.name()),
                Map.of("toxicity", toxic.toxicity(), "attributes", toxic.attributes()));
    }

    void remove(String proxy, WantedToxic toxic) throws IOException, InterruptedException {
        send("DELETE", path(proxy) + "/toxics/" + escaped(toxic.name()), null);
    }

    private static ProxyState state(JsonNode proxy) {
        List<WantedToxic> toxics = new ArrayList<>();
        for (JsonNode toxic : proxy.required("toxics").values()) {
            SortedMap<String, Long> attributes = new TreeMap<>();
            for (Map.Entry<String, JsonNode> attribute :
                    toxic.required("attributes").properties()) {
                attributes.put(attribute.getKey(), attribute.getValue().longValue());
            }
            toxics.add(new WantedToxic(
                    toxic.required("name").stringValue(),
                    toxic.required("type").stringValue(),
                    toxic.required("stream").stringValue(),
                    toxic.required("toxicity").doubleValue(),
                    attributes));
        }
        return new ProxyState(proxy.required("enabled").booleanValue(), toxics);
    }

    private String send(String method, String path, Object body) throws IOException, InterruptedException {
        HttpRequest.BodyPublisher publisher = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
        HttpRequest request = HttpRequest.newBuilder(URI.create(root + path))
                .header("Content-Type", "application/json")
                .method(method, publisher)
                .build();
        HttpResponse<String> response = answer(request);
        if (response.statusCode() / 100 != 2) {
            throw new IOException(method + " " + path + " was answered with " + response.statusCode() + " "
                    + response.body().strip());
        }
        return response.body();
    }

    /** Bounds the whole exchange: the client's own time-out ends where an answer begins. */
    private HttpResponse<String> answer(HttpRequest request) throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        CompletableFuture<HttpResponse<String>> exchange = http.sendAsync(request, BodyHandlers.ofString());
        try {
            return exchange.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failure) {
            throw unanswered(request, failure.getCause());
        } catch (TimeoutException late) {
            throw unanswered(request, late);
        } finally {
            exchange.cancel(true);
        }
    }

    private static IOException unanswered(HttpRequest request, Throwable cause) {
        String why = cause instanceof TimeoutException
                ? "in time"
                : "(" + cause.getClass().getSimpleName() + ")";
        return new NoAnswerException(request.method() + " " + request.uri().getPath() + " had no answer " + why, cause);
    }

    private static String path(String proxy) {
        return "/proxies/" + escaped(proxy);
    }

    private static String escaped(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
