package io.faultline.harness.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.harness.ground.GroundKind;
import io.faultline.harness.trial.Workload;
import io.faultline.nemesis.fault.FaultClass;
import io.faultline.nemesis.fault.Ground;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where a fault test runs, and how often. */
class FaultTestPlanTest {
    @Test
    void aTestRunsInTheSimulatorUnlessToldOtherwise() throws Exception {
        assertThat(plan("drawsAll", Optional.empty(), Map.of()).ground()).isEqualTo(GroundKind.SIM);
        assertThat(plan("drawsAll", Optional.empty(), Map.of("faultline.cluster", "docker"))
                        .ground())
                .isEqualTo(GroundKind.DOCKER);
    }

    @Test
    void aClassOnContainersStaysThereWithItsOwnNumberOfTrials() throws Exception {
        FaultTestPlan plan = plan("drawsAll", onContainers(), Map.of("faultline.cluster", "sim"));

        assertThat(plan.ground()).isEqualTo(GroundKind.DOCKER);
        assertThat(plan.trials()).isEqualTo(2);
        assertThat(plan.scenario().nemesis()).isEqualTo(FaultClass.defaults(Ground.DOCKER));
    }

    @Test
    void thePropertyForTheNumberOfTrialsComesFirst() throws Exception {
        assertThat(plan("drawsAll", onContainers(), Map.of("faultline.trials", "5"))
                        .trials())
                .isEqualTo(5);
    }

    @Test
    void aFaultThatContainersCannotHaveIsRefusedWithASentence() {
        assertThatThrownBy(() -> plan("drawsLoss", onContainers(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'loss' is not possible on docker");
    }

    @Test
    void anUnknownGroundIsRefusedWithTheLegalOnes() {
        assertThatThrownBy(() -> plan("drawsAll", Optional.empty(), Map.of("faultline.cluster", "moon")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown value 'moon' of faultline.cluster; legal are sim, docker");
    }

    @Test
    void aStoryHasOptionsOfItsClusterAndAGeneratedTrialHasNone() throws Exception {
        FaultTest test = Tests.class
                .getDeclaredMethod("tellsWithOptions", ScriptedCluster.class)
                .getAnnotation(FaultTest.class);
        assertThat(FaultTestPlan.of(test, Optional.empty(), true, name -> Optional.empty())
                        .options())
                .isEqualTo(Map.of("snapshot-entries", "10", "reads", "log"));
        assertThatThrownBy(() -> FaultTestPlan.of(test, Optional.empty(), false, name -> Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("only a story has options; a generated trial is what its scenario says");
    }

    @Test
    void anOptionWithoutAValueIsRefused() throws Exception {
        FaultTest test = Tests.class
                .getDeclaredMethod("tellsWithNonsense", ScriptedCluster.class)
                .getAnnotation(FaultTest.class);
        assertThatThrownBy(() -> FaultTestPlan.of(test, Optional.empty(), true, name -> Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an option is written name=value, not 'snapshots'");
    }

    @Test
    void clientsOfAGeneratedTrialSendAgainAsOftenAsTheTestSays() throws Exception {
        assertThat(plan("sendsAgain", Optional.empty(), Map.of())
                        .scenario()
                        .load()
                        .retries())
                .isEqualTo(30);
    }

    @Test
    void aTrialWithoutClientsHasNoRetries() {
        assertThatThrownBy(() -> plan("hasNobodyToSendAgain", Optional.empty(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "only a generated trial whose workload has clients has retries; that of this one is election");
    }

    private static FaultTestPlan plan(String method, Optional<OnContainers> containers, Map<String, String> properties)
            throws NoSuchMethodException {
        FaultTest test = Tests.class.getDeclaredMethod(method, Trial.class).getAnnotation(FaultTest.class);
        return FaultTestPlan.of(test, containers, false, name -> Optional.ofNullable(properties.get(name)));
    }

    private static Optional<OnContainers> onContainers() {
        return Optional.of(Tests.class.getAnnotation(OnContainers.class));
    }

    /** Never run: only read. */
    @OnContainers(trials = 2)
    private static final class Tests {
        @FaultTest(trials = 50)
        void drawsAll(Trial trial) {}

        @FaultTest(options = {"snapshot-entries=10", "reads = log"})
        void tellsWithOptions(ScriptedCluster cluster) {}

        @FaultTest(options = "snapshots")
        void tellsWithNonsense(ScriptedCluster cluster) {}

        @FaultTest(workload = Workload.SET, retries = 30)
        void sendsAgain(Trial trial) {}

        @FaultTest(retries = 1)
        void hasNobodyToSendAgain(Trial trial) {}

        @FaultTest(nemesis = "loss")
        void drawsLoss(Trial trial) {}
    }
}
