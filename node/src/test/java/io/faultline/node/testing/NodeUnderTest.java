package io.faultline.node.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One node as a process of its own, started from the jar; both its outputs are kept. Closing it kills it. */
public final class NodeUnderTest implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final int clientPort;
    private final List<String> out = Collections.synchronizedList(new ArrayList<>());
    private final List<String> err = Collections.synchronizedList(new ArrayList<>());
    private final List<Thread> readers;

    /**
     * Starts a node.
     *
     * @param environment only these variables of ours are set, whatever the test was started with
     */
    public NodeUnderTest(Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-jar",
                Path.of("target", "faultline-node.jar").toAbsolutePath().toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("FAULTLINE_"));
        builder.environment().putAll(environment);
        this.clientPort = Integer.parseInt(environment.getOrDefault("FAULTLINE_CLIENT_PORT", "1"));
        this.process = builder.start();
        this.readers = List.of(read(process.getInputStream(), out), read(process.getErrorStream(), err));
    }

    /** The events so far. */
    public List<Map<String, Object>> events() {
        synchronized (out) {
            return out.stream().map(JsonLine::parse).toList();
        }
    }

    /** The lines on standard error so far. */
    public List<String> errors() {
        synchronized (err) {
            return List.copyOf(err);
        }
    }

    public Map<String, Object> status() throws IOException, InterruptedException {
        return JsonLine.parse(send("GET", "/status").body());
    }

    public HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        return send(method, path, HttpRequest.BodyPublishers.noBody());
    }

    public HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(String method, String path, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + clientPort + path))
                        .version(HttpClient.Version.HTTP_1_1)
                        .timeout(Duration.ofSeconds(5))
                        .method(method, body)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** The processor time the node has used, as far as the system tells. */
    public Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** SIGKILL. */
    public void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        awaitExit(5_000);
    }

    /** SIGTERM, without waiting; by the handle, as {@code Process} would close the outputs that are to be read. */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** Waits for the end of the process and of its outputs; its exit code. */
    public int awaitExit(long millis) throws InterruptedException {
        if (!process.waitFor(millis, TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the node still runs after " + millis + " ms; it said " + err);
        }
        for (Thread reader : readers) {
            reader.join(5_000);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        try {
            kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread read(InputStream stream, List<String> lines) {
        Thread thread = new Thread(() -> {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    lines.add(line);
                }
            } catch (IOException e) {
                // The process has ended.
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
