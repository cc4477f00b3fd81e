package io.faultline.harness.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.NodeFact.TimeoutDrawn;
import io.faultline.checkers.history.Role;
import io.faultline.harness.cluster.Traffic;
import io.faultline.harness.junit.FaultTest;
import io.faultline.harness.junit.ScriptedCluster;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;

/** What the lab asks of timers and candidacies, seen from outside: rows A1 to A7, A16 and A18 of its behaviours. */
class TimersAndCandidaciesIT {
    private static final double TIMEOUT_MIN_MS = 400;
    private static final double TIMEOUT_MAX_MS = 600;
    private static final double HEARTBEAT_MS = 100;

    /** Latency and flushes of the plain surroundings, generously. */
    private static final double SLACK_MS = 10;

    // A1
    @FaultTest(trials = 10, nodes = 3)
    void everyNodeStartsAsFollowerOfTermZeroAndKeepsSilentUntilItsFirstTimeout(ScriptedCluster cluster) {
        cluster.runFor(Duration.ofMillis(399).minus(cluster.now()));
        assertThat(cluster.traffic()).contains(Traffic.NONE);
        cluster.awaitLeader();
        for (String node : cluster.nodes()) {
            NodeEvent first = Said.by(cluster, node, NodeFact.class).get(0);
            assertThat(first.fact()).isInstanceOf(NodeFact.Started.class);
            assertThat(first.role()).isEqualTo(Role.FOLLOWER);
            assertThat(first.term()).isZero();
        }
    }

    // A2
    @FaultTest(trials = 3, nodes = 7)
    void electionTimeoutsAreUniformBetween400And600Milliseconds(ScriptedCluster cluster) {
        cluster.isolate(cluster.nodes().toArray(String[]::new));
        cluster.runFor(Duration.ofMinutes(5));
        List<Double> timeouts = Said.all(cluster, TimeoutDrawn.class).stream()
                .map(event -> Said.millis(((TimeoutDrawn) event.fact()).timeout()))
                .sorted()
                .toList();
        assertThat(timeouts).hasSizeGreaterThan(3000);
        assertThat(timeouts.get(0)).isGreaterThanOrEqualTo(TIMEOUT_MIN_MS);
        assertThat(timeouts.get(timeouts.size() - 1)).isLessThan(TIMEOUT_MAX_MS);

        // Kolmogorov and Smirnov: the greatest distance to the uniform distribution, at one in a thousand.
        double greatest = 0;
        for (int i = 0; i < timeouts.size(); i++) {
            double uniform = (timeouts.get(i) - TIMEOUT_MIN_MS) / (TIMEOUT_MAX_MS - TIMEOUT_MIN_MS);
            greatest = Math.max(greatest, Math.abs(uniform - (i + 0.5) / timeouts.size()));
        }
        assertThat(greatest).isLessThan(1.95 / Math.sqrt(timeouts.size()));
    }

    // A2, A3
    @FaultTest(trials = 10, nodes = 5)
    void noTwoNodesDrawTheSameTimeoutsAndNoNodeDrawsTheSameTwiceInARow(ScriptedCluster cluster) {
        cluster.isolate(cluster.nodes().toArray(String[]::new));
        cluster.runFor(Duration.ofSeconds(20));
        Set<List<Long>> sequences = new HashSet<>();
        for (String node : cluster.nodes()) {
            List<Long> sequence = Said.by(cluster, node, TimeoutDrawn.class).stream()
                    .map(event -> ((TimeoutDrawn) event.fact()).timeout())
                    .toList();
            assertThat(sequence).hasSizeGreaterThan(20).doesNotHaveDuplicates();
            sequences.add(sequence);
        }
        assertThat(sequences).hasSize(cluster.nodes().size());
    }

    // A3, A16: a round that fails is followed by the next as soon as the timeout drawn for it has passed.
    @FaultTest(trials = 10, nodes = 4, variant = "K1")
    void aSplitVoteIsFollowedByANewRoundWithin600Milliseconds(ScriptedCluster cluster) {
        cluster.partition(List.of("n1", "n2"), List.of("n3", "n4"));
        cluster.runFor(Duration.ofSeconds(1));
        Duration split = cluster.now();
        cluster.runFor(Duration.ofSeconds(10));
        assertThat(Said.all(cluster, NodeFact.Leader.class))
                .as("leaders while no half is a majority")
                .noneMatch(leader -> leader.time() >= split.toNanos());
        for (List<String> half : List.of(List.of("n1", "n2"), List.of("n3", "n4"))) {
            List<NodeEvent> rounds = Said.all(cluster, NodeFact.Candidate.class).stream()
                    .filter(event -> half.contains(event.node()) && event.time() >= split.toNanos())
                    .toList();
            assertThat(rounds).hasSizeGreaterThan(10);
            for (int i = 1; i < rounds.size(); i++) {
                assertThat(Said.millis(rounds.get(i).time() - rounds.get(i - 1).time()))
                        .isLessThan(TIMEOUT_MAX_MS + SLACK_MS);
            }
        }
    }

    // A4
    @FaultTest(trials = 10, nodes = 5)
    void nobodyIsACandidateWhileHeartbeatsArrive(ScriptedCluster cluster) {
        cluster.awaitSettled();
        Duration settled = cluster.now();
        cluster.runFor(Duration.ofSeconds(60));
        for (String node : cluster.nodes()) {
            assertThat(Said.since(cluster, settled, node, NodeFact.PreCandidate.class))
                    .isEmpty();
            assertThat(Said.since(cluster, settled, node, NodeFact.Candidate.class))
                    .isEmpty();
        }
    }

    // A4
    @FaultTest(trials = 10, nodes = 3)
    void aFollowerThatHearsNoHeartbeatsStandsWithinItsTimeout(ScriptedCluster cluster) {
        String leader = cluster.awaitSettled();
        String deaf = cluster.after(leader);
        cluster.cut(leader, deaf);
        Duration cut = cluster.now();
        cluster.waitUntil(
                deaf + " stands",
                () -> !Said.since(cluster, cut, deaf, NodeFact.PreCandidate.class)
                        .isEmpty());
        double waited = Said.millis(cluster.now().minus(cut).toNanos());
        assertThat(waited).isBetween(TIMEOUT_MIN_MS - HEARTBEAT_MS - SLACK_MS, TIMEOUT_MAX_MS + SLACK_MS);
    }

    // A5
    @FaultTest(trials = 10, nodes = 5, variant = "K1")
    void aCandidacyRaisesTheTermByOneAndVotesForItself(ScriptedCluster cluster) {
        cluster.isolate(cluster.nodes().toArray(String[]::new));
        cluster.runFor(Duration.ofSeconds(10));
        for (NodeEvent candidate : Said.all(cluster, NodeFact.Candidate.class)) {
            assertThat(Said.by(cluster, candidate.node(), NodeFact.TermChanged.class))
                    .as("changes to the term " + candidate.node() + " stands in")
                    .filteredOn(change -> change.term() == candidate.term())
                    .hasSize(1);
            assertThat(Said.by(cluster, candidate.node(), NodeFact.VoteGranted.class))
                    .filteredOn(vote -> vote.term() == candidate.term())
                    .extracting(vote -> ((NodeFact.VoteGranted) vote.fact()).candidate())
                    .containsOnly(candidate.node());
        }
        for (String node : cluster.nodes()) {
            List<Long> terms = Said.by(cluster, node, NodeFact.Candidate.class).stream()
                    .map(NodeEvent::term)
                    .toList();
            assertThat(terms).as("terms " + node + " stood in").hasSizeGreaterThan(10);
            for (int i = 1; i < terms.size(); i++) {
                assertThat(terms.get(i)).isGreaterThan(terms.get(i - 1));
            }
        }
    }

    // A5: one that cannot be reached must not hold up the others.
    @FaultTest(trials = 20, nodes = 5)
    void aCandidateAsksAllAtOnceSoThatADeadPeerCostsNoTime(ScriptedCluster cluster) {
        String leader = cluster.awaitSettled();
        cluster.isolate(cluster.after(leader));
        cluster.crash(leader);
        String next = cluster.awaitLeaderOtherThan(leader);
        // It says so when its first entry is durable.
        cluster.waitUntil(
                next + " has said so",
                () -> !Said.by(cluster, next, NodeFact.Leader.class).isEmpty());
        List<NodeEvent> won = Said.by(cluster, next, NodeFact.Leader.class);
        NodeEvent win = won.get(won.size() - 1);
        NodeEvent stood = Said.by(cluster, next, NodeFact.Candidate.class).stream()
                .filter(event -> event.term() == win.term())
                .findFirst()
                .orElseThrow();
        assertThat(Said.millis(win.time() - stood.time())).isLessThan(20);
    }

    // A6
    @FaultTest(trials = 10, nodes = 5)
    void aLeaderHasTheVotesOfAMajorityOfItsTerm(ScriptedCluster cluster) {
        for (int i = 0; i < 5; i++) {
            cluster.restart(cluster.awaitSettled());
        }
        cluster.awaitSettled();
        for (NodeEvent leader : Said.all(cluster, NodeFact.Leader.class)) {
            List<String> voters = ((NodeFact.Leader) leader.fact()).voters();
            assertThat(voters).hasSizeGreaterThanOrEqualTo(3).doesNotHaveDuplicates();
            for (String voter : voters) {
                assertThat(Said.by(cluster, voter, NodeFact.VoteGranted.class))
                        .anyMatch(vote -> vote.term() == leader.term()
                                && vote.index() < leader.index()
                                && vote.fact().equals(new NodeFact.VoteGranted(leader.node())));
            }
        }
    }

    // A7
    @FaultTest(trials = 10, nodes = 5)
    void aNewLeaderIsHeardByAllWithin20Milliseconds(ScriptedCluster cluster) {
        cluster.awaitLeader();
        cluster.runFor(Duration.ofMillis(20));
        assertThat(cluster.awaitSettled()).isEqualTo(cluster.assertOneLeader());
    }

    // A7, A18: also while a peer is down, and however long it is.
    @FaultTest(trials = 10, nodes = 3)
    void heartbeatsKeepTheirPaceWhileAPeerIsDown(ScriptedCluster cluster) {
        String leader = cluster.awaitSettled();
        cluster.crash(cluster.after(leader));
        for (int second = 0; second < 10; second++) {
            long before = rpcs(cluster);
            cluster.runFor(Duration.ofSeconds(1));
            assertThat(rpcs(cluster) - before)
                    .as("requests to two peers in a second")
                    .isBetween(18L, 22L);
        }
        assertThat(Said.all(cluster, NodeFact.RpcRate.class)).isEmpty();
    }

    // A18: retries are bounded too.
    @FaultTest(trials = 10, nodes = 3)
    void aCandidateThatNobodyAnswersAsksAtAFlatRate(ScriptedCluster cluster) {
        String lonely = cluster.after(cluster.awaitSettled());
        cluster.crash(cluster.others(lonely).toArray(String[]::new));
        cluster.waitUntil(lonely + " stands", () -> cluster.role(lonely) == Role.PRE_CANDIDATE);
        long first = requestsOfTenSeconds(cluster);
        long second = requestsOfTenSeconds(cluster);
        assertThat(first).isBetween(200L, 2 * 10 * 20L + 40);
        assertThat((double) second).isCloseTo(first, Offset.offset(0.1 * first));
    }

    private static long requestsOfTenSeconds(ScriptedCluster cluster) {
        long before = rpcs(cluster);
        cluster.runFor(Duration.ofSeconds(10));
        return rpcs(cluster) - before;
    }

    private static long rpcs(ScriptedCluster cluster) {
        return cluster.traffic().orElseThrow().rpcs();
    }
}
