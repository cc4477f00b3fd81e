package io.faultline.harness.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.harness.junit.FaultTest;
import io.faultline.harness.junit.ScriptedCluster;
import io.faultline.harness.junit.lab.Lab;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;

/** The three tests of lab 3A, step by step, each over fifty seeds, and its bounds on the number of RPCs. */
class LabElectionIT {
    private static final FiveNumbers NUMBERS = new FiveNumbers();

    @FaultTest(trials = 50, nodes = 3)
    @DisplayName("InitialElection3A")
    void initialElection(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        lab.checkOneLeader();

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
        lab.checkOneLeader();
        count("initial election", cluster, lab);
    }

    @FaultTest(trials = 50, nodes = 3)
    @DisplayName("ReElection3A")
    void reElection(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        String first = lab.checkOneLeader();

        cluster.isolate(first);
        assertThat(lab.checkOneLeader()).isNotEqualTo(first);

        // The old leader comes back and must not disturb the new one.
        cluster.connect(first);
        String second = lab.checkOneLeader();

        // Without a majority nobody may be elected.
        String other = cluster.after(second);
        cluster.isolate(second, other);
        cluster.runFor(Duration.ofSeconds(2));
        cluster.assertNoLeader();

        // A majority is back.
        cluster.connect(other);
        lab.checkOneLeader();

        // And so is the last one, which must not prevent that there is a leader.
        cluster.connect(second);
        lab.checkOneLeader();
        count("re-election", cluster, lab);
    }

    @FaultTest(trials = 50, nodes = 7)
    @DisplayName("ManyElections3A")
    void manyElections(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        lab.checkOneLeader();
        for (int round = 1; round < 10; round++) {
            String[] three = new String[3];
            for (int i = 0; i < three.length; i++) {
                int draw = cluster.random().nextInt(cluster.nodes().size());
                three[i] = cluster.nodes().get(draw);
            }
            cluster.isolate(three);
            lab.checkOneLeader();
            cluster.connect(three);
        }
        lab.checkOneLeader();
        count("many elections", cluster, lab);
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

    private static long rpcs(ScriptedCluster cluster) {
        return cluster.traffic().orElseThrow().rpcs();
    }

    private static void count(String test, ScriptedCluster cluster, Lab lab) {
        NUMBERS.count(test, cluster, lab.commits());
    }

    @AfterAll
    static void print() {
        NUMBERS.print();
    }
}
