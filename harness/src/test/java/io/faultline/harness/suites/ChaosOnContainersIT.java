package io.faultline.harness.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.harness.junit.FaultTest;
import io.faultline.harness.junit.OnContainers;
import io.faultline.harness.junit.Trial;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The correct node keeps every promise of an election in real containers too, whatever the nemesis draws.
 */
@OnContainers
@Execution(ExecutionMode.CONCURRENT)
class ChaosOnContainersIT {
    @FaultTest(seed = 1, timeLimit = "50s")
    void fiveNodesKeepTheirPromises(Trial trial) {
        assertThat(trial.schedule().faults()).isNotEmpty();
        trial.assertValid();
    }

    @FaultTest(seed = 11, nodes = 3, timeLimit = "40s")
    void threeNodesKeepTheirPromises(Trial trial) {
        assertThat(trial.schedule().faults()).isNotEmpty();
        trial.assertValid();
    }
}
