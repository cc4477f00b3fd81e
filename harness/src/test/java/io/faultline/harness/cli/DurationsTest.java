package io.faultline.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times, as people write and read them. */
class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "500ms, 500000000",
        "60s, 60000000000",
        "2m, 120000000000",
        "1h, 3600000000000",
        "' 0s ', 0",
        "999999999s, 999999999000000000",
    })
    void aDurationIsANumberAndAUnit(String text, long nanos) {
        assertThat(Durations.parse(text)).isEqualTo(nanos);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "60", "s", "60 s", "-1s", "1.5s", "1d", "1m30s", "60S", "9999999999s"})
    void anythingElseIsAnsweredWithExamples(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "'" + text + "' is no duration; write a whole number and a unit, such as 500ms, 60s, 2m or 1h");
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999h", "999999999m"})
    void whatDoesNotFitIntoAClockIsRefused(String text) {
        assertThatThrownBy(() -> Durations.parse(text)).hasMessageContaining("longer than anybody can wait");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 ms",
        "1999999, 1 ms",
        "99999999, 99 ms",
        "100000000, 0.1 s",
        "420000000, 0.42 s",
        "3000000000, 3 s",
        "9999000000, 10 s",
        "60000000000, 60 s",
        "90500000000, 90.5 s",
        "120000000000, 2 min",
        "150000000000, 2 min 30 s",
        "3599900000000, 1 h 0 min",
        "6000000000000, 1 h 40 min",
        "36000000000000, 10 h 0 min",
    })
    void aDurationIsReadAtAGlance(long nanos, String text) {
        assertThat(Durations.text(nanos)).isEqualTo(text);
    }
}
