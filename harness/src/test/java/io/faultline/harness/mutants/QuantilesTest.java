package io.faultline.harness.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuantilesTest {
    @Test
    void aQuantileIsAValueThatWasSeen() {
        double[] values = {5, 1, 4, 2, 3};
        assertThat(Quantiles.of(values, 0.5)).isEqualTo(3);
        assertThat(Quantiles.of(values, 0.9)).isEqualTo(5);
        assertThat(Quantiles.of(values, 0)).isEqualTo(1);
        assertThat(Quantiles.of(new double[] {7}, 0.5)).isEqualTo(7);
    }

    @Test
    void nothingSeenHasNoQuantile() {
        assertThat(Quantiles.of(new double[0], 0.5)).isZero();
    }
}
