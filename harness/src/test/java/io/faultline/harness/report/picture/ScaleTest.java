package io.faultline.harness.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.harness.report.page.Picture.Tick;
import org.junit.jupiter.api.Test;

class ScaleTest {
    private static final long S = 1_000_000_000L;

    @Test
    void positionsArePerCentWithoutIdleZeros() {
        Scale scale = new Scale(60 * S);
        assertThat(scale.x(0)).isEqualTo("0%");
        assertThat(scale.x(30 * S)).isEqualTo("50%");
        assertThat(scale.x(60 * S)).isEqualTo("100%");
        assertThat(scale.x(S)).isEqualTo("1.666667%");
        assertThat(scale.x(600)).isEqualTo("0.000001%");
        assertThat(scale.width(S, 4 * S)).isEqualTo("5%");
    }

    @Test
    void whatLiesOutsideStandsAtTheEdge() {
        assertThat(new Scale(10).x(11)).isEqualTo("100%");
        assertThat(new Scale(10).x(-1)).isEqualTo("0%");
        assertThat(new Scale(0).x(0)).isEqualTo("0%");
    }

    @Test
    void ticksAreRoundAndNeitherFewNorMany() {
        assertThat(new Scale(60 * S).ticks())
                .extracting(Tick::text)
                .containsExactly(
                        "0 s", "5 s", "10 s", "15 s", "20 s", "25 s", "30 s", "35 s", "40 s", "45 s", "50 s", "55 s",
                        "60 s");
        assertThat(new Scale(900_000_000L).ticks())
                .extracting(Tick::text)
                .containsExactly(
                        "0 ms", "100 ms", "200 ms", "300 ms", "400 ms", "500 ms", "600 ms", "700 ms", "800 ms",
                        "900 ms");
        for (long end = 1; end < Long.MAX_VALUE / 3; end = end * 3 + 1) {
            assertThat(new Scale(end).ticks()).hasSizeBetween(2, 14);
        }
    }

    @Test
    void aLevelIsTheFirstDoublingWithRoom() {
        Scale scale = new Scale(1_000);
        assertThat(scale.levelFor(50, 50)).isZero();
        assertThat(scale.levelFor(49, 50)).isEqualTo(1);
        assertThat(scale.levelFor(1, 50)).isEqualTo(6);
        assertThat(scale.levelFor(0, 50)).isGreaterThan(Scale.LEVELS);
    }
}
