package io.faultline.harness.suites;

import io.faultline.harness.junit.FaultTest;
import io.faultline.harness.junit.OnContainers;
import io.faultline.harness.junit.ScriptedCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Those tests of lab 3B on containers that count no requests and no bytes, which nobody does there. */
@OnContainers
@Execution(ExecutionMode.CONCURRENT)
class LabReplicationOnContainersIT {
    private final LabReplicationIT stories = new LabReplicationIT();

    @FaultTest(nodes = 3)
    @DisplayName("BasicAgree3B")
    void commandsTakeTheNextIndexOneAfterTheOther(ScriptedCluster cluster) {
        stories.commandsTakeTheNextIndexOneAfterTheOther(cluster);
    }

    @FaultTest(nodes = 3)
    @DisplayName("FailAgree3B")
    void aFollowerThatComesBackAgrees(ScriptedCluster cluster) {
        stories.aFollowerThatComesBackAgrees(cluster);
    }

    @FaultTest(nodes = 5)
    @DisplayName("FailNoAgree3B")
    void thereIsNoAgreementWithoutAMajority(ScriptedCluster cluster) {
        stories.thereIsNoAgreementWithoutAMajority(cluster);
    }

    @FaultTest(nodes = 3)
    @DisplayName("Rejoin3B")
    void aLeaderThatWasCutOffRejoinsAndLosesWhatOnlyItHas(ScriptedCluster cluster) {
        stories.aLeaderThatWasCutOffRejoinsAndLosesWhatOnlyItHas(cluster);
    }

    @FaultTest(nodes = 5)
    @DisplayName("Backup3B")
    void aLeaderBacksUpQuicklyOverLogsThatDiffer(ScriptedCluster cluster) {
        stories.aLeaderBacksUpQuicklyOverLogsThatDiffer(cluster);
    }

    @AfterAll
    static void print() {
        LabReplicationIT.print();
    }
}
