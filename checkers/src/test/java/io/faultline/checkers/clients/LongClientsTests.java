package io.faultline.checkers.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.history.History;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongClientsTests {
    /** It takes a few tenths of a second; what grows with the square of anything takes minutes. */
    @ParameterizedTest
    @ValueSource(strings = {"register", "cas", "counter", "queue", "lock"})
    void aLongHistoryIsJudgedInNoTime(String kind) {
        History history = LongClients.of(kind, 100_000);
        Assertions.assertTimeout(
                Duration.ofSeconds(10),
                () -> assertThat(ClientStory.accusers(history)).isEmpty());
    }
}
