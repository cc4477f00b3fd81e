package io.faultline.harness.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Validity;
import io.faultline.checkers.Verdict;
import io.faultline.harness.sim.SimulatedGround;
import io.faultline.harness.suites.FigureEight;
import io.faultline.harness.trial.Scenario;
import io.faultline.harness.trial.TrialResult;
import io.faultline.harness.trial.Workload;
import io.faultline.nemesis.fault.Ground;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node that commits entries of older terms by counting loses what it has committed, and the checkers say so. */
class FigureEightTest {
    private static final Scenario WRONG_RULE = new Scenario(Ground.SIMULATED, 5, Workload.STORY, Set.of(), 1, "R01");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aCommittedEntryIsOverwrittenAndTheCheckersAccuse(long seed) {
        try (Story story = new Story(new SimulatedGround(), WRONG_RULE, Map.of(), seed, false)) {
            assertThat(FigureEight.play(story.parameter()))
                    .as("entries of an older term were committed by counting")
                    .isTrue();

            TrialResult result = story.result().orElseThrow();
            assertThat(result.judgement().validity()).isEqualTo(Validity.INVALID);
            assertThat(result.judgement().verdicts())
                    .filteredOn(verdict -> verdict.validity() == Validity.INVALID)
                    .extracting(Verdict::checker)
                    .contains("leader-completeness", "state-machine-safety");
        }
    }
}
