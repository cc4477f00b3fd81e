package io.faultline.harness.suites;

import io.faultline.harness.junit.FaultTest;
import io.faultline.harness.junit.OnContainers;
import io.faultline.harness.junit.ScriptedCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Tests of lab 3D on containers; the length of logs is asserted in the simulator. */
@OnContainers
@Execution(ExecutionMode.CONCURRENT)
class LabSnapshotsOnContainersIT {
    private final LabSnapshotsIT stories = new LabSnapshotsIT();

    @FaultTest(nodes = 3, options = LabSnapshotsIT.EACH_TEN)
    @DisplayName("SnapshotInstall3D")
    void aNodeThatWasCutOffGetsASnapshot(ScriptedCluster cluster) {
        stories.aNodeThatWasCutOffGetsASnapshot(cluster);
    }

    @FaultTest(nodes = 3, options = LabSnapshotsIT.EACH_TEN)
    @DisplayName("SnapshotInstallCrash3D")
    void aNodeThatCrashedGetsASnapshot(ScriptedCluster cluster) {
        stories.aNodeThatCrashedGetsASnapshot(cluster);
    }

    @FaultTest(nodes = 3, options = LabSnapshotsIT.EACH_TEN)
    @DisplayName("SnapshotInit3D")
    void aSnapshotIsKeptThroughASecondRestart(ScriptedCluster cluster) {
        stories.aSnapshotIsKeptThroughASecondRestart(cluster);
    }

    @AfterAll
    static void print() {
        LabSnapshotsIT.print();
    }
}
