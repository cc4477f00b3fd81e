package io.faultline.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The bars of the repeated Figure 16; simulated time, so the figures are the same on every machine. */
class ElectionTimeoutsTest {
    private final ElectionTimeouts experiment = new ElectionTimeouts(400, 1);

    @Test
    void aRangeOfFiveMillisecondsHasThePapersMedian() {
        assertThat(experiment.measure(new TimeoutRange(150, 155)).median()).isBetween(287 * 0.75, 287 * 1.25);
    }

    @Test
    void withoutRandomnessMostElectionsTakeLongerThanTenSeconds() {
        assertThat(experiment.measure(new TimeoutRange(150, 150)).shareAtLeast(10_000))
                .isGreaterThan(0.5);
    }

    @Test
    void fiftyMillisecondsOfRandomnessKeepEveryElectionBelowASecond() {
        assertThat(experiment.measure(new TimeoutRange(150, 200)).max()).isLessThan(1_000);
    }

    @Test
    void moreRandomnessMeansAShorterMedianUpToAPoint() {
        double one = experiment.measure(new TimeoutRange(150, 151)).median();
        double five = experiment.measure(new TimeoutRange(150, 155)).median();
        double twentyFive = experiment.measure(new TimeoutRange(150, 175)).median();
        assertThat(one).isGreaterThan(five);
        assertThat(five).isGreaterThan(twentyFive);
    }

    @Test
    void thePageShowsEveryLineWithThePapersWords() {
        String page = FigurePage.ofSimulator(new ElectionTimeouts(10, 1).run(line -> {}), 10, 1)
                .render();
        for (TimeoutRange range : ElectionTimeouts.RANDOMNESS) {
            assertThat(page).contains(range.toString());
        }
        for (TimeoutRange range : ElectionTimeouts.SCALE) {
            assertThat(page).contains(range.toString());
        }
        assertThat(page)
                .contains("median 287")
                .contains("--trials 10 --seed 1")
                .doesNotContain("http:", "https:", " src=");
    }
}
