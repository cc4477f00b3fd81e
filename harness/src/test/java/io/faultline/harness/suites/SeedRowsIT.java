package io.faultline.harness.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.Role;
import io.faultline.harness.cluster.StartReply;
import io.faultline.harness.junit.FaultTest;
import io.faultline.harness.junit.ScriptedCluster;
import java.time.Duration;
import java.util.List;

/** What the lab asks of leaders and terms, told as stories: rows A9 to A24 of its behaviours, and pre-vote. */
class SeedRowsIT {
    private static final Duration HEARTBEAT = Duration.ofMillis(100);

    /** One heartbeat, and the latency of the plain surroundings. */
    private static final Duration A_HEARTBEAT_LATER = HEARTBEAT.plusMillis(10);

    // A9, by each way to lose a leader; awaitLeader gives it the five seconds of the handout.
    @FaultTest(trials = 20, nodes = 5)
    void aCrashedLeaderIsReplacedWithinFiveSeconds(ScriptedCluster cluster) {
        String leader = cluster.awaitLeader();
        cluster.crash(leader);
        cluster.awaitLeaderOtherThan(leader);
    }

    @FaultTest(trials = 20, nodes = 5)
    void aStoppedLeaderIsReplacedWithinFiveSeconds(ScriptedCluster cluster) {
        String leader = cluster.awaitLeader();
        cluster.stop(leader);
        cluster.awaitLeaderOtherThan(leader);
    }

    @FaultTest(trials = 20, nodes = 5)
    void anIsolatedLeaderIsReplacedWithinFiveSeconds(ScriptedCluster cluster) {
        String leader = cluster.awaitLeader();
        cluster.isolate(leader);
        cluster.awaitLeaderOtherThan(leader);
    }

    @FaultTest(trials = 20, nodes = 7)
    void leadersThatDieOneAfterTheOtherAreReplacedUntilNoMajorityIsLeft(ScriptedCluster cluster) {
        for (int dead = 0; dead < 3; dead++) {
            cluster.crash(cluster.awaitSettled());
        }
        cluster.crash(cluster.awaitSettled());
        cluster.runFor(Duration.ofSeconds(5));
        cluster.assertNoLeader();
    }

    // A12: a node's term is never lower than one it has seen.
    @FaultTest(trials = 10, nodes = 3, variant = "K1")
    void aHigherTermIsAdoptedByAll(ScriptedCluster cluster) {
        String leader = cluster.awaitSettled();
        String lonely = cluster.after(leader);
        cluster.isolate(lonely);
        cluster.runFor(Duration.ofSeconds(5));
        long raised = cluster.term(lonely);
        assertThat(raised).isGreaterThan(cluster.term());
        cluster.connect(lonely);
        cluster.runFor(Duration.ofMillis(700));
        for (String node : cluster.nodes()) {
            assertThat(cluster.term(node)).isGreaterThanOrEqualTo(raised);
        }
        cluster.awaitSettled();
    }

    // A13, A17
    @FaultTest(trials = 20, nodes = 3)
    void aDeposedLeaderIsRefusedAndFollowsWithinAHeartbeat(ScriptedCluster cluster) {
        String old = cluster.awaitSettled();
        cluster.isolate(old);
        String next = cluster.awaitLeaderOtherThan(old);
        long term = cluster.term();
        assertThat(cluster.role(old))
                .as("who hears nobody does not know better")
                .isEqualTo(Role.LEADER);

        cluster.connect(old);
        cluster.runFor(A_HEARTBEAT_LATER);
        assertThat(cluster.role(old)).isEqualTo(Role.FOLLOWER);
        assertThat(cluster.assertSameTerm())
                .as("the old leader's term moves nobody")
                .isEqualTo(term);
        assertThat(cluster.assertOneLeader()).isEqualTo(next);

        long before = cluster.traffic().orElseThrow().rpcs();
        cluster.runFor(Duration.ofSeconds(1));
        assertThat(cluster.traffic().orElseThrow().rpcs() - before)
                .as("requests of one leader to two peers in a second")
                .isBetween(18L, 22L);
    }

    // A14
    @FaultTest(trials = 20, nodes = 3)
    void aVoterThatRestartsRightAfterItsVoteGivesNoOther(ScriptedCluster cluster) {
        for (int round = 0; round < 3; round++) {
            String leader = cluster.awaitSettled();
            String voter = cluster.after(leader);
            cluster.crash(leader);
            long votes = cluster.events().size();
            cluster.waitUntil(
                    voter + " votes",
                    () -> Said.by(cluster, voter, NodeFact.VoteGranted.class).stream()
                            .anyMatch(vote -> vote.index() >= votes));
            cluster.restart(voter);
            cluster.runFor(Duration.ofSeconds(2));
            cluster.restart(leader);
        }
        for (String node : cluster.nodes()) {
            List<NodeEvent> given = Said.by(cluster, node, NodeFact.VoteGranted.class);
            for (NodeEvent vote : given) {
                assertThat(given)
                        .filteredOn(other -> other.term() == vote.term())
                        .extracting(NodeEvent::fact)
                        .containsOnly(vote.fact());
            }
        }
    }

    // A15
    @FaultTest(trials = 20, nodes = 3)
    void anIsolatedCandidateFollowsWithinAHeartbeatWhenItIsBack(ScriptedCluster cluster) {
        String leader = cluster.awaitSettled();
        String lonely = cluster.after(leader);
        cluster.isolate(lonely);
        cluster.waitUntil(lonely + " stands", () -> cluster.role(lonely) == Role.PRE_CANDIDATE);
        cluster.connect(lonely);
        cluster.runFor(A_HEARTBEAT_LATER);
        assertThat(cluster.role(lonely)).isEqualTo(Role.FOLLOWER);
        assertThat(cluster.term(lonely)).isEqualTo(cluster.term(leader));
        assertThat(cluster.assertOneLeader()).isEqualTo(leader);
    }

    // A20
    @FaultTest(trials = 10, nodes = 3)
    void aResumedNodeAnswersWithin100Milliseconds(ScriptedCluster cluster) {
        String follower = cluster.after(cluster.awaitSettled());
        cluster.pause(follower);
        cluster.runFor(Duration.ofSeconds(30));
        cluster.resume(follower);
        Duration asked = cluster.now();
        assertThat(cluster.startCommand(follower)).isPresent();
        assertThat(cluster.now().minus(asked)).isLessThan(Duration.ofMillis(100));
    }

    // A21
    @FaultTest(trials = 10, nodes = 3)
    void aCommandIsStartedByTheLeaderAloneAndAnsweredAtOnce(ScriptedCluster cluster) {
        String leader = cluster.awaitSettled();
        for (String node : cluster.nodes()) {
            Duration asked = cluster.now();
            StartReply reply = cluster.startCommand(node).orElseThrow();
            assertThat(cluster.now().minus(asked)).isLessThan(Duration.ofMillis(50));
            assertThat(reply.leader()).isEqualTo(node.equals(leader));
            assertThat(reply.term()).isEqualTo(cluster.term(leader));
            // The first entry is the one with which the leader began its term.
            assertThat(reply.index()).isEqualTo(node.equals(leader) ? 2 : 0);
            assertThat(reply.hint()).contains(leader);
        }
    }

    // A21
    @FaultTest(trials = 5, nodes = 3)
    void whoIsDownAnswersNoCommand(ScriptedCluster cluster) {
        String leader = cluster.awaitSettled();
        cluster.crash(leader);
        assertThat(cluster.startCommand(leader)).isEmpty();
    }

    // A22
    @FaultTest(trials = 10, nodes = 3)
    void whoWasStoppedSaysNothingMore(ScriptedCluster cluster) {
        String leader = cluster.awaitSettled();
        String[] all = cluster.nodes().toArray(String[]::new);
        Duration asked = cluster.now();
        cluster.stop(all);
        cluster.waitUntil(
                "all are down",
                () -> cluster.nodes().stream()
                        .allMatch(node -> cluster.view(node).isEmpty()),
                Duration.ofSeconds(2));
        cluster.stop(leader);
        long sent = cluster.traffic().orElseThrow().rpcs();
        int said = cluster.events().size();
        cluster.runFor(Duration.ofSeconds(10));
        assertThat(cluster.traffic().orElseThrow().rpcs()).isEqualTo(sent);
        assertThat(cluster.events()).hasSize(said);
        for (String node : all) {
            List<NodeEvent> events = Said.since(cluster, asked, node, NodeFact.class);
            assertThat(events.get(events.size() - 1).fact()).isInstanceOf(NodeFact.Stopped.class);
        }
    }

    // A24
    @FaultTest(trials = 20, nodes = 5)
    void termAndVoteOutliveAKill(ScriptedCluster cluster) {
        cluster.awaitSettled();
        long term = cluster.assertSameTerm();
        String[] all = cluster.nodes().toArray(String[]::new);
        cluster.crash(all);
        cluster.runFor(Duration.ofSeconds(1));
        cluster.restart(all);
        for (String node : all) {
            List<NodeEvent> starts = Said.by(cluster, node, NodeFact.Started.class);
            assertThat(starts).hasSize(2);
            assertThat(starts.get(1).term()).isEqualTo(term);
        }
        cluster.awaitSettled();
        assertThat(cluster.term()).as("the old term's votes are given").isGreaterThan(term);
    }

    // Dissertation §9.6
    @FaultTest(trials = 20, nodes = 5)
    void withPreVoteAFollowerThatComesBackChangesNoTerm(ScriptedCluster cluster) {
        String leader = cluster.awaitSettled();
        long term = cluster.assertSameTerm();
        String lonely = cluster.after(leader);
        cluster.isolate(lonely);
        cluster.runFor(Duration.ofSeconds(6));
        cluster.connect(lonely);
        cluster.runFor(Duration.ofSeconds(6));
        assertThat(cluster.assertSameTerm()).isEqualTo(term);
        assertThat(cluster.assertOneLeader()).isEqualTo(leader);
    }

    @FaultTest(trials = 20, nodes = 5, variant = "K1")
    void withoutPreVoteAFollowerThatComesBackDeposesTheLeader(ScriptedCluster cluster) {
        String leader = cluster.awaitSettled();
        long term = cluster.assertSameTerm();
        String lonely = cluster.after(leader);
        cluster.isolate(lonely);
        cluster.runFor(Duration.ofSeconds(6));
        cluster.connect(lonely);
        cluster.runFor(Duration.ofSeconds(6));
        assertThat(cluster.assertSameTerm()).isGreaterThan(term + 5);
    }

    // A node that was frozen must not go on as if no time had passed.
    @FaultTest(trials = 20, nodes = 3)
    void aPausedLeaderStepsDownWhenItResumes(ScriptedCluster cluster) {
        String old = cluster.awaitSettled();
        cluster.pause(old);
        String next = cluster.awaitLeaderOtherThan(old);
        cluster.resume(old);
        cluster.runFor(A_HEARTBEAT_LATER);
        assertThat(cluster.role(old)).isEqualTo(Role.FOLLOWER);
        assertThat(cluster.assertOneLeader()).isEqualTo(next);
        cluster.assertSameTerm();
    }

    @FaultTest(trials = 20, nodes = 5)
    void onlyTheMajoritySideOfAPartitionElects(ScriptedCluster cluster) {
        String old = cluster.awaitSettled();
        String second = cluster.after(old);
        cluster.partition(
                List.of(old, second), List.of(cluster.others(old, second).toArray(String[]::new)));
        String next = cluster.awaitLeaderOtherThan(old);
        assertThat(next).isNotEqualTo(second);
        assertThat(cluster.term(second)).as("the term of the minority").isLessThan(cluster.term(next));
        cluster.heal();
        assertThat(cluster.awaitSettled()).isEqualTo(next);
    }

    @FaultTest(trials = 20, nodes = 5)
    void latencyBelowTheTimeoutDeposesNobody(ScriptedCluster cluster) {
        String leader = cluster.awaitSettled();
        long term = cluster.assertSameTerm();
        cluster.latency(Duration.ofMillis(100), Duration.ofMillis(50));
        cluster.runFor(Duration.ofSeconds(30));
        assertThat(cluster.assertSameTerm()).isEqualTo(term);
        assertThat(cluster.assertOneLeader()).isEqualTo(leader);
    }
}
