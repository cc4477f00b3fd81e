package io.faultline.node.process;

import io.faultline.node.storage.FileSystemDisk;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Runs a cluster of three nodes in this JVM for a moment, so that the JVM can note which classes a node needs.
 *
 * <p>The image is built with it, under {@code -XX:ArchiveClassesAtExit}: with the archive a node starts in a fraction
 * of the time. An image without one works as well, so whatever goes wrong here is a sentence and never a failure.
 *
 * <pre>{@code
 * java -XX:ArchiveClassesAtExit=node.jsa -cp faultline-node.jar io.faultline.node.process.Rehearsal
 * }</pre>
 */
public final class Rehearsal {
    private static final int NODES = 3;
    private static final long LEADER_WITHIN_MS = 10_000;
    private static final long STOP_WITHIN_MS = 2_000;

    private final List<NodeProcess> nodes = new ArrayList<>();
    private final List<Integer> clientPorts = new ArrayList<>();

    private Rehearsal() {}

    /** Rehearses and ends with exit code 0, also when the rehearsal failed. */
    public static void main(String[] args) {
        try {
            // The door of the real process: it would end this one if it were asked to run.
            Class.forName(NodeMain.class.getName());
            new Rehearsal().run();
            System.out.println("rehearsed: " + NODES + " nodes elected a leader");
        } catch (Exception e) {
            System.err.println("the rehearsal failed, so nodes start more slowly than they could: " + e);
        }
        // Some thread may hang if the rehearsal failed; the JVM writes its archive on the way out.
        System.exit(0);
    }

    private void run() throws IOException, BadConfigException, InterruptedException {
        Path folder = Files.createTempDirectory(Path.of("").toAbsolutePath(), "rehearsal");
        try {
            for (NodeConfig config : configs(folder)) {
                start(config);
            }
            awaitLeader();
        } finally {
            for (NodeProcess node : nodes) {
                node.stop();
                node.awaitEnd(STOP_WITHIN_MS);
            }
            delete(folder);
        }
    }

    private List<NodeConfig> configs(Path folder) throws IOException, BadConfigException {
        List<Integer> ports = freePorts(2 * NODES);
        List<String> peers = IntStream.range(0, NODES)
                .mapToObj(i -> "n" + (i + 1) + "=127.0.0.1:" + ports.get(i))
                .toList();
        List<NodeConfig> configs = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            clientPorts.add(ports.get(NODES + i));
            configs.add(NodeConfigReader.read(Map.of(
                    Variable.FAULTLINE_NODE.name(), "n" + (i + 1),
                    Variable.FAULTLINE_PEERS.name(), String.join(",", peers),
                    Variable.FAULTLINE_CLIENT_PORT.name(), String.valueOf(clientPorts.get(i)),
                    Variable.FAULTLINE_FAILPOINTS.name(), "true",
                    Variable.FAULTLINE_DATA.name(),
                            folder.resolve("n" + (i + 1)).toString())));
        }
        return configs;
    }

    /** All are held open until the last is found, or one might be given twice. */
    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    private void start(NodeConfig config) {
        NodeProcess node =
                new NodeProcess(config, new FileSystemDisk(), OutputStream.nullOutputStream(), Rehearsal::ignore);
        nodes.add(node);
        Thread thread = new Thread(node::run, "rehearsal " + config.raft().self());
        thread.setDaemon(true);
        thread.start();
    }

    /** While nodes stop one after another, the others complain of lost connections, as they should. */
    private static void ignore(String notice) {
        // Not worth a reader's time.
    }

    private void awaitLeader() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LEADER_WITHIN_MS * 1_000_000;
        while (System.nanoTime() < deadline) {
            Thread.sleep(50);
            for (int port : clientPorts) {
                if (ask(port, "POST /start").contains("\"leader\":true")) {
                    ask(
                            port,
                            "POST /kv",
                            "{\"f\":\"write\",\"key\":\"x\",\"value\":[1,\"a\"],\"client\":\"c\",\"serial\":1}");
                    ask(port, "POST /kv", "{\"f\":\"read\",\"key\":\"x\"}");
                    ask(port, "GET /status");
                    ask(port, "POST /failpoints");
                    ask(port, "GET /failpoints");
                    return;
                }
            }
        }
        throw new IOException("no leader within " + LEADER_WITHIN_MS + " ms");
    }

    private static String ask(int port, String request) {
        return ask(port, request, "");
    }

    /** The answer to a request; empty when the node does not listen yet. */
    private static String ask(int port, String request, String body) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(1_000);
            socket.getOutputStream()
                    .write((request + " HTTP/1.0\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        }
    }
}
