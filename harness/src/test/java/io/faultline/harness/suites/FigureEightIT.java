package io.faultline.harness.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.harness.junit.FaultTest;
import io.faultline.harness.junit.ScriptedCluster;

/** Figure 8 with the correct rule; with the wrong one it is told in {@code FigureEightTest}. */
class FigureEightIT {
    @FaultTest(trials = 30, nodes = 5)
    void anEntryOfAnOlderTermIsNotCommittedByCounting(ScriptedCluster cluster) {
        assertThat(FigureEight.play(cluster)).isFalse();
    }
}
