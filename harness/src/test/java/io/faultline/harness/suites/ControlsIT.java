package io.faultline.harness.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.history.Event;
import io.faultline.harness.junit.FaultTest;
import io.faultline.harness.junit.Trial;
import io.faultline.harness.trial.Scenario;
import io.faultline.harness.trial.TrialRunner;
import io.faultline.harness.trial.Workload;
import io.faultline.node.mutants.Variant;
import io.faultline.node.mutants.Variants;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Unusual but correct nodes are never accused: what a checker says of them would be a lie. */
class ControlsIT {
    @FaultTest(trials = 50, variant = "K1")
    void nodesWithoutPreVoteAreNotAccused(Trial trial) {
        trial.assertValid();
    }

    @FaultTest(trials = 30, variant = "K2", timeLimit = "10m")
    void nodesTenTimesAsSlowAreNotAccused(Trial trial) {
        trial.assertValid();
    }

    @FaultTest(trials = 50, variant = "K3")
    void nodesThatFlushTheirVoteTwiceAreNotAccused(Trial trial) {
        trial.assertValid();
    }

    @FaultTest(trials = 50, variant = "K4")
    void nodesThatDrawOnlyLateTimeoutsAreNotAccused(Trial trial) {
        trial.assertValid();
    }

    @FaultTest(trials = 50, variant = "K5")
    void nodesThatDrawWholeMillisecondsAreNotAccused(Trial trial) {
        trial.assertValid();
    }

    @FaultTest(trials = 40, variant = "K6", workload = Workload.KV)
    void nodesThatGoBackOneEntryAfterEachRefusalAreNotAccused(Trial trial) {
        trial.assertValid();
    }

    @FaultTest(trials = 40, variant = "K7", workload = Workload.REGISTER)
    void nodesWhoseReadsGoThroughTheLogAreNotAccused(Trial trial) {
        trial.assertValid();
    }

    @FaultTest(trials = 40, variant = "K8", workload = Workload.APPEND)
    void leadersWithoutCheckQuorumAreNotAccused(Trial trial) {
        trial.assertValid();
    }

    @FaultTest(trials = 40, variant = "K9", workload = Workload.SET)
    void nodesThatTakeSnapshotsAllTheTimeAreNotAccused(Trial trial) {
        trial.assertValid();
    }

    @FaultTest(trials = 40, variant = "K10", workload = Workload.KV)
    void nodesThatSendOneEntryAtATimeAreNotAccused(Trial trial) {
        trial.assertValid();
    }

    @FaultTest(trials = 40, variant = "R10", workload = Workload.KV)
    void leadersThatCountThemselvesBeforeTheirDisksHaveWrittenAreNotAccused(Trial trial) {
        trial.assertValid();
    }

    @FaultTest(trials = 30, variant = "K1", nodes = 3)
    void threeNodesWithoutPreVoteAreNotAccused(Trial trial) {
        trial.assertValid();
    }

    /** Why R10 is no mutant of this node: whoever answers or is answered, the leader's disk has written by then. */
    @Test
    void thatALeaderCountsItselfBeforeItsDiskHasWrittenChangesNothingThatAnyoneCouldSee() {
        Scenario standard = Scenario.election().withWorkload(Workload.KV);
        for (long seed = 1; seed <= 100; seed++) {
            List<Event> events =
                    TrialRunner.simulated().run(standard, seed).history().events();
            assertThat(TrialRunner.simulated()
                            .run(standard.withVariant("R10"), seed)
                            .history()
                            .events())
                    .as("seed %d", seed)
                    .isEqualTo(events);
        }
    }

    @Test
    void everyControlHasATest() {
        assertThat(Arrays.stream(ControlsIT.class.getDeclaredMethods())
                        .map(method -> method.getAnnotation(FaultTest.class))
                        .filter(Objects::nonNull)
                        .map(FaultTest::variant))
                .containsAll(Variants.controls().stream().map(Variant::id).toList());
    }
}
