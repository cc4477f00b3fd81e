package io.faultline.node.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A stall counts from a quarter of the least election timeout on. */
class StallWatchTest {
    private final StallWatch watch = new StallWatch(400);

    @Test
    void aThreadThatComesBackInTimeWasNotStalled() {
        watch.expect(1_000);
        assertThat(watch.stalledFor(990)).isZero();
        assertThat(watch.stalledFor(1_000)).isZero();
        assertThat(watch.stalledFor(1_099)).isZero();
    }

    @Test
    void aThreadThatComesBackAQuarterLaterWasStalledForThatLong() {
        watch.expect(1_000);
        assertThat(watch.stalledFor(1_100)).isEqualTo(100);
        assertThat(watch.stalledFor(9_000)).isEqualTo(8_000);
    }

    @Test
    void waitsAreShortEnoughForAStallToShow() {
        assertThat(watch.longestWait()).isPositive().isLessThan(100);
    }
}
