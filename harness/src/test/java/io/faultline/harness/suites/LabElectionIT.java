package io.faultline.harness.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.harness.cluster.Traffic;
import io.faultline.harness.junit.FaultTest;
import io.faultline.harness.junit.ScriptedCluster;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.AfterAll;

/** The three tests of lab 3A, step by step, each over fifty seeds, and its bounds on the number of RPCs. */
class LabElectionIT {
    private static final int CHECKS_MAX = 10;
    private static final Map<String, Numbers> NUMBERS = new ConcurrentSkipListMap<>();

    @FaultTest(trials = 50, nodes = 3)
    void initialElection(ScriptedCluster cluster) {
        checkOneLeader(cluster);

        // The followers need a moment to learn of it.
        cluster.runFor(Duration.ofMillis(50));
        long term = cluster.assertSameTerm();
        assertThat(term).isPositive();

        cluster.runFor(Duration.ofSeconds(2));
        // A machine that stalls a node makes it campaign; the lab, too, only warns.
        if (!cluster.isRealTime()) {
            assertThat(cluster.assertSameTerm())
                    .as("the term while nothing happens")
                    .isEqualTo(term);
        }
        checkOneLeader(cluster);
        count("initial election", cluster);
    }

    @FaultTest(trials = 50, nodes = 3)
    void reElection(ScriptedCluster cluster) {
        String first = checkOneLeader(cluster);

        cluster.isolate(first);
        assertThat(checkOneLeader(cluster)).isNotEqualTo(first);

        // The old leader comes back and must not disturb the new one.
        cluster.connect(first);
        String second = checkOneLeader(cluster);

        // Without a majority nobody may be elected.
        String other = cluster.after(second);
        cluster.isolate(second, other);
        cluster.runFor(Duration.ofSeconds(2));
        cluster.assertNoLeader();

        // A majority is back.
        cluster.connect(other);
        checkOneLeader(cluster);

        // And so is the last one, which must not prevent that there is a leader.
        cluster.connect(second);
        checkOneLeader(cluster);
        count("re-election", cluster);
    }

    @FaultTest(trials = 50, nodes = 7)
    void manyElections(ScriptedCluster cluster) {
        checkOneLeader(cluster);
        for (int round = 1; round < 10; round++) {
            String[] three = new String[3];
            for (int i = 0; i < three.length; i++) {
                int draw = cluster.random().nextInt(cluster.nodes().size());
                three[i] = cluster.nodes().get(draw);
            }
            cluster.isolate(three);
            checkOneLeader(cluster);
            cluster.connect(three);
        }
        checkOneLeader(cluster);
        count("many elections", cluster);
    }

    /** The lab's bounds: 30 requests for the first election, 60 in an idle second. */
    @FaultTest(trials = 50, nodes = 3)
    void electionAndIdlenessTakeFewRequests(ScriptedCluster cluster) {
        cluster.awaitSettled();
        long election = rpcs(cluster);
        assertThat(election).as("requests of the first election").isBetween(1L, 30L);
        cluster.runFor(Duration.ofSeconds(1));
        assertThat(rpcs(cluster) - election).as("requests of an idle second").isBetween(1L, 60L);
    }

    /**
     * The lab's helper: up to ten times, it lets half a second pass and asks the connected nodes. That a term has two
     * leaders fails by itself, wherever they are.
     */
    private static String checkOneLeader(ScriptedCluster cluster) {
        for (int check = 0; check < CHECKS_MAX; check++) {
            cluster.runFor(Duration.ofMillis(450 + cluster.random().nextInt(100)));
            if (cluster.leader().isPresent()) {
                return cluster.leader().get();
            }
        }
        throw new AssertionError("no leader within " + CHECKS_MAX + " checks; " + cluster.situation());
    }

    private static long rpcs(ScriptedCluster cluster) {
        return cluster.traffic().orElseThrow().rpcs();
    }

    private static void count(String test, ScriptedCluster cluster) {
        Traffic traffic = cluster.traffic().orElse(Traffic.NONE);
        Numbers one = new Numbers(1, cluster.now().toNanos(), cluster.nodes().size(), traffic);
        NUMBERS.merge(test, one, Numbers::plus);
    }

    /** The five numbers the lab prints for each test, here as means over all seeds; nothing is committed yet. */
    @AfterAll
    static void print() {
        NUMBERS.forEach((test, sum) -> System.out.println(String.format(
                Locale.ROOT,
                "%-16s %5.1f s  %d peers  %4d RPCs  %6d bytes  0 commits  (mean of %d seeds)",
                test,
                sum.nanos / 1e9 / sum.trials,
                sum.peers,
                sum.traffic.rpcs() / sum.trials,
                sum.traffic.bytes() / sum.trials,
                sum.trials)));
    }

    private record Numbers(int trials, long nanos, int peers, Traffic traffic) {
        Numbers plus(Numbers other) {
            return new Numbers(trials + other.trials, nanos + other.nanos, peers, traffic.plus(other.traffic));
        }
    }
}
