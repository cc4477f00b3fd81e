package io.faultline.harness.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.history.LogFact;
import io.faultline.harness.junit.FaultTest;
import io.faultline.harness.junit.ScriptedCluster;
import io.faultline.harness.junit.lab.Clerk;
import io.faultline.nemesis.fault.Duplication;
import io.faultline.nemesis.fault.Links;
import io.faultline.nemesis.fault.Loss;
import java.time.Duration;

/** Snapshots of many pieces, over links that are not kind to them. */
class SnapshotTransferIT {
    /** Each key holds so much that the snapshot takes some forty pieces. */
    private static final int KEYS = 60;

    private static final String VALUE = "x".repeat(20_000);

    @FaultTest(trials = 5, nodes = 3, options = "snapshot-entries=20")
    void eachPieceIsSentAFewTimesThoughEveryMessageIsDuplicated(ScriptedCluster cluster) {
        String victim = awayWhileOthersWrite(cluster);
        long before = rpcs(cluster);
        cluster.begin(new Duplication(new Links.All(), 0.9));
        cluster.connect(victim);
        awaitSnapshot(cluster, victim);
        cluster.runFor(Duration.ofSeconds(1));
        assertThat(rpcs(cluster) - before)
                .as("requests for forty pieces and a second of heartbeats")
                .isLessThan(400);
    }

    @FaultTest(trials = 5, nodes = 3, options = "snapshot-entries=20")
    void piecesThatAreLostAreSentAgain(ScriptedCluster cluster) {
        String victim = awayWhileOthersWrite(cluster);
        cluster.begin(new Loss(new Links.All(), 0.1));
        cluster.connect(victim);
        awaitSnapshot(cluster, victim);
    }

    @FaultTest(trials = 5, nodes = 3, options = "snapshot-entries=20")
    void aNodeThatCrashesInTheMiddleOfASnapshotGetsItFromItsBeginning(ScriptedCluster cluster) {
        String victim = awayWhileOthersWrite(cluster);
        cluster.connect(victim);
        cluster.runFor(Duration.ofMillis(15 + cluster.random().nextInt(20)));
        cluster.restart(victim);
        awaitSnapshot(cluster, victim);
    }

    private static String awayWhileOthersWrite(ScriptedCluster cluster) {
        String victim = cluster.after(cluster.awaitSettled());
        cluster.isolate(victim);
        Clerk clerk = Clerk.of(cluster, 0, false);
        clerk.talkTo(cluster.others(victim));
        for (int i = 0; i < KEYS; i++) {
            clerk.ask("write", "k" + i, VALUE);
        }
        return victim;
    }

    private static void awaitSnapshot(ScriptedCluster cluster, String victim) {
        cluster.waitUntil(
                victim + " has the snapshot",
                () -> !Said.by(cluster, victim, LogFact.SnapshotInstalled.class).isEmpty(),
                Duration.ofSeconds(20));
    }

    private static long rpcs(ScriptedCluster cluster) {
        return cluster.traffic().orElseThrow().rpcs();
    }
}
