package io.faultline.node.failpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NodeClockTest {
    private long machine = 1_000;
    private final NodeClock clock = new NodeClock(() -> machine);

    @Test
    void aClockNobodyTouchesIsTheMachines() {
        machine = 5_000;
        assertThat(clock.read()).isEqualTo(new NodeClock.Reading(5_000, 5_000));
        assertThat(clock.waitFor(300)).isEqualTo(300);
    }

    @Test
    void aRateCountsFromWhenItWasSetAndWhatWasGainedStays() {
        clock.skew(2, 0);
        machine = 1_500;
        assertThat(clock.read()).isEqualTo(new NodeClock.Reading(2_000, 1_500));
        clock.skew(1, 0);
        machine = 1_600;
        assertThat(clock.read()).isEqualTo(new NodeClock.Reading(2_100, 1_600));
        assertThat(clock.skew()).isEqualTo(new NodeClock.Skew(1, 0, 500));
    }

    @Test
    void aJumpIsAheadAtOnceAndCountsInAll() {
        clock.skew(1, 700);
        assertThat(clock.read().node()).isEqualTo(1_700);
        clock.skew(1, 700);
        assertThat(clock.read().node()).as("asked twice, done once").isEqualTo(1_700);
        clock.skew(1, 1_000);
        assertThat(clock.read().node()).isEqualTo(2_000);
    }

    @Test
    void itNeverGoesBack() {
        clock.skew(1, 700);
        assertThatThrownBy(() -> clock.skew(1, 699))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("never goes back");
        assertThat(clock.read().node()).isEqualTo(1_700);
    }

    @Test
    void whoWaitsThatLongByTheMachineHasNotWokenTooEarlyByTheNode() {
        for (double rate : new double[] {0.001, 0.3, 0.999, 1.001, 3, 1000}) {
            clock.skew(rate, 0);
            long before = clock.read().node();
            machine += clock.waitFor(1_000);
            assertThat(clock.read().node() - before).as("at rate " + rate).isGreaterThanOrEqualTo(1_000);
        }
        clock.skew(0.001, 0);
        assertThat(clock.waitFor(Long.MAX_VALUE)).as("for ever").isPositive();
    }

    @Test
    void whoWaitsIsToldOfAChange() {
        AtomicInteger told = new AtomicInteger();
        clock.onChange(told::incrementAndGet);
        clock.skew(1, 5);
        assertThat(told).hasValue(1);
    }
}
