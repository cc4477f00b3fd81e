package io.faultline.harness.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.harness.junit.FaultTest;
import io.faultline.harness.junit.ScriptedCluster;
import io.faultline.harness.junit.lab.Accepted;
import io.faultline.harness.junit.lab.Agreement;
import io.faultline.harness.junit.lab.Lab;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;

/** The tests of lab 3C, step by step: what was agreed on outlives crashes, and an unreliable network. */
class LabPersistenceIT {
    private static final int TRIALS = 15;
    private static final FiveNumbers NUMBERS = new FiveNumbers();

    @FaultTest(trials = TRIALS, nodes = 3)
    @DisplayName("Persist13C")
    void agreementGoesOnAfterRestarts(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        lab.one("11", 3, true);
        cluster.restart(all(cluster));
        lab.one("12", 3, true);
        cluster.restart(lab.checkOneLeader());
        lab.one("13", 3, true);

        String second = lab.checkOneLeader();
        cluster.crash(second);
        long index = lab.one("14", 2, true);
        cluster.restart(second);
        lab.waitFor(index, 3);

        String third = cluster.after(lab.checkOneLeader());
        cluster.crash(third);
        lab.one("15", 2, true);
        cluster.restart(third);
        lab.one("16", 3, true);
        count("basic persistence", cluster, lab);
    }

    @FaultTest(trials = TRIALS, nodes = 5)
    @DisplayName("Persist23C")
    void agreementGoesOnWhileOneHalfIsDownAndThenTheOther(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        int command = 10;
        int rounds = cluster.isRealTime() ? 2 : 5;
        for (int round = 0; round < rounds; round++) {
            lab.one(String.valueOf(++command), 5, true);
            String leader = lab.checkOneLeader();
            String[] after = LabSteps.following(cluster, leader, 1, 2, 3, 4);
            cluster.crash(after[0], after[1]);
            lab.one(String.valueOf(++command), 3, true);
            cluster.crash(leader, after[2], after[3]);
            cluster.restart(after[0], after[1]);
            cluster.runFor(Lab.ELECTION_TIMEOUT);
            cluster.restart(after[2]);
            lab.one(String.valueOf(++command), 3, true);
            cluster.restart(after[3], leader);
        }
        lab.one("1000", 5, true);
        count("more persistence", cluster, lab);
    }

    @FaultTest(trials = TRIALS, nodes = 3)
    @DisplayName("Persist33C")
    void aLeaderThatCrashedAgreesWithTheOneThatWasCutOff(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        lab.one("101", 3, true);
        String leader = lab.checkOneLeader();
        String[] after = LabSteps.following(cluster, leader, 1, 2);
        cluster.isolate(after[1]);
        lab.one("102", 2, true);
        cluster.crash(leader, after[0]);
        cluster.connect(after[1]);
        cluster.restart(leader);
        lab.one("103", 2, true);
        cluster.restart(after[0]);
        lab.one("104", 3, true);
        count("partitioned leader", cluster, lab);
    }

    @FaultTest(trials = TRIALS, nodes = 5)
    @DisplayName("Figure83C")
    void leadersThatCrashAllTheTimeLoseNothingCommitted(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        lab.one(LabSteps.next(cluster), 1, true);
        // Containers take a second to start.
        int rounds = cluster.isRealTime() ? 20 : 1000;
        for (int round = 0; round < rounds; round++) {
            List<Accepted> accepted = lab.startAt(up(cluster), LabSteps.next(cluster));
            cluster.runFor(LabSteps.aMoment(cluster));
            if (!accepted.isEmpty()) {
                cluster.crash(accepted.get(accepted.size() - 1).node());
            }
            if (up(cluster).size() < 3) {
                String node = LabSteps.any(cluster);
                if (cluster.view(node).isEmpty()) {
                    cluster.restart(node);
                }
            }
        }
        startAllThatAreDown(cluster);
        lab.one(LabSteps.next(cluster), 5, true);
        count("Figure 8", cluster, lab);
    }

    @FaultTest(trials = TRIALS, nodes = 5)
    @DisplayName("UnreliableAgree3C")
    void manyCommandsAreAgreedOnOverAnUnreliableNetwork(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        lab.unreliable(true);
        List<Agreement> agreements = new ArrayList<>();
        for (int round = 1; round < 50; round++) {
            for (int i = 0; i < 4; i++) {
                agreements.add(lab.offer(String.valueOf(100 * round + i), 1, true));
            }
            lab.one(String.valueOf(round), 1, true);
        }
        lab.unreliable(false);
        agreements.forEach(lab::await);
        lab.one("100", 5, true);
        count("unreliable agreement", cluster, lab);
    }

    @FaultTest(trials = TRIALS, nodes = 5)
    @DisplayName("Figure8Unreliable3C")
    void leadersThatAreCutOffAllTheTimeLoseNothingCommitted(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        lab.unreliable(true);
        lab.one(LabSteps.next(cluster), 1, true);
        for (int round = 0; round < 1000; round++) {
            if (round == 200) {
                lab.longReordering(true);
            }
            List<Accepted> accepted = lab.startAt(cluster.nodes(), LabSteps.next(cluster));
            cluster.runFor(LabSteps.aMoment(cluster));
            if (!accepted.isEmpty() && cluster.random().nextBoolean()) {
                cluster.isolate(accepted.get(accepted.size() - 1).node());
            }
            if (cluster.reachable().size() < 3) {
                cluster.connect(LabSteps.any(cluster));
            }
        }
        cluster.connect(all(cluster));
        lab.one(LabSteps.next(cluster), 5, true);
        count("Figure 8 (unreliable)", cluster, lab);
    }

    @FaultTest(trials = TRIALS, nodes = 5)
    @DisplayName("ReliableChurn3C")
    void whatClientsSawAppliedStaysWhileNodesComeAndGo(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        churn(cluster, lab);
        count("churn", cluster, lab);
    }

    @FaultTest(trials = TRIALS, nodes = 5)
    @DisplayName("UnreliableChurn3C")
    void whatClientsSawAppliedStaysOnAnUnreliableNetworkToo(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        lab.unreliable(true);
        churn(cluster, lab);
        count("churn (unreliable)", cluster, lab);
    }

    private static void churn(ScriptedCluster cluster, Lab lab) {
        List<ChurnClient> clients = IntStream.range(0, 3)
                .mapToObj(number -> new ChurnClient(cluster, lab, number))
                .toList();
        clients.forEach(ChurnClient::run);
        for (int round = 0; round < 20; round++) {
            if (cluster.random().nextInt(10) < 2) {
                cluster.isolate(LabSteps.any(cluster));
            }
            if (cluster.random().nextInt(10) < 5) {
                String node = LabSteps.any(cluster);
                startIfDown(cluster, node);
                cluster.connect(node);
            }
            if (cluster.random().nextInt(10) < 2) {
                cluster.crash(LabSteps.any(cluster));
            }
            cluster.runFor(Duration.ofMillis(700));
        }
        cluster.runFor(Lab.ELECTION_TIMEOUT);
        lab.unreliable(false);
        startAllThatAreDown(cluster);
        cluster.connect(all(cluster));
        clients.forEach(ChurnClient::stop);
        cluster.runFor(Lab.ELECTION_TIMEOUT);

        long last = lab.one(LabSteps.next(cluster), 5, true);
        assertThat(lab.nCommitted(last)).isEqualTo(5);
        assertThat(clients)
                .allSatisfy(client -> assertThat(client.remembered())
                        .isNotEmpty()
                        .allMatch(lab::isApplied)
                        .allMatch(command -> command.index() < last));
    }

    private static String[] all(ScriptedCluster cluster) {
        return cluster.nodes().toArray(String[]::new);
    }

    private static List<String> up(ScriptedCluster cluster) {
        return cluster.nodes().stream()
                .filter(node -> cluster.view(node).isPresent())
                .toList();
    }

    private static void startAllThatAreDown(ScriptedCluster cluster) {
        cluster.nodes().forEach(node -> startIfDown(cluster, node));
    }

    private static void startIfDown(ScriptedCluster cluster, String node) {
        if (cluster.view(node).isEmpty()) {
            cluster.restart(node);
        }
    }

    private static void count(String test, ScriptedCluster cluster, Lab lab) {
        NUMBERS.count(test, cluster, lab.commits());
    }

    @AfterAll
    static void print() {
        NUMBERS.print();
    }
}
