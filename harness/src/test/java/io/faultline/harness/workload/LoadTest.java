package io.faultline.harness.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.harness.cluster.Cluster;
import io.faultline.harness.workload.Clients.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A load is written into {@code trial.json} and must come back as it was. */
class LoadTest {
    private static final Load ODD = new Load(0.125, 7, 9, 1.25, 0.1, 0, Think.FIXED, false, 1_500_000_000L);

    @Test
    void itsTextHasEveryField() {
        assertThat(ODD.text())
                .isEqualTo("clients=7,keys=9,limit=1500000000,pinned=0.1,rate=0.125,retries=0,sessions=false,skew=1.25,"
                        + "think=fixed");
    }

    @Test
    void whatIsWrittenIsReadBack() {
        assertThat(Load.parse(ODD.text())).isEqualTo(ODD);
        Load large = new Load(1_000_000, 1000, 10_000, 10, 1, 100);
        assertThat(Load.parse(large.text())).isEqualTo(large);
    }

    @ParameterizedTest
    @EnumSource
    void theUsualLoadOfEachWorkloadIsReadBack(Kind kind) {
        assertThat(Load.parse(kind.standardLoad().text())).isEqualTo(kind.standardLoad());
    }

    @Test
    void aLoadFromBeforeHasTheUsualThinkTimeSessionsAndLimit() {
        Load load = Load.parse("clients=10,keys=5,pinned=0.2,rate=50,retries=3,skew=1");

        assertThat(load).isEqualTo(new Load(50, 10, 5, 1, 0.2, 3));
        assertThat(load.think()).isEqualTo(Think.EXPONENTIAL);
        assertThat(load.sessions()).isTrue();
        assertThat(load.limitNanos()).isEqualTo(Cluster.ANSWER_WITHIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "clients=10",
                "clients=10,keys=5,pinned=0.2,rate=50,retries=0",
                "clients=10,keys=5,pinned=0.2,rate=50,retries=0,skew=1,",
                "clients=10,keys=5,pinned=0.2,rate=50,retries=0,skew=1,skew=1",
                "clients=10,keys=5,pinned=0.2,rate=50,retries=0,skew=1,color=red",
                "clients=ten,keys=5,pinned=0.2,rate=50,retries=0,skew=1",
                "clients,keys=5,pinned=0.2,rate=50,retries=0,skew=1",
            })
    void whatIsNoLoadIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> Load.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + text + "' is not a load such as clients=10,keys=1,");
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "rate=0 | a rate is above 0",
                "rate=NaN | a rate is above 0",
                "clients=0 | clients are 1 to 1000, not 0",
                "keys=10001 | keys are 1 to 10000, not 10001",
                "skew=-1 | a skew is 0 to 10, not -1.0",
                "pinned=1.5 | a share of pinned clients is 0 to 1, not 1.5",
                "retries=101 | retries are 0 to 100, not 101",
                "limit=0 | a limit of a call is 1 ms to 5000 ms, not 0 ns",
                "limit=6000000000 | a limit of a call is 1 ms to 5000 ms, not 6000000000 ns",
                "think=hard | unknown think time 'hard'; legal are exponential, fixed",
                "sessions=maybe | sessions are true or false, not maybe",
            })
    void whatIsOutOfRangeIsRefusedWithTheRange(String field, String sentence) {
        String name = field.substring(0, field.indexOf('='));
        String text = Kind.SET.standardLoad().text().replaceFirst(name + "=[^,]+", field);

        assertThatThrownBy(() -> Load.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }

    /** A request without a session that is sent again is another request. */
    @Test
    void retriesNeedSessions() {
        Load load = Kind.SET.standardLoad().withRetries(1);

        assertThatThrownBy(() -> load.withSessions(false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("done again");
    }
}
