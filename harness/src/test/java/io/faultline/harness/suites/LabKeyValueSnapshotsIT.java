package io.faultline.harness.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.history.LogFact;
import io.faultline.harness.junit.FaultTest;
import io.faultline.harness.junit.ScriptedCluster;
import io.faultline.harness.junit.lab.Clerk;
import io.faultline.harness.junit.lab.Lab;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;

/** The lab's tests of a key–value service with snapshots (4B of 2024). */
class LabKeyValueSnapshotsIT {
    private static final int TRIALS = 5;

    /** The lab's services take a snapshot when the log has 1000 bytes: so many entries of its requests. */
    private static final String EACH_1000_BYTES = "snapshot-entries=16";

    private static final long LOG_BYTES_MAX = 8 * 1000;
    private static final long SNAPSHOT_BYTES_MAX = 500;
    private static final FiveNumbers NUMBERS = new FiveNumbers();

    @FaultTest(trials = TRIALS, nodes = 3, options = EACH_1000_BYTES)
    @DisplayName("SnapshotRPC4B")
    void aNodeThatMissedWhatIsGoneFromTheLogGetsASnapshot(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        cluster.clients().judge();
        Clerk clerk = Clerk.of(cluster, 0, false);
        clerk.ask("write", "a", "A");
        int partition = cluster.partition(List.of("n1", "n2"), List.of("n3"));
        Clerk first = Clerk.of(cluster, 1, false);
        first.talkTo(List.of("n1", "n2"));
        for (int i = 0; i < 50; i++) {
            first.ask("write", String.valueOf(i), String.valueOf(i));
        }
        cluster.runFor(Lab.ELECTION_TIMEOUT);
        first.ask("write", "b", "B");
        assertThat(lab.logBytes()).as("bytes of the longest log").isLessThanOrEqualTo(LOG_BYTES_MAX);

        // Now the node that was away is needed for a majority.
        cluster.end(partition);
        partition = cluster.partition(List.of("n1", "n3"), List.of("n2"));
        Clerk second = Clerk.of(cluster, 2, false);
        second.talkTo(List.of("n1", "n3"));
        second.ask("write", "c", "C");
        second.ask("write", "d", "D");
        assertThat(second.ask("read", "a", null)).isEqualTo("A");
        assertThat(second.ask("read", "b", null)).isEqualTo("B");
        assertThat(second.ask("read", "1", null)).isEqualTo("1");
        assertThat(second.ask("read", "49", null)).isEqualTo("49");
        assertThat(Said.by(cluster, "n3", LogFact.SnapshotInstalled.class)).isNotEmpty();

        cluster.end(partition);
        clerk.ask("write", "e", "E");
        assertThat(clerk.ask("read", "c", null)).isEqualTo("C");
        assertThat(clerk.ask("read", "e", null)).isEqualTo("E");
        assertThat(clerk.ask("read", "1", null)).isEqualTo("1");
        count("snapshot by RPC", cluster, lab);
    }

    @FaultTest(trials = TRIALS, nodes = 3, options = EACH_1000_BYTES)
    @DisplayName("SnapshotSize4B")
    void snapshotsAreNotBiggerThanWhatTheServiceHolds(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        Clerk clerk = Clerk.of(cluster, 0, false);
        for (int i = 0; i < 200; i++) {
            clerk.ask("write", "x", "0");
            assertThat(clerk.ask("read", "x", null)).isEqualTo("0");
            clerk.ask("write", "x", "1");
            assertThat(clerk.ask("read", "x", null)).isEqualTo("1");
        }
        assertThat(lab.logBytes()).as("bytes of the longest log").isLessThanOrEqualTo(LOG_BYTES_MAX);
        assertThat(lab.snapshotBytes()).as("bytes of the biggest snapshot").isBetween(1L, SNAPSHOT_BYTES_MAX);
        count("size of snapshots", cluster, lab);
    }

    @FaultTest(trials = TRIALS, nodes = 3, options = EACH_1000_BYTES)
    @DisplayName("Speed4B")
    void snapshotsDoNotHoldUpRequests(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        cluster.clients().judge();
        Clerk clerk = Clerk.of(cluster, 0, false);
        cluster.awaitSettled();
        Duration begin = cluster.now();
        for (long i = 1; i <= 1000; i++) {
            assertThat(clerk.ask("add", "x", 1L)).isEqualTo(i);
        }
        long meanMicros = cluster.now().minus(begin).toNanos() / 1_000 / 1000;
        assertThat(meanMicros).as("mean time of a request, µs").isLessThanOrEqualTo(100_000 / 3);
        count("speed", cluster, lab);
    }

    @FaultTest(trials = TRIALS, options = EACH_1000_BYTES)
    @DisplayName("SnapshotRecover4B")
    void whatOneClientAppendsComesBackFromSnapshots(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        new KeyValueLoad(cluster, lab, 1).crashes().logsUpTo(LOG_BYTES_MAX).run();
        count("restarts, one client", cluster, lab);
    }

    @FaultTest(trials = TRIALS, options = EACH_1000_BYTES)
    @DisplayName("SnapshotRecoverManyClients4B")
    void whatTwentyClientsAppendComesBackFromSnapshots(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        new KeyValueLoad(cluster, lab, 20).crashes().logsUpTo(LOG_BYTES_MAX).run();
        count("restarts, many clients", cluster, lab);
    }

    @FaultTest(trials = TRIALS, options = EACH_1000_BYTES)
    @DisplayName("SnapshotUnreliable4B")
    void requestsThatAreSentAgainAreDoneOnceThoughTheLogIsGone(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        new KeyValueLoad(cluster, lab, 5).unreliable().logsUpTo(LOG_BYTES_MAX).run();
        count("unreliable", cluster, lab);
    }

    @FaultTest(trials = TRIALS, options = EACH_1000_BYTES)
    @DisplayName("SnapshotUnreliableRecover4B")
    void sessionsComeBackFromSnapshots(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        new KeyValueLoad(cluster, lab, 5)
                .unreliable()
                .crashes()
                .logsUpTo(LOG_BYTES_MAX)
                .run();
        count("unreliable, restarts", cluster, lab);
    }

    @FaultTest(trials = TRIALS, options = EACH_1000_BYTES)
    @DisplayName("SnapshotUnreliableRecoverConcurrentPartition4B")
    void snapshotsAndPartitionsAndCrashesLoseNothing(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        new KeyValueLoad(cluster, lab, 5)
                .unreliable()
                .partitions()
                .crashes()
                .logsUpTo(LOG_BYTES_MAX)
                .run();
        count("unreliable, partitions, restarts", cluster, lab);
    }

    @FaultTest(trials = TRIALS, nodes = 7, options = EACH_1000_BYTES)
    @DisplayName("SnapshotUnreliableRecoverConcurrentPartitionLinearizable4B")
    void fifteenClientsOnCommonKeysLoseNothingThoughLogsAreShort(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        new KeyValueLoad(cluster, lab, 15)
                .unreliable()
                .partitions()
                .crashes()
                .randomKeys()
                .logsUpTo(LOG_BYTES_MAX)
                .run();
        count("all that, random keys", cluster, lab);
    }

    private static void count(String test, ScriptedCluster cluster, Lab lab) {
        NUMBERS.count(test, cluster, lab.commits());
    }

    @AfterAll
    static void print() {
        NUMBERS.print();
    }
}
