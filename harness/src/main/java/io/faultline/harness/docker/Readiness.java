package io.faultline.harness.docker;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Waits until somebody answers an HTTP request with 200, at a port of the loopback address. Blocks its caller. */
final class Readiness {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(25);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(1);
    private static final int OK = 200;

    private Readiness() {}

    /**
     * Returns when it answers.
     *
     * @param who what messages call it, such as {@code the proxy}
     * @throws EngineException when it does not in that time
     */
    static void await(String who, int port, String path, Duration within) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(ANSWER_WITHIN)
                .build();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(ANSWER_WITHIN)
                .build();
        try {
            Awaitility.await(who + " answers")
                    .atMost(within)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(LOOK_AGAIN)
                    .ignoreExceptions()
                    .until(() -> http.send(request, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == OK);
        } catch (ConditionTimeoutException e) {
            throw new EngineException(
                    who + " does not answer within " + within.toSeconds()
                            + " s: look for its container's log, or try again",
                    e);
        }
    }
}
