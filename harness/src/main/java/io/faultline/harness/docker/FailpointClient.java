package io.faultline.harness.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.function.IntSupplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Asks one node about its failpoints, over the proxy for its clients.
 *
 * <p>A request goes over a connection of its own and is sent once: whether one without an answer was carried out is for
 * the caller to find out, and a connection that is kept may belong to a process that has ended. Blocks, but not for long.
 */
final class FailpointClient {
    private static final int WITHIN_MILLIS = 3_000;
    private static final int LONGEST_ANSWER = 64 * 1024;
    private static final int OK = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String node;
    private final IntSupplier port;

    /**
     * A client of a node.
     *
     * @param port the port of the loopback address it is behind now
     */
    FailpointClient(String node, IntSupplier port) {
        this.node = node;
        this.port = port;
    }

    /** The state of all failpoints; empty when nobody answers. */
    Optional<JsonNode> state() {
        return exchange("GET /failpoints HTTP/1.0\r\n\r\n");
    }

    /**
     * Sends a request.
     *
     * @return the state afterwards; empty when nobody answers
     * @throws FailpointException when the node refuses
     */
    Optional<JsonNode> request(JsonNode fields) {
        String body = fields.toString();
        return exchange("POST /failpoints HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: "
                + body.getBytes(UTF_8).length + "\r\n\r\n" + body);
    }

    private Optional<JsonNode> exchange(String request) {
        String answer;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port.getAsInt()), WITHIN_MILLIS);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            answer = readToEnd(socket);
        } catch (IOException nobody) {
            return Optional.empty();
        }
        int head = answer.indexOf("\r\n\r\n");
        String[] status = answer.split(" ", 3);
        if (head < 0 || status.length < 3) {
            return Optional.empty();
        }
        try {
            JsonNode body = JSON.readTree(answer.substring(head));
            if (!status[1].equals(String.valueOf(OK))) {
                throw new FailpointException(
                        node + " refuses: " + body.path("error").asString("status " + status[1]));
            }
            // Half an answer may be a whole value, such as none at all.
            return Optional.of(body).filter(JsonNode::isObject);
        } catch (JacksonException cutOff) {
            return Optional.empty();
        }
    }

    /** The time limit is for all of the answer, however it trickles in. */
    private static String readToEnd(Socket socket) throws IOException {
        long deadline = System.nanoTime() + WITHIN_MILLIS * 1_000_000L;
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] piece = new byte[4096];
        while (all.size() < LONGEST_ANSWER) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new IOException("too late");
            }
            socket.setSoTimeout((int) left);
            int count = socket.getInputStream().read(piece);
            if (count < 0) {
                break;
            }
            all.write(piece, 0, count);
        }
        return all.toString(UTF_8);
    }
}
