package io.faultline.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.checkers.history.History;
import io.faultline.harness.sim.SimulatedGround;
import io.faultline.harness.trial.Scenario;
import io.faultline.harness.trial.TrialRunner;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** To be watched changes nothing. */
class WatchedGroundTest {
    private static final Scenario SCENARIO = Scenario.election().withTimeLimit(20_000_000_000L);

    @Test
    void aWatchedTrialHasTheHistoryOfOneThatIsNot() {
        History watched = new TrialRunner(new WatchedGround(new SimulatedGround(), now -> {}))
                .run(SCENARIO, 7)
                .history();

        assertThat(watched).isEqualTo(TrialRunner.simulated().run(SCENARIO, 7).history());
    }

    @Test
    void theWatcherSeesTimeGoOnToTheVeryEnd() {
        List<Long> seen = new ArrayList<>();
        new TrialRunner(new WatchedGround(new SimulatedGround(), seen::add)).run(SCENARIO, 7);

        assertThat(seen).isSorted().doesNotHaveDuplicates().endsWith(20_000_000_000L);
        long before = 0;
        for (long now : seen) {
            assertThat(now - before).as("since the last look").isLessThanOrEqualTo(250_000_000L);
            before = now;
        }
    }

    @Test
    void aWatcherThatThrowsStopsTheTrialAndWhatHappenedIsKept() {
        WatchedGround ground = new WatchedGround(new SimulatedGround(), now -> {
            if (now >= 5_000_000_000L) {
                throw new TrialInterrupted("enough", null);
            }
        });

        assertThatThrownBy(() -> new TrialRunner(ground).run(SCENARIO, 7)).hasMessage("enough");
        History soFar = ground.recorded();
        assertThat(soFar.end()).isBetween(1L, 5_000_000_000L);
        assertThat(soFar.complete()).isFalse();
        assertThat(TrialRunner.simulated().run(SCENARIO, 7).history().events())
                .as("what it would have become")
                .startsWith(soFar.events().toArray(new io.faultline.checkers.history.Event[0]));
    }

    @Test
    void aTrialThatFailedBeforeItBeganHasAnEmptyHistory() {
        assertThat(new WatchedGround(new SimulatedGround(), now -> {})
                        .recorded()
                        .size())
                .isZero();
    }
}
