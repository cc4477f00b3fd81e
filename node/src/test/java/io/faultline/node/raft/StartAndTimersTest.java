package io.faultline.node.raft;

import static io.faultline.node.testing.LittleCluster.MS;
import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.node.testing.LittleCluster;
import io.faultline.node.testing.LittleCluster.Reported;
import io.faultline.node.testing.Probe;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** How a node begins and when its timers run out; the seed's rows A1 to A4. */
class StartAndTimersTest {
    private static final NodeId N1 = NodeId.of(1);

    @Test
    void a1EveryNodeStartsAsAFollowerInTerm0WithoutAVoteOrALog() {
        LittleCluster cluster = new LittleCluster(5, 1).startAll();
        for (NodeId node : cluster.members()) {
            assertThat(cluster.status(node))
                    .isEqualTo(new NodeStatus(
                            node,
                            0,
                            Role.FOLLOWER,
                            Optional.empty(),
                            Optional.empty(),
                            LogTail.EMPTY,
                            0,
                            0,
                            0,
                            Configuration.of(NodeSet.of(cluster.members()))));
            Reported first = cluster.reported.stream()
                    .filter(report -> report.node().equals(node))
                    .findFirst()
                    .orElseThrow();
            assertThat(first.fact())
                    .isEqualTo(new Fact.Started(cluster.members(), Timing.DEFAULT, true, LogTail.EMPTY, 1, null));
            assertThat(first.event().term()).isZero();
            assertThat(first.event().role()).isEqualTo(Role.FOLLOWER);
        }
    }

    @Test
    void a1NoNodeSaysAnythingBeforeItsFirstTimeout() {
        LittleCluster cluster = new LittleCluster(5, 1).startAll();
        cluster.run(399 * MS);
        assertThat(cluster.sent).isEmpty();
    }

    @Test
    void a2TimeoutsAreUniformInTheIntervalByAKolmogorovSmirnovTest() {
        RaftRules rules = new RaftRules();
        int n = 20_000;
        for (long seed = 0; seed < 5; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] drawn = new double[n];
            for (int i = 0; i < n; i++) {
                long timeout = rules.electionTimeout(Timing.DEFAULT, random);
                assertThat(timeout).isBetween(400 * MS, 600 * MS - 1);
                drawn[i] = (timeout - 400.0 * MS) / (200.0 * MS);
            }
            Arrays.sort(drawn);
            double distance = 0;
            for (int i = 0; i < n; i++) {
                distance = Math.max(distance, Math.max((i + 1.0) / n - drawn[i], drawn[i] - (double) i / n));
            }
            assertThat(distance)
                    .as("seed %d: greatest distance to the uniform distribution, 0.1 %% level", seed)
                    .isLessThan(1.95 / Math.sqrt(n));
        }
    }

    @Test
    void a2NodesDrawDifferentTimeouts() {
        LittleCluster cluster = new LittleCluster(7, 3).startAll();
        Set<Long> drawn = new HashSet<>();
        for (Reported report : cluster.reports(Fact.TimeoutDrawn.class)) {
            drawn.add(((Fact.TimeoutDrawn) report.fact()).timeout());
        }
        assertThat(drawn).hasSize(7);
    }

    @Test
    void a2AnIntervalOfOneValueIsThatValue() {
        assertThat(new RaftRules().electionTimeout(Timing.ofMillis(150, 150, 75, 50), new SplittableRandom(1)))
                .isEqualTo(150 * MS);
    }

    @Test
    void a3EveryExpiryAndEveryResetDrawsAnew() {
        Probe probe = Probe.fresh();
        Set<Long> deadlines = new HashSet<>();
        for (int round = 0; round < 50; round++) {
            long drawn = probe.facts().stream()
                    .filter(Fact.TimeoutDrawn.class::isInstance)
                    .mapToLong(fact -> ((Fact.TimeoutDrawn) fact).timeout())
                    .findFirst()
                    .orElseThrow();
            assertThat(deadlines.add(drawn))
                    .as("round %d: a draw seen before", round)
                    .isTrue();
            long start = probe.now();
            do {
                probe.expire();
            } while (probe.facts().isEmpty());
            assertThat(probe.now() - start).as("from draw to candidacy").isEqualTo(drawn);
            assertThat(probe.facts()).contains(new Fact.Candidate());
        }
    }

    @Test
    void a3AHeartbeatDrawsAnewThoughItIsNotReported() {
        Probe probe = Probe.fresh().hear(Probe.heartbeat(Probe.N2, 1));
        Set<Long> waits = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            probe.after(100 * MS).hear(Probe.heartbeat(Probe.N2, 1));
            assertThat(probe.facts()).isEmpty();
            assertThat(probe.untilDeadline()).isBetween(400 * MS, 600 * MS - 1);
            waits.add(probe.untilDeadline());
        }
        assertThat(waits).hasSize(50);
    }

    @Test
    void a4NobodyCampaignsWhileHeartbeatsArrive() {
        for (long seed = 0; seed < 20; seed++) {
            LittleCluster cluster = new LittleCluster(5, seed).startAll();
            cluster.awaitLeader();
            int before = cluster.reports(Fact.PreCandidate.class).size();
            cluster.run(60_000 * MS);
            assertThat(cluster.reports(Fact.PreCandidate.class))
                    .as("seed %d", seed)
                    .hasSize(before);
        }
    }

    @Test
    void a4AFollowerThatHearsNothingCampaignsWithinItsTimeout() {
        for (long seed = 0; seed < 50; seed++) {
            LittleCluster cluster = new LittleCluster(3, seed).startAll();
            NodeId leader = cluster.awaitLeader();
            cluster.run(1_000 * MS);
            NodeId deaf = cluster.members().stream()
                    .filter(node -> !node.equals(leader))
                    .findFirst()
                    .orElseThrow();
            cluster.cut(leader, deaf);
            long lastSend = cluster.sent.stream()
                    .filter(sent -> sent.to().equals(deaf))
                    .mapToLong(LittleCluster.Sent::at)
                    .max()
                    .orElseThrow();
            int before = cluster.reports(Fact.PreCandidate.class).size();
            assertThat(cluster.await(
                            1_000 * MS, c -> c.reports(Fact.PreCandidate.class).size() > before))
                    .as("seed %d", seed)
                    .isTrue();
            assertThat(cluster.now() - lastSend).as("seed %d", seed).isBetween(300 * MS, 603 * MS);
        }
    }

    @Test
    void a4AGrantedVotePutsTheOwnCandidacyOffAndARefusedOneDoesNot() {
        Probe granted = Probe.fresh().after(300 * MS).hear(Probe.ask(Probe.N2, 1));
        assertThat(granted.untilDeadline()).isBetween(400 * MS, 600 * MS - 1);

        Probe refused = new Probe(new RaftRules(), false, new HardState(5, 3), new LogTail(9, 5));
        long deadline = refused.effects().deadline();
        refused.after(300 * MS).hear(Probe.ask(Probe.N2, 6));
        assertThat(refused.status().votedFor()).isEmpty();
        assertThat(refused.effects().deadline()).isEqualTo(deadline);
    }

    @Test
    void aDeadlineThatComesEarlyOrTwiceChangesNothing() {
        Probe probe = Probe.fresh();
        long deadline = probe.effects().deadline();
        probe.after(deadline - 1).step(Input.Deadline.REACHED);
        assertThat(probe.said()).isEmpty();
        assertThat(probe.effects().deadline()).isEqualTo(deadline);
        probe.expire();
        assertThat(probe.said()).hasSize(2);
        probe.step(Input.Deadline.REACHED);
        assertThat(probe.said()).isEmpty();
    }

    @Test
    void twoDriversWithTheSameSeedSeeTheSame() {
        LittleCluster one = new LittleCluster(5, 99).startAll();
        LittleCluster other = new LittleCluster(5, 99).startAll();
        one.run(5_000 * MS);
        other.run(5_000 * MS);
        assertThat(one.sent).isEqualTo(other.sent);
        assertThat(one.reported).isEqualTo(other.reported);
        assertThat(List.of(N1, NodeId.of(2)))
                .allSatisfy(node -> assertThat(one.status(node)).isEqualTo(other.status(node)));
    }
}
