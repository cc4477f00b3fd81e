package io.faultline.harness.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.harness.cluster.ClientOutcome;
import io.faultline.harness.cluster.ClientReply;
import io.faultline.harness.junit.FaultTest;
import io.faultline.harness.junit.ScriptedCluster;
import io.faultline.harness.junit.lab.Clerk;
import io.faultline.harness.junit.lab.Lab;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;

/**
 * The lab's tests of a key–value service without snapshots (4A of 2024): each client's appends are there once and in order,
 * it reads what it has written, and nothing acknowledged is lost.
 */
class LabKeyValueIT {
    private static final int TRIALS = 5;
    static final String NO_SNAPSHOTS = "snapshot-entries=0";
    private static final FiveNumbers NUMBERS = new FiveNumbers();

    @FaultTest(trials = TRIALS, options = NO_SNAPSHOTS)
    @DisplayName("Basic4A")
    void oneClientReadsWhatItAppends(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        new KeyValueLoad(cluster, lab, 1).run();
        count("one client", cluster, lab);
    }

    @FaultTest(trials = TRIALS, options = NO_SNAPSHOTS)
    @DisplayName("Concurrent4A")
    void severalClientsReadWhatTheyAppend(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        new KeyValueLoad(cluster, lab, 5).run();
        count("many clients", cluster, lab);
    }

    @FaultTest(trials = TRIALS, options = NO_SNAPSHOTS)
    @DisplayName("Unreliable4A")
    void requestsThatAreSentAgainAreDoneOnce(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        new KeyValueLoad(cluster, lab, 5).unreliable().run();
        count("unreliable", cluster, lab);
    }

    @FaultTest(trials = TRIALS, nodes = 3, options = NO_SNAPSHOTS)
    @DisplayName("UnreliableOneKey4A")
    void appendsOfFiveClientsToOneKeyAreAllThereOnceAndInOrder(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        lab.unreliable(true);
        cluster.clients().judge();
        List<Clerk> clerks =
                IntStream.range(0, 5).mapToObj(i -> Clerk.of(cluster, i, true)).toList();
        clerks.forEach(clerk -> appendTen(clerk, clerks.indexOf(clerk), 0));
        cluster.waitUntil("all have appended", () -> clerks.stream().noneMatch(Clerk::isBusy), Duration.ofSeconds(60));
        List<?> found = (List<?>) clerks.get(0).ask("read", "k", null);
        assertThat(found).hasSize(50);
        for (int client = 0; client < 5; client++) {
            String mine = "x " + client + " ";
            assertThat(found.stream()
                            .filter(element -> element.toString().startsWith(mine))
                            .toList())
                    .isEqualTo(IntStream.range(0, 10)
                            .mapToObj(i -> mine + i + " y")
                            .toList());
        }
        count("one key", cluster, lab);
    }

    private static void appendTen(Clerk clerk, int client, int next) {
        if (next < 10) {
            clerk.ask("append", "k", "x " + client + " " + next + " y", done -> appendTen(clerk, client, next + 1));
        }
    }

    @FaultTest(trials = TRIALS, nodes = 3, options = NO_SNAPSHOTS)
    @DisplayName("Speed4A")
    void aRequestDoesNotWaitForTheNextHeartbeat(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        cluster.clients().judge();
        Clerk clerk = Clerk.of(cluster, 0, false);
        cluster.awaitSettled();
        Duration begin = cluster.now();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            expected.add("x 0 " + i + " y");
            clerk.ask("append", "x", expected.get(i));
        }
        long meanMicros = cluster.now().minus(begin).toNanos() / 1_000 / 1000;
        assertThat(meanMicros).as("mean time of a request, µs").isLessThanOrEqualTo(100_000 / 3);
        assertThat(clerk.ask("read", "x", null)).isEqualTo(expected);
        count("speed", cluster, lab);
    }

    @FaultTest(trials = TRIALS, options = NO_SNAPSHOTS)
    @DisplayName("OnePartition4A")
    void onlyTheMajoritySideOfAPartitionServesAndTheOtherSideGoesOnWhenItHeals(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        cluster.clients().judge();
        Clerk clerk = Clerk.of(cluster, 0, false);
        clerk.ask("write", "1", 13);
        String leader = cluster.awaitSettled();
        List<String> minority = List.of(leader, cluster.after(leader));
        List<String> majority = cluster.others(leader, cluster.after(leader));
        cluster.partition(minority, majority);

        Clerk served = Clerk.of(cluster, 1, false);
        served.talkTo(majority);
        served.ask("write", "1", 14);
        assertThat(served.ask("read", "1", null)).isEqualTo(14L);

        Clerk writer = Clerk.of(cluster, 2, false);
        Clerk reader = Clerk.of(cluster, 3, false);
        List<ClientOutcome<ClientReply>> written = new ArrayList<>();
        List<ClientOutcome<ClientReply>> read = new ArrayList<>();
        writer.talkTo(minority);
        reader.talkTo(minority);
        writer.ask("write", "1", 15, written::add);
        reader.ask("read", "1", null, read::add);
        cluster.runFor(Duration.ofSeconds(1));
        assertThat(written).as("writes done by the minority").isEmpty();
        assertThat(read).as("reads answered by the minority").isEmpty();
        assertThat(served.ask("read", "1", null)).isEqualTo(14L);
        served.ask("write", "1", 16);
        assertThat(served.ask("read", "1", null)).isEqualTo(16L);

        cluster.heal();
        writer.talkTo(cluster.nodes());
        reader.talkTo(cluster.nodes());
        cluster.runFor(Duration.ofSeconds(1));
        cluster.waitUntil(
                "the minority's write and read are done",
                () -> !written.isEmpty() && !read.isEmpty(),
                Duration.ofSeconds(3));
        assertThat(read.get(0).value().orElseThrow().value()).isIn(15L, 16L);
        assertThat(clerk.ask("read", "1", null)).isEqualTo(15L);
        count("one partition", cluster, lab);
    }

    @FaultTest(trials = TRIALS, options = NO_SNAPSHOTS)
    @DisplayName("ManyPartitionsOneClient4A")
    void oneClientReadsWhatItAppendsWhilePartitionsComeAndGo(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        new KeyValueLoad(cluster, lab, 1).partitions().run();
        count("partitions, one client", cluster, lab);
    }

    @FaultTest(trials = TRIALS, options = NO_SNAPSHOTS)
    @DisplayName("ManyPartitionsManyClients4A")
    void severalClientsReadWhatTheyAppendWhilePartitionsComeAndGo(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        new KeyValueLoad(cluster, lab, 5).partitions().run();
        count("partitions, many clients", cluster, lab);
    }

    @FaultTest(trials = TRIALS, options = NO_SNAPSHOTS)
    @DisplayName("PersistOneClient4A")
    void whatOneClientAppendsOutlivesCrashes(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        new KeyValueLoad(cluster, lab, 1).crashes().run();
        count("restarts, one client", cluster, lab);
    }

    @FaultTest(trials = TRIALS, options = NO_SNAPSHOTS)
    @DisplayName("PersistConcurrent4A")
    void whatSeveralClientsAppendOutlivesCrashes(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        new KeyValueLoad(cluster, lab, 5).crashes().run();
        count("restarts, many clients", cluster, lab);
    }

    @FaultTest(trials = TRIALS, options = NO_SNAPSHOTS)
    @DisplayName("PersistConcurrentUnreliable4A")
    void whatClientsAppendOverAnUnreliableNetworkOutlivesCrashes(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        new KeyValueLoad(cluster, lab, 5).unreliable().crashes().run();
        count("unreliable, restarts", cluster, lab);
    }

    @FaultTest(trials = TRIALS, options = NO_SNAPSHOTS)
    @DisplayName("PersistPartition4A")
    void whatClientsAppendOutlivesPartitionsAndCrashes(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        new KeyValueLoad(cluster, lab, 5).partitions().crashes().run();
        count("partitions, restarts", cluster, lab);
    }

    @FaultTest(trials = TRIALS, options = NO_SNAPSHOTS)
    @DisplayName("PersistPartitionUnreliable4A")
    void whatClientsAppendOutlivesEverything(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        new KeyValueLoad(cluster, lab, 5).unreliable().partitions().crashes().run();
        count("unreliable, partitions, restarts", cluster, lab);
    }

    @FaultTest(trials = TRIALS, nodes = 7, options = NO_SNAPSHOTS)
    @DisplayName("PersistPartitionUnreliableLinearizable4A")
    void fifteenClientsOnCommonKeysLoseNothingUnderEverything(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        new KeyValueLoad(cluster, lab, 15)
                .unreliable()
                .partitions()
                .crashes()
                .randomKeys()
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
