package io.faultline.harness.suites;

import io.faultline.harness.junit.FaultTest;
import io.faultline.harness.junit.OnContainers;
import io.faultline.harness.junit.ScriptedCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Tests of the lab's key–value service on containers. */
@OnContainers
@Execution(ExecutionMode.CONCURRENT)
class LabKeyValueOnContainersIT {
    private final LabKeyValueIT stories = new LabKeyValueIT();

    @FaultTest(options = LabKeyValueIT.NO_SNAPSHOTS)
    @DisplayName("OnePartition4A")
    void onlyTheMajoritySideOfAPartitionServesAndTheOtherSideGoesOnWhenItHeals(ScriptedCluster cluster) {
        stories.onlyTheMajoritySideOfAPartitionServesAndTheOtherSideGoesOnWhenItHeals(cluster);
    }

    @FaultTest(nodes = 3, options = LabKeyValueIT.NO_SNAPSHOTS)
    @DisplayName("Speed4A")
    void aRequestDoesNotWaitForTheNextHeartbeat(ScriptedCluster cluster) {
        stories.aRequestDoesNotWaitForTheNextHeartbeat(cluster);
    }

    @FaultTest(options = LabKeyValueIT.NO_SNAPSHOTS)
    @DisplayName("PersistPartition4A")
    void whatClientsAppendOutlivesPartitionsAndCrashes(ScriptedCluster cluster) {
        stories.whatClientsAppendOutlivesPartitionsAndCrashes(cluster);
    }

    @AfterAll
    static void print() {
        LabKeyValueIT.print();
    }
}
