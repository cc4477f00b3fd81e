package io.faultline.harness.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.history.Role;
import io.faultline.harness.junit.FaultTest;
import io.faultline.harness.junit.ScriptedCluster;
import io.faultline.nemesis.fault.Bandwidth;
import io.faultline.nemesis.fault.CutKind;
import io.faultline.nemesis.fault.Direction;
import io.faultline.nemesis.fault.Latency;
import io.faultline.nemesis.fault.Links;
import io.faultline.nemesis.fault.Partition;
import io.faultline.nemesis.fault.PartitionShape;
import io.faultline.nemesis.fault.ResetPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One story per fault. After each of them the cluster is healed, and the checkers judge the whole of it: one leader per
 * term, one vote per term, terms that never go back, and in the end an elected leader.
 */
class FaultStoriesIT {
    private static final long MS = 1_000_000;

    // ---- nodes ----

    @FaultTest(trials = 20, nodes = 3)
    void aCrashedLeaderIsReplaced(ScriptedCluster cluster) {
        String first = cluster.awaitSettled();
        long term = cluster.term();
        cluster.crash(first);

        cluster.awaitLeaderOtherThan(first);

        assertThat(cluster.term()).isGreaterThan(term);
        cluster.restart(first);
        cluster.awaitSettled();
    }

    @FaultTest(trials = 20, nodes = 3)
    void aStoppedLeaderIsReplaced(ScriptedCluster cluster) {
        String first = cluster.awaitSettled();
        cluster.stop(first);

        cluster.awaitLeaderOtherThan(first);

        cluster.restart(first);
        cluster.awaitSettled();
    }

    @FaultTest(trials = 20, nodes = 3)
    void aRollingRestartLeavesALeaderAfterEachNode(ScriptedCluster cluster) {
        cluster.awaitSettled();
        for (String node : cluster.nodes()) {
            cluster.stop(node);
            cluster.awaitLeaderOtherThan(node);
            cluster.restart(node);
            cluster.awaitSettled();
        }
    }

    @FaultTest(trials = 20, nodes = 5)
    void aClusterThatCrashedAsAWholeComesBackInALaterTerm(ScriptedCluster cluster) {
        cluster.awaitSettled();
        long term = cluster.term();
        String[] all = cluster.nodes().toArray(String[]::new);
        cluster.crash(all);
        assertThat(cluster.reachable()).isEmpty();

        cluster.restart(all);

        cluster.awaitSettled();
        assertThat(cluster.term()).isGreaterThan(term);
    }

    @FaultTest(trials = 20, nodes = 3)
    void aPausedLeaderStepsDownWhenItResumes(ScriptedCluster cluster) {
        String first = cluster.awaitSettled();
        cluster.pause(first);
        String second = cluster.awaitLeaderOtherThan(first);

        cluster.resume(first);

        cluster.waitUntil(
                first + " follows " + second,
                () -> cluster.view(first)
                        .filter(view -> view.role() == Role.FOLLOWER)
                        .flatMap(view -> view.leader())
                        .equals(cluster.leader()));
    }

    // ---- clean partitions ----

    @FaultTest(trials = 20, nodes = 5)
    void aMajorityReplacesALeaderThatIsCutOffWithAMinority(ScriptedCluster cluster) {
        String first = cluster.awaitSettled();
        String companion = cluster.after(first);
        List<String> majority = cluster.others(first, companion);
        cluster.partition(List.of(first, companion), majority);

        cluster.waitUntil(
                "the majority has a leader",
                () -> majority.stream().anyMatch(node -> cluster.role(node) == Role.LEADER));

        cluster.heal();
        assertThat(majority).contains(cluster.awaitSettled());
    }

    @FaultTest(trials = 20, nodes = 5)
    void aMinorityThatIsCutOffElectsNobody(ScriptedCluster cluster) {
        String leader = cluster.awaitSettled();
        List<String> minority = cluster.others(leader).subList(0, 2);
        List<String> majority = cluster.others(minority.toArray(String[]::new));
        cluster.partition(minority, majority);

        cluster.runFor(Duration.ofSeconds(3));

        assertThat(minority).noneMatch(node -> cluster.role(node) == Role.LEADER);
        cluster.heal();
        cluster.awaitSettled();
    }

    @FaultTest(trials = 20, nodes = 3)
    void aLeaderWhoseConnectionsAreRefusedIsReplaced(ScriptedCluster cluster) {
        String first = cluster.awaitSettled();
        cluster.begin(new Partition(PartitionShape.ONE_NODE, firstOf(cluster, first), Direction.BOTH, CutKind.REFUSED));

        cluster.waitUntil(
                "the others have a leader",
                () -> cluster.others(first).stream().anyMatch(node -> cluster.role(node) == Role.LEADER));

        cluster.heal();
        cluster.awaitSettled();
    }

    // ---- one way, and none or all in between ----

    @FaultTest(trials = 20, nodes = 3)
    void aLeaderThatIsHeardButHearsNothingDisturbsNobody(ScriptedCluster cluster) {
        String first = cluster.awaitSettled();
        cluster.begin(new Partition(PartitionShape.DEAF, firstOf(cluster, first), Direction.BOTH, CutKind.BLACK_HOLE));

        cluster.runFor(Duration.ofSeconds(3));

        cluster.heal();
        cluster.awaitSettled();
    }

    @FaultTest(trials = 20, nodes = 3)
    void aLeaderThatHearsButIsNotHeardStepsDownBeforeTheCutHeals(ScriptedCluster cluster) {
        String first = cluster.awaitSettled();
        long term = cluster.term();
        cluster.begin(new Partition(PartitionShape.MUTE, firstOf(cluster, first), Direction.BOTH, CutKind.BLACK_HOLE));

        cluster.waitUntil(
                first + " has heard of a later term",
                () -> cluster.role(first) == Role.FOLLOWER && cluster.term(first) > term);

        cluster.heal();
        cluster.awaitSettled();
    }

    @FaultTest(trials = 20, nodes = 5)
    void aRingOfMajoritiesHealsToOneLeader(ScriptedCluster cluster) {
        partitionForAWhile(cluster, PartitionShape.MAJORITIES_RING);
    }

    @FaultTest(trials = 20, nodes = 5)
    void aBridgeHealsToOneLeader(ScriptedCluster cluster) {
        partitionForAWhile(cluster, PartitionShape.BRIDGE);
    }

    // ---- links ----

    /** Heartbeats come up to half a second apart, as long as an election timeout: now and then one is too late. */
    @FaultTest(trials = 20, nodes = 3)
    void latencyAtTheEdgeOfTheElectionTimeoutHealsToOneLeader(ScriptedCluster cluster) {
        cluster.awaitSettled();
        int slow = cluster.begin(new Latency(new Links.All(), 100 * MS, 400 * MS));

        cluster.runFor(Duration.ofSeconds(5));

        cluster.end(slow);
        cluster.awaitSettled();
    }

    @FaultTest(trials = 20, nodes = 3)
    void aStormOfResetsHealsToOneLeader(ScriptedCluster cluster) {
        cluster.awaitSettled();
        for (int wave = 0; wave < 4; wave++) {
            int storm = cluster.begin(new ResetPeer(new Links.All(), 100 * MS));
            cluster.runFor(Duration.ofMillis(700));
            cluster.end(storm);
            cluster.runFor(Duration.ofMillis(300));
        }
        cluster.awaitSettled();
    }

    @FaultTest(trials = 20, nodes = 3)
    void linksOfAHundredBytesASecondHealToOneLeader(ScriptedCluster cluster) {
        cluster.awaitSettled();
        int narrow = cluster.begin(new Bandwidth(new Links.All(), 100));

        cluster.runFor(Duration.ofSeconds(4));

        cluster.end(narrow);
        cluster.waitUntil("what was held up has arrived", () -> cluster.leader().isPresent(), Duration.ofSeconds(30));
    }

    private static void partitionForAWhile(ScriptedCluster cluster, PartitionShape shape) {
        String leader = cluster.awaitSettled();
        cluster.begin(new Partition(shape, firstOf(cluster, leader), Direction.BOTH, CutKind.BLACK_HOLE));

        cluster.runFor(Duration.ofSeconds(4));

        cluster.heal();
        cluster.awaitSettled();
    }

    private static List<String> firstOf(ScriptedCluster cluster, String node) {
        List<String> order = new ArrayList<>(List.of(node));
        order.addAll(cluster.others(node));
        return order;
    }
}
