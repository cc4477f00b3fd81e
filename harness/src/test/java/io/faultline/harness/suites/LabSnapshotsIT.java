package io.faultline.harness.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.history.LogFact;
import io.faultline.harness.junit.FaultTest;
import io.faultline.harness.junit.ScriptedCluster;
import io.faultline.harness.junit.lab.Lab;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;

/** The tests of lab 3D, step by step: logs stay short, and who misses what is gone from them gets a snapshot. */
class LabSnapshotsIT {
    private static final int TRIALS = 15;

    /** The lab's services take a snapshot each ten entries. */
    static final String EACH_TEN = "snapshot-entries=10";

    private static final int INTERVAL = 10;

    /** The lab's MAXLOGSIZE. */
    private static final long LOG_BYTES_MAX = 2_000;

    private static final FiveNumbers NUMBERS = new FiveNumbers();

    @FaultTest(trials = TRIALS, nodes = 3, options = EACH_TEN)
    @DisplayName("SnapshotBasic3D")
    void snapshotsKeepLogsShort(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        thirtyRounds(cluster, lab, Absence.NONE);
        assertThat(Said.all(cluster, LogFact.SnapshotTaken.class)).isNotEmpty();
        count("snapshots", cluster, lab);
    }

    @FaultTest(trials = TRIALS, nodes = 3, options = EACH_TEN)
    @DisplayName("SnapshotInstall3D")
    void aNodeThatWasCutOffGetsASnapshot(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        thirtyRounds(cluster, lab, Absence.CUT_OFF);
        assertInstalled(cluster);
        count("install (cut off)", cluster, lab);
    }

    @FaultTest(trials = TRIALS, nodes = 3, options = EACH_TEN)
    @DisplayName("SnapshotInstallUnreliable3D")
    void aNodeThatWasCutOffGetsASnapshotOverAnUnreliableNetwork(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        lab.unreliable(true);
        thirtyRounds(cluster, lab, Absence.CUT_OFF);
        assertInstalled(cluster);
        count("install (cut off, unreliable)", cluster, lab);
    }

    @FaultTest(trials = TRIALS, nodes = 3, options = EACH_TEN)
    @DisplayName("SnapshotInstallCrash3D")
    void aNodeThatCrashedGetsASnapshot(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        thirtyRounds(cluster, lab, Absence.CRASHED);
        assertInstalled(cluster);
        count("install (crash)", cluster, lab);
    }

    @FaultTest(trials = TRIALS, nodes = 3, options = EACH_TEN)
    @DisplayName("SnapshotInstallUnCrash3D")
    void aNodeThatCrashedGetsASnapshotOverAnUnreliableNetwork(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        lab.unreliable(true);
        thirtyRounds(cluster, lab, Absence.CRASHED);
        assertInstalled(cluster);
        count("install (crash, unreliable)", cluster, lab);
    }

    @FaultTest(trials = TRIALS, nodes = 3, options = EACH_TEN)
    @DisplayName("SnapshotAllCrash3D")
    void indexesGoOnWhereTheyWereAfterAllHaveCrashed(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        lab.unreliable(true);
        lab.one(LabSteps.next(cluster), 3, true);
        for (int round = 0; round < 5; round++) {
            int commands = INTERVAL / 2 + cluster.random().nextInt(INTERVAL);
            for (int i = 0; i < commands; i++) {
                lab.one(LabSteps.next(cluster), 3, true);
            }
            long before = lab.one(LabSteps.next(cluster), 3, true);
            crashAndRestartAll(cluster);
            assertThat(lab.one(LabSteps.next(cluster), 3, true)).isGreaterThan(before);
        }
        count("all crash", cluster, lab);
    }

    @FaultTest(trials = TRIALS, nodes = 3, options = EACH_TEN)
    @DisplayName("SnapshotInit3D")
    void aSnapshotIsKeptThroughASecondRestart(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        lab.unreliable(true);
        long last = 0;
        for (int i = 0; i < INTERVAL + 2; i++) {
            last = lab.one(LabSteps.next(cluster), 3, true);
        }
        for (int restart = 0; restart < 2; restart++) {
            crashAndRestartAll(cluster);
            long next = lab.one(LabSteps.next(cluster), 3, true);
            assertThat(next).isGreaterThan(last);
            last = next;
        }
        count("snapshots after restarts", cluster, lab);
    }

    /** How the victim of a round is away, if it is. */
    private enum Absence {
        NONE((cluster, node) -> {}, (cluster, node) -> {}),
        CUT_OFF(ScriptedCluster::isolate, ScriptedCluster::connect),
        CRASHED(ScriptedCluster::crash, ScriptedCluster::restart);

        private final BiConsumer<ScriptedCluster, String> begin;
        private final BiConsumer<ScriptedCluster, String> end;

        Absence(BiConsumer<ScriptedCluster, String> begin, BiConsumer<ScriptedCluster, String> end) {
            this.begin = begin;
            this.end = end;
        }
    }

    private static void thirtyRounds(ScriptedCluster cluster, Lab lab, Absence absence) {
        lab.one(LabSteps.next(cluster), 3, true);
        String leader = lab.checkOneLeader();
        // Containers take a second to start.
        int rounds = cluster.isRealTime() && absence == Absence.CRASHED ? 8 : 30;
        for (int round = 0; round < rounds; round++) {
            boolean leaderIsVictim = round % 3 == 1;
            String victim = leaderIsVictim ? leader : cluster.after(leader);
            String sender = leaderIsVictim ? cluster.after(leader) : leader;
            if (absence != Absence.NONE) {
                absence.begin.accept(cluster, victim);
                lab.one(LabSteps.next(cluster), 2, true);
            }
            lab.startAll(
                    sender,
                    LabSteps.several(cluster, INTERVAL / 2 + cluster.random().nextInt(INTERVAL)));
            lab.one(LabSteps.next(cluster), absence == Absence.NONE ? 3 : 2, true);
            assertThat(lab.logBytes()).as("bytes of the longest log").isLessThan(LOG_BYTES_MAX);
            if (absence != Absence.NONE) {
                absence.end.accept(cluster, victim);
                lab.one(LabSteps.next(cluster), 3, true);
                leader = lab.checkOneLeader();
            }
        }
    }

    private static void crashAndRestartAll(ScriptedCluster cluster) {
        String[] all = cluster.nodes().toArray(String[]::new);
        cluster.crash(all);
        cluster.restart(all);
    }

    /** Otherwise these stories would show nothing. */
    private static void assertInstalled(ScriptedCluster cluster) {
        assertThat(Said.all(cluster, LogFact.SnapshotInstalled.class)).isNotEmpty();
    }

    private static void count(String test, ScriptedCluster cluster, Lab lab) {
        NUMBERS.count(test, cluster, lab.commits());
    }

    @AfterAll
    static void print() {
        NUMBERS.print();
    }
}
