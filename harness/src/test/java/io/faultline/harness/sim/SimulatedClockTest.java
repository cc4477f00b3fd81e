package io.faultline.harness.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SimulatedClockTest {
    private static final long S = 1_000_000_000L;

    @Test
    void aFastClockShowsMoreTimeThanHasPassed() {
        SimulatedClock clock = new SimulatedClock(5 * S);
        clock.setRate(0, 2);
        assertThat(clock.read(3 * S)).isEqualTo(11 * S);
    }

    @Test
    void changingTheRateKeepsWhatTheClockShows() {
        SimulatedClock clock = new SimulatedClock(0);
        clock.setRate(S, 0.5);
        assertThat(clock.read(S)).isEqualTo(S);
        assertThat(clock.read(3 * S)).isEqualTo(2 * S);
    }

    @Test
    void aJumpBackIsNotPossibleOnAMonotonicClock() {
        SimulatedClock clock = new SimulatedClock(0);
        clock.jump(S, -5 * S);
        assertThat(clock.read(S)).isEqualTo(S);
        clock.jump(S, 5 * S);
        assertThat(clock.read(S)).isEqualTo(6 * S);
    }

    @Test
    void atTheTrueTimeOfAReadingTheClockShowsIt() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 10_000; i++) {
            SimulatedClock clock = new SimulatedClock(random.nextLong(S));
            long now = random.nextLong(S);
            clock.setRate(now, 0.1 + 3 * random.nextDouble());
            long wanted = clock.read(now) + random.nextLong(10 * S);
            long instant = clock.trueTimeOf(wanted, now);
            assertThat(clock.read(instant)).as("draw %d of seed 11", i).isGreaterThanOrEqualTo(wanted);
        }
    }
}
