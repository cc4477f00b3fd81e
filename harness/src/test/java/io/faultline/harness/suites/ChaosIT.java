package io.faultline.harness.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.harness.junit.FaultTest;
import io.faultline.harness.junit.Trial;
import io.faultline.harness.trial.Workload;
import io.faultline.nemesis.fault.FaultClass;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The correct node keeps every promise of an election, whatever the nemesis draws. */
class ChaosIT {
    @FaultTest(trials = 200)
    void fiveNodesKeepTheirPromisesUnderEverything(Trial trial) {
        trial.assertValid();
    }

    @FaultTest(trials = 60, seed = 1001, nodes = 3)
    void threeNodesKeepTheirPromisesUnderEverything(Trial trial) {
        trial.assertValid();
    }

    @FaultTest(trials = 60, seed = 2001, nodes = 4)
    void fourNodesKeepTheirPromisesUnderEverything(Trial trial) {
        trial.assertValid();
    }

    @FaultTest(trials = 60, seed = 3001, nodes = 7)
    void sevenNodesKeepTheirPromisesUnderEverything(Trial trial) {
        trial.assertValid();
    }

    @FaultTest(trials = 20, nemesis = "none")
    void nodesKeepTheirPromisesInACalm(Trial trial) {
        trial.assertValid();
    }

    @FaultTest(trials = 10, timeLimit = "10m")
    void nodesKeepTheirPromisesForTenMinutes(Trial trial) {
        trial.assertValid();
    }

    // ---- seeds that once found a defect of Faultline itself ----

    /** A node stopped while paused, and resumed and started at one instant, was taken for down. */
    @FaultTest(seed = 17, nodes = 3)
    void aStopThatWaitedForAResumeIsNoMissingNode(Trial trial) {
        trial.assertValid();
    }

    /** A link narrower than the heartbeats was still clogged when the recovery ended. */
    @FaultTest(seed = 710, nodes = 4)
    void aNarrowLinkIsJudgedAfterTheRecovery(Trial trial) {
        trial.assertValid();
    }

    // ---- each class of faults alone ----

    @FaultTest(trials = 20, nemesis = "partition")
    void nodesKeepTheirPromisesUnderPartitions(Trial trial) {
        assertDrawsOnly(trial);
    }

    @FaultTest(trials = 20, nemesis = "latency")
    void nodesKeepTheirPromisesUnderLatency(Trial trial) {
        assertDrawsOnly(trial);
    }

    @FaultTest(trials = 20, nemesis = "bandwidth")
    void nodesKeepTheirPromisesUnderNarrowLinks(Trial trial) {
        assertDrawsOnly(trial);
    }

    @FaultTest(trials = 20, nemesis = "loss")
    void nodesKeepTheirPromisesUnderLossOfMessages(Trial trial) {
        assertDrawsOnly(trial);
    }

    @FaultTest(trials = 20, nemesis = "duplication")
    void nodesKeepTheirPromisesUnderDuplicatedMessages(Trial trial) {
        assertDrawsOnly(trial);
    }

    @FaultTest(trials = 20, nemesis = "reordering")
    void nodesKeepTheirPromisesUnderReorderedMessages(Trial trial) {
        assertDrawsOnly(trial);
    }

    @FaultTest(trials = 20, nemesis = "reset")
    void nodesKeepTheirPromisesUnderResetConnections(Trial trial) {
        assertDrawsOnly(trial);
    }

    @FaultTest(trials = 20, nemesis = "crash")
    void nodesKeepTheirPromisesUnderCrashes(Trial trial) {
        assertDrawsOnly(trial);
    }

    @FaultTest(trials = 20, nemesis = "stop")
    void nodesKeepTheirPromisesUnderStops(Trial trial) {
        assertDrawsOnly(trial);
    }

    @FaultTest(trials = 20, nemesis = "pause")
    void nodesKeepTheirPromisesUnderPauses(Trial trial) {
        assertDrawsOnly(trial);
    }

    @FaultTest(trials = 20, nemesis = "power")
    void nodesKeepTheirPromisesUnderPowerCuts(Trial trial) {
        assertDrawsOnly(trial);
    }

    @FaultTest(trials = 20, nemesis = "disk")
    void nodesKeepTheirPromisesUnderDiskFaults(Trial trial) {
        assertDrawsOnly(trial);
    }

    @FaultTest(trials = 20, nemesis = "clock")
    void nodesKeepTheirPromisesUnderClockFaults(Trial trial) {
        assertDrawsOnly(trial);
    }

    @FaultTest(trials = 20, nemesis = "crash-point")
    void nodesKeepTheirPromisesUnderCrashesAtPointsOfATurn(Trial trial) {
        assertDrawsOnly(trial);
    }

    @FaultTest(trials = 20, nemesis = "corruption")
    void nodesKeepTheirPromisesUnderCorruptedRecords(Trial trial) {
        assertDrawsOnly(trial);
    }

    @FaultTest(trials = 20, nemesis = "members")
    void nodesKeepTheirPromisesUnderChangesOfMembers(Trial trial) {
        assertDrawsOnly(trial);
    }

    @FaultTest(
            trials = 60,
            seed = 4001,
            nemesis = {"all", "members"},
            workload = Workload.KV)
    void aServiceKeepsItsPromisesWhileMembersComeAndGoUnderEverything(Trial trial) {
        trial.assertValid();
    }

    @FaultTest(trials = 20, nemesis = "client-links", workload = Workload.KV, retries = 3)
    void nodesKeepTheirPromisesWhereRequestsAndRepliesAreLost(Trial trial) {
        assertDrawsOnly(trial);
    }

    @Test
    void everyClassOfFaultsHasATestOfItsOwn() {
        Set<FaultClass> alone = EnumSet.noneOf(FaultClass.class);
        for (Method method : ChaosIT.class.getDeclaredMethods()) {
            FaultTest test = method.getAnnotation(FaultTest.class);
            if (test != null && test.nemesis().length == 1) {
                Arrays.stream(FaultClass.values())
                        .filter(faultClass -> faultClass.kebab().equals(test.nemesis()[0]))
                        .forEach(alone::add);
            }
        }
        assertThat(alone).containsExactlyInAnyOrder(FaultClass.values());
    }

    /** A trial without faults would be valid too, and say nothing. */
    private static void assertDrawsOnly(Trial trial) {
        assertThat(trial.schedule().faults())
                .isNotEmpty()
                .allSatisfy(fault -> assertThat(trial.scenario().nemesis())
                        .contains(fault.fault().faultClass()));
        trial.assertValid();
    }
}
