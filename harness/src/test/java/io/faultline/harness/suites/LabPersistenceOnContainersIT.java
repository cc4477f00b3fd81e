package io.faultline.harness.suites;

import io.faultline.harness.junit.FaultTest;
import io.faultline.harness.junit.OnContainers;
import io.faultline.harness.junit.ScriptedCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Tests of lab 3C on containers: crashes are kills of a process, and in place of lost messages there are lost connections. */
@OnContainers
@Execution(ExecutionMode.CONCURRENT)
class LabPersistenceOnContainersIT {
    private final LabPersistenceIT stories = new LabPersistenceIT();

    @FaultTest(nodes = 3)
    @DisplayName("Persist13C")
    void agreementGoesOnAfterRestarts(ScriptedCluster cluster) {
        stories.agreementGoesOnAfterRestarts(cluster);
    }

    @FaultTest(nodes = 5)
    @DisplayName("Persist23C")
    void agreementGoesOnWhileOneHalfIsDownAndThenTheOther(ScriptedCluster cluster) {
        stories.agreementGoesOnWhileOneHalfIsDownAndThenTheOther(cluster);
    }

    @FaultTest(nodes = 3)
    @DisplayName("Persist33C")
    void aLeaderThatCrashedAgreesWithTheOneThatWasCutOff(ScriptedCluster cluster) {
        stories.aLeaderThatCrashedAgreesWithTheOneThatWasCutOff(cluster);
    }

    @FaultTest(nodes = 5)
    @DisplayName("Figure83C")
    void leadersThatCrashAllTheTimeLoseNothingCommitted(ScriptedCluster cluster) {
        stories.leadersThatCrashAllTheTimeLoseNothingCommitted(cluster);
    }

    @FaultTest(nodes = 5)
    @DisplayName("UnreliableAgree3C")
    void manyCommandsAreAgreedOnOverAnUnreliableNetwork(ScriptedCluster cluster) {
        stories.manyCommandsAreAgreedOnOverAnUnreliableNetwork(cluster);
    }

    @AfterAll
    static void print() {
        LabPersistenceIT.print();
    }
}
