package io.faultline.harness.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.history.NodeFact;
import io.faultline.harness.cluster.Traffic;
import io.faultline.harness.junit.FaultTest;
import io.faultline.harness.junit.ScriptedCluster;
import io.faultline.harness.junit.lab.Accepted;
import io.faultline.harness.junit.lab.Lab;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;

/**
 * The tests of lab 3B, step by step. Our leaders begin their term with an entry of their own, so that where the lab names an
 * index it is counted from the last entry before.
 */
class LabReplicationIT {
    private static final int TRIALS = 15;
    private static final int TRIES = 5;
    private static final FiveNumbers NUMBERS = new FiveNumbers();

    @FaultTest(trials = TRIALS, nodes = 3)
    @DisplayName("BasicAgree3B")
    void commandsTakeTheNextIndexOneAfterTheOther(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        long before = lab.one("0", 3, true);
        long term = cluster.term();
        for (int i = 1; i <= 3; i++) {
            assertThat(lab.nCommitted(before + i))
                    .as("nodes that applied an index nobody was given")
                    .isZero();
            long index = lab.one(String.valueOf(100 * i), 3, false);
            assertThat(index).isEqualTo(before + i + electionsSince(cluster, term));
        }
        count("basic agreement", cluster, lab);
    }

    @FaultTest(trials = TRIALS, nodes = 3)
    @DisplayName("RPCBytes3B")
    void eachCommandIsSentToEachPeerOnce(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        long before = lab.one("99", 3, false);
        long bytes = bytes(cluster);
        int sent = 0;
        for (int i = 0; i < 10; i++) {
            String command = "x".repeat(5000);
            assertThat(lab.one(command, 3, false)).isEqualTo(before + 1 + i);
            sent += command.length();
        }
        assertThat(bytes(cluster) - bytes).as("bytes of requests and replies").isBetween(2L * sent, 3L * sent + 50_000);
        count("bytes of RPCs", cluster, lab);
    }

    @FaultTest(trials = TRIALS, nodes = 3)
    @DisplayName("FollowerFailure3B")
    void nothingIsCommittedAfterAllFollowersHaveFailed(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        lab.one("101", 3, false);
        cluster.isolate(cluster.after(lab.checkOneLeader()));
        lab.one("102", 2, false);
        cluster.runFor(Lab.ELECTION_TIMEOUT);
        long last = lab.one("103", 2, false);

        String leader = lab.checkOneLeader();
        cluster.isolate(cluster.others(leader).toArray(String[]::new));
        Accepted doomed = lab.start(leader, "104").orElseThrow();
        assertThat(doomed.index()).isEqualTo(last + 1);
        cluster.runFor(Lab.ELECTION_TIMEOUT.multipliedBy(2));
        assertThat(lab.nCommitted(doomed.index())).isZero();
        count("failure of followers", cluster, lab);
    }

    @FaultTest(trials = TRIALS, nodes = 3)
    @DisplayName("LeaderFailure3B")
    void nothingIsCommittedAfterTheLeadersHaveFailed(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        lab.one("101", 3, false);
        cluster.isolate(lab.checkOneLeader());
        lab.one("102", 2, false);
        cluster.runFor(Lab.ELECTION_TIMEOUT);
        long last = lab.one("103", 2, false);

        cluster.isolate(lab.checkOneLeader());
        lab.startAt(cluster.nodes(), "104");
        cluster.runFor(Lab.ELECTION_TIMEOUT.multipliedBy(2));
        assertThat(lab.nCommitted(last + 1)).isZero();
        count("failure of leaders", cluster, lab);
    }

    @FaultTest(trials = TRIALS, nodes = 3)
    @DisplayName("FailAgree3B")
    void aFollowerThatComesBackAgrees(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        lab.one("101", 3, false);
        String away = cluster.after(lab.checkOneLeader());
        cluster.isolate(away);
        lab.one("102", 2, false);
        lab.one("103", 2, false);
        cluster.runFor(Lab.ELECTION_TIMEOUT);
        lab.one("104", 2, false);
        lab.one("105", 2, false);

        cluster.connect(away);
        lab.one("106", 3, true);
        cluster.runFor(Lab.ELECTION_TIMEOUT);
        lab.one("107", 3, true);
        count("agreement after a failure", cluster, lab);
    }

    @FaultTest(trials = TRIALS, nodes = 5)
    @DisplayName("FailNoAgree3B")
    void thereIsNoAgreementWithoutAMajority(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        long last = lab.one("10", 5, false);
        String leader = lab.checkOneLeader();
        long term = cluster.term(leader);
        String[] three = LabSteps.following(cluster, leader, 1, 2, 3);
        cluster.isolate(three);
        Accepted doomed = lab.start(leader, "20").orElseThrow();
        assertThat(doomed.index()).isEqualTo(last + 1);
        cluster.runFor(Lab.ELECTION_TIMEOUT.multipliedBy(2));
        assertThat(lab.nCommitted(doomed.index())).isZero();

        cluster.connect(three);
        Accepted next = lab.start(lab.checkOneLeader(), "30").orElseThrow();
        assertThat(next.index())
                .as("the place after what was committed, or after the doomed command, and after elections")
                .isBetween(last + 1, last + 2 + electionsSince(cluster, term));
        lab.one("1000", 5, true);
        count("no agreement", cluster, lab);
    }

    @FaultTest(trials = TRIALS, nodes = 3)
    @DisplayName("ConcurrentStarts3B")
    void commandsStartedAtOnceAreAllCommitted(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        for (int i = 0; i < TRIES; i++) {
            if (i > 0) {
                cluster.runFor(Duration.ofSeconds(3));
            }
            String leader = lab.checkOneLeader();
            Accepted first = lab.start(leader, "1").orElse(null);
            List<Accepted> five = lab.startAll(leader, List.of("100", "101", "102", "103", "104"));
            if (first == null
                    || five.size() < 5
                    || five.stream().anyMatch(command -> command.term() != first.term())
                    || lab.movedOn(first.term())
                    || !five.stream().allMatch(command -> lab.waitFor(command, 3))) {
                continue;
            }
            assertThat(five).extracting(Accepted::index).doesNotHaveDuplicates();
            assertThat(five).allMatch(lab::isApplied);
            count("concurrent starts", cluster, lab);
            return;
        }
        throw new AssertionError("the term changed in each of " + TRIES + " tries; " + cluster.situation());
    }

    @FaultTest(trials = TRIALS, nodes = 3)
    @DisplayName("Rejoin3B")
    void aLeaderThatWasCutOffRejoinsAndLosesWhatOnlyItHas(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        lab.one("101", 3, true);
        String first = lab.checkOneLeader();
        cluster.isolate(first);
        List<Accepted> doomed = lab.startAll(first, List.of("102", "103", "104"));
        assertThat(doomed).hasSize(3);
        lab.one("103", 2, true);

        String second = lab.checkOneLeader();
        cluster.isolate(second);
        cluster.connect(first);
        lab.one("104", 2, true);
        cluster.connect(second);
        lab.one("105", 3, true);
        assertThat(doomed).noneMatch(lab::isApplied);
        count("rejoin", cluster, lab);
    }

    @FaultTest(trials = TRIALS, nodes = 5)
    @DisplayName("Backup3B")
    void aLeaderBacksUpQuicklyOverLogsThatDiffer(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        lab.one(LabSteps.next(cluster), 5, true);

        String first = lab.checkOneLeader();
        String[] three = LabSteps.following(cluster, first, 2, 3, 4);
        String[] pair = LabSteps.following(cluster, first, 0, 1);
        cluster.isolate(three);
        lab.startAll(first, LabSteps.several(cluster, 50));
        cluster.runFor(Lab.ELECTION_TIMEOUT.dividedBy(2));
        cluster.isolate(pair);
        cluster.connect(three);
        LabSteps.several(cluster, 50).forEach(command -> lab.one(command, 3, true));

        String second = lab.checkOneLeader();
        String other = second.equals(three[0]) ? cluster.after(second) : three[0];
        cluster.isolate(other);
        lab.startAll(second, LabSteps.several(cluster, 50));
        cluster.runFor(Lab.ELECTION_TIMEOUT.dividedBy(2));
        cluster.isolate(cluster.nodes().toArray(String[]::new));
        cluster.connect(pair);
        cluster.connect(other);
        LabSteps.several(cluster, 50).forEach(command -> lab.one(command, 3, true));

        cluster.connect(cluster.nodes().toArray(String[]::new));
        lab.one(LabSteps.next(cluster), 5, true);
        count("backup over wrong logs", cluster, lab);
    }

    @FaultTest(trials = TRIALS, nodes = 3)
    @DisplayName("Count3B")
    void electionAgreementAndIdlenessTakeFewRequests(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        String leader = lab.checkOneLeader();
        assertThat(rpcs(cluster)).as("requests of the first election").isBetween(1L, 30L);

        boolean agreed = false;
        for (int i = 0; i < TRIES && !agreed; i++) {
            if (i > 0) {
                cluster.runFor(Duration.ofSeconds(3));
                leader = lab.checkOneLeader();
            }
            agreed = tenCommandsTakeFewRequests(lab, cluster, leader);
        }
        assertThat(agreed).as("ten commands were committed in one term").isTrue();

        long before = rpcs(cluster);
        cluster.runFor(Duration.ofSeconds(1));
        assertThat(rpcs(cluster) - before).as("requests of an idle second").isLessThanOrEqualTo(3 * 20);
        count("counts of RPCs", cluster, lab);
    }

    private static boolean tenCommandsTakeFewRequests(Lab lab, ScriptedCluster cluster, String leader) {
        long before = rpcs(cluster);
        Accepted first = lab.start(leader, "1").orElse(null);
        List<Accepted> more = lab.startAll(
                leader, IntStream.rangeClosed(2, 12).mapToObj(String::valueOf).toList());
        if (first == null || more.size() < 11 || lab.movedOn(first.term())) {
            return false;
        }
        for (int i = 0; i < more.size(); i++) {
            assertThat(more.get(i).index()).isEqualTo(first.index() + 1 + i);
        }
        if (!more.subList(0, 10).stream().allMatch(command -> lab.waitFor(command, 3))) {
            return false;
        }
        assertThat(rpcs(cluster) - before).as("requests for eleven entries").isLessThanOrEqualTo((10 + 1 + 3) * 3);
        return true;
    }

    /** Each of them put an entry into the log; in the simulator there are none that the story does not bring about. */
    private static long electionsSince(ScriptedCluster cluster, long term) {
        return Said.all(cluster, NodeFact.Leader.class).stream()
                .filter(leader -> leader.term() > term)
                .count();
    }

    private static long rpcs(ScriptedCluster cluster) {
        return cluster.traffic().orElseThrow().rpcs();
    }

    private static long bytes(ScriptedCluster cluster) {
        return cluster.traffic().map(Traffic::bytes).orElseThrow();
    }

    private static void count(String test, ScriptedCluster cluster, Lab lab) {
        NUMBERS.count(test, cluster, lab.commits());
    }

    @AfterAll
    static void print() {
        NUMBERS.print();
    }
}
