package io.faultline.harness.docker;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class FailpointClientTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.0 200 OK\r\n", "HTTP/1.0 200 OK\r\n\r\n", "HTTP/1.0 200 OK\r\n\r\n{\"node\":"})
    void anAnswerThatIsCutOffIsNone(String answer) throws Exception {
        assertThat(answered(answer)).isEmpty();
    }

    @Test
    void aWholeAnswerIsOne() throws Exception {
        assertThat(answered("HTTP/1.0 200 OK\r\n\r\n{\"node\":\"n1\"}"))
                .hasValueSatisfying(
                        state -> assertThat(state.path("node").asString()).isEqualTo("n1"));
    }

    @Test
    void aRefusalIsSaidInTheNodesWords() {
        assertThatThrownBy(() -> answered("HTTP/1.0 400 Bad Request\r\n\r\n{\"error\":\"no such point\"}"))
                .isInstanceOf(FailpointException.class)
                .hasMessage("n1 refuses: no such point");
    }

    /** What a client makes of a server that answers just this and closes. */
    private static Optional<JsonNode> answered(String answer) throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread speaker = new Thread(() -> {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().read(new byte[1024]);
                    socket.getOutputStream().write(answer.getBytes(US_ASCII));
                } catch (IOException closed) {
                    // The test is over.
                }
            });
            speaker.start();
            try {
                return new FailpointClient("n1", server::getLocalPort).state();
            } finally {
                speaker.join();
            }
        }
    }
}
