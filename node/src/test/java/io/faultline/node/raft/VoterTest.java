package io.faultline.node.raft;

import static io.faultline.node.testing.LittleCluster.MS;
import static io.faultline.node.testing.Probe.N1;
import static io.faultline.node.testing.Probe.N2;
import static io.faultline.node.testing.Probe.N3;
import static io.faultline.node.testing.Probe.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.node.testing.LittleCluster;
import io.faultline.node.testing.LittleCluster.Reported;
import io.faultline.node.testing.LittleCluster.Sent;
import io.faultline.node.testing.Probe;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How a node answers what others ask and tell; the seed's rows A10 to A15 and A24. */
class VoterTest {
    private static final LogTail LOG = new LogTail(9, 4);

    @Test
    void a10AVoteReplyCarriesTheTermTheRequestsTermAndTheVote() {
        assertThat(Probe.fresh().hear(ask(N2, 3)).reply()).isEqualTo(new Message.VoteReply(N1, 3, 3, true, false));
        assertThat(voterWithLog().hear(ask(N2, 3)).reply()).isEqualTo(new Message.VoteReply(N1, 5, 3, false, false));
    }

    @Test
    void a10NoReplyHasALowerTermThanItsRequest() {
        for (long seed = 0; seed < 30; seed++) {
            LittleCluster cluster = restless(seed);
            for (Sent sent : cluster.sent) {
                if (sent.message() instanceof Message.VoteReply reply && !reply.preVote()) {
                    assertThat(reply.term()).as("seed %d: %s", seed, sent).isGreaterThanOrEqualTo(reply.requestTerm());
                }
                if (sent.message() instanceof Message.AppendReply reply) {
                    assertThat(reply.term()).as("seed %d: %s", seed, sent).isGreaterThanOrEqualTo(reply.requestTerm());
                }
            }
        }
    }

    @Test
    void a11SuccessMeansThatTheReceiverIsInTheLeadersTermAndFollowsIt() {
        Probe probe = Probe.fresh().hear(Probe.heartbeat(N2, 6));
        assertThat(probe.reply()).isEqualTo(Probe.heard(N1, 6, 6, true));
        assertThat(probe.status()).isEqualTo(Probe.status(6, Role.FOLLOWER, null, N2));
        assertThat(probe.effects().persist()).containsExactly(Probe.written(6, 0));
        assertThat(probe.facts()).contains(new Fact.Follower(N2, Role.FOLLOWER));
    }

    @Test
    void a12AHigherTermInAnyRequestOrReplyIsAdoptedByAnyRole() {
        for (Message news : new Message[] {
            ask(N2, 9),
            new Message.VoteReply(N2, 9, 1, false, false),
            new Message.VoteReply(N2, 9, 1, false, true),
            Probe.heartbeat(N2, 9),
            Probe.heard(N2, 9, 1, false)
        }) {
            for (Probe probe : new Probe[] {
                Probe.fresh(),
                Probe.fresh().expire(),
                Probe.leader(new RaftRules()),
                new Probe(new RaftRules(), true, HardState.INITIAL, LogTail.EMPTY).expire()
            }) {
                Role before = probe.status().role();
                probe.hear(news);
                assertThat(probe.status().term())
                        .as("%s hears %s", before, news)
                        .isEqualTo(9);
                assertThat(probe.status().role())
                        .as("%s hears %s", before, news)
                        .isEqualTo(Role.FOLLOWER);
                assertThat(probe.effects().persist())
                        .as("%s hears %s", before, news)
                        .hasSize(1);
            }
        }
    }

    @Test
    void a12ARequestForAPreVoteChangesNobodysTerm() {
        Probe probe = Probe.leader(new RaftRules());
        probe.hear(new Message.RequestVote(N2, 9, LogTail.EMPTY, true, false));
        assertThat(probe.status().term()).isEqualTo(1);
        assertThat(probe.status().role()).isEqualTo(Role.LEADER);
        assertThat(probe.reply()).isEqualTo(new Message.VoteReply(N1, 1, 9, false, true));
    }

    @Test
    void a12TermsNeverGoBackAlsoAcrossRestarts() {
        for (long seed = 0; seed < 30; seed++) {
            Map<NodeId, Long> terms = new HashMap<>();
            for (Reported report : restless(seed).reported) {
                assertThat(report.event().term())
                        .as("seed %d: %s", seed, report)
                        .isGreaterThanOrEqualTo(terms.getOrDefault(report.node(), 0L));
                terms.put(report.node(), report.event().term());
            }
        }
    }

    @Test
    void a13AnOldRequestIsRefusedWithTheOwnTermAndChangesNothing() {
        Probe probe = voterWithLog();
        NodeStatus before = probe.status();
        long deadline = probe.effects().deadline();
        probe.after(MS).hear(ask(N2, 4));
        assertThat(probe.reply()).isEqualTo(new Message.VoteReply(N1, 5, 4, false, false));
        assertThat(probe.facts()).containsExactly(new Fact.VoteRefused(N2, 4, LogTail.EMPTY));
        probe.after(MS).hear(Probe.heartbeat(N2, 4));
        assertThat(probe.reply()).isEqualTo(new Message.AppendReply(N1, 5, 4, false, 0, LOG.index() + 1, 0, 1));
        probe.after(MS).hear(new Message.RequestVote(N2, 5, new LogTail(99, 9), true, false));
        assertThat(probe.reply()).isEqualTo(new Message.VoteReply(N1, 5, 5, false, true));
        assertThat(probe.status()).isEqualTo(before);
        assertThat(probe.effects().deadline()).isEqualTo(deadline);
        assertThat(probe.effects().persist()).isEmpty();
    }

    @Test
    void a14TheFirstToAskGetsTheVoteAndAgainWhenItAsksAgainButNobodyElse() {
        Probe probe = Probe.fresh().hear(ask(N2, 1));
        assertThat(probe.effects().persist()).containsExactly(Probe.written(1, 2));
        assertThat(probe.hear(ask(N3, 1)).reply()).isEqualTo(new Message.VoteReply(N1, 1, 1, false, false));
        assertThat(probe.hear(ask(N2, 1)).reply()).isEqualTo(new Message.VoteReply(N1, 1, 1, true, false));
        assertThat(probe.effects().persist()).as("it is on disk already").isEmpty();
        assertThat(probe.hear(ask(N3, 2)).reply()).isEqualTo(new Message.VoteReply(N1, 2, 2, true, false));
    }

    @Test
    void a14NoNodeVotesForTwoInATermAlsoAcrossRestarts() {
        for (long seed = 0; seed < 60; seed++) {
            Map<String, NodeId> votes = new HashMap<>();
            for (Reported report : restless(seed).reports(Fact.VoteGranted.class)) {
                NodeId candidate = ((Fact.VoteGranted) report.fact()).candidate();
                NodeId before = votes.putIfAbsent(
                        report.node() + " in " + report.event().term(), candidate);
                assertThat(before == null || before.equals(candidate))
                        .as("seed %d: %s", seed, report)
                        .isTrue();
            }
        }
    }

    @Test
    void aVoteGoesOnlyToALogAtLeastAsUpToDate() {
        assertThat(granted(new LogTail(1, 5))).as("a later term, shorter").isTrue();
        assertThat(granted(new LogTail(9, 4))).as("the same").isTrue();
        assertThat(granted(new LogTail(10, 4))).as("the same term, longer").isTrue();
        assertThat(granted(new LogTail(8, 4))).as("the same term, shorter").isFalse();
        assertThat(granted(new LogTail(99, 3))).as("an older term, longer").isFalse();
        assertThat(granted(LogTail.EMPTY)).as("an empty log").isFalse();
    }

    @Test
    void aPreVoteIsRefusedWhileALeaderIsHeardAndGivenWhenItFallsSilent() {
        Probe probe = Probe.fresh().hear(Probe.heartbeat(N2, 1));
        Message preVote = new Message.RequestVote(N3, 2, LogTail.EMPTY, true, false);
        assertThat(probe.after(399 * MS).hear(preVote).reply()).isEqualTo(new Message.VoteReply(N1, 1, 2, false, true));
        assertThat(probe.after(MS).hear(preVote).reply()).isEqualTo(new Message.VoteReply(N1, 1, 2, true, true));
        assertThat(probe.status().votedFor()).as("it is no vote").isEmpty();
        assertThat(probe.effects().persist()).isEmpty();
    }

    @Test
    void a15ACandidateFollowsALeaderOfItsTermOrALaterOne() {
        for (long term : new long[] {1, 2, 7}) {
            Probe probe = Probe.fresh().expire().hear(Probe.heartbeat(N3, term));
            assertThat(probe.status().role()).isEqualTo(Role.FOLLOWER);
            assertThat(probe.status().term()).isEqualTo(term);
            assertThat(probe.status().leader()).contains(N3);
            assertThat(probe.facts()).contains(new Fact.Follower(N3, Role.CANDIDATE));
        }
    }

    @Test
    void a15ACandidateThatWasCutOffFollowsWithinOneHeartbeatOfItsReturn() {
        LittleCluster cluster = new LittleCluster(3, 2).startAll();
        NodeId leader = cluster.awaitLeader();
        NodeId away = cluster.members().stream()
                .filter(n -> !n.equals(leader))
                .findFirst()
                .orElseThrow();
        cluster.isolate(away);
        cluster.run(2_000 * MS);
        assertThat(cluster.status(away).role()).isEqualTo(Role.PRE_CANDIDATE);
        cluster.healAll();
        cluster.run(104 * MS);
        assertThat(cluster.status(away).role()).isEqualTo(Role.FOLLOWER);
        assertThat(cluster.status(away).term()).isEqualTo(cluster.status(leader).term());
    }

    @Test
    void a24ARestartedNodeKnowsItsTermAndItsVote() {
        LittleCluster cluster = new LittleCluster(3, 2).startAll();
        NodeId leader = cluster.awaitLeader();
        for (NodeId node : cluster.members()) {
            NodeStatus before = cluster.status(node);
            cluster.crash(node);
            cluster.start(node);
            assertThat(cluster.status(node).term()).isEqualTo(before.term());
            assertThat(cluster.status(node).votedFor()).isEqualTo(before.votedFor());
        }
        assertThat(cluster.disk(leader).hardState().votedFor()).contains(leader);
    }

    @Test
    void a24TermAndVoteAreOnDiskInOneRecordBeforeTheAnswerLeaves() {
        Probe probe = Probe.fresh().hear(ask(N2, 4));
        assertThat(probe.effects().early()).as("said before the disk has it").isEmpty();
        assertThat(probe.effects().persist()).containsExactly(Probe.written(4, 2));
        assertThat(probe.effects().persistLate()).isEmpty();
    }

    @Test
    void strangersAndTheNodeItselfAreNotHeard() {
        Probe probe = Probe.fresh();
        for (NodeId stranger : new NodeId[] {NodeId.of(9), N1}) {
            probe.hear(ask(stranger, 9));
            assertThat(probe.said()).isEmpty();
            assertThat(probe.status().term()).isZero();
        }
    }

    @Test
    void aNodeThatRunsCannotRestart() {
        Probe probe = Probe.fresh();
        assertThatThrownBy(() -> probe.step(new Input.Restarted(Stored.NOTHING)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("n1 was told that it restarted while it was running");
    }

    private static Probe voterWithLog() {
        return new Probe(new RaftRules(), false, new HardState(5, 3), LOG);
    }

    private static boolean granted(LogTail candidate) {
        Message.VoteReply real = (Message.VoteReply) voterWithLog()
                .hear(new Message.RequestVote(N2, 6, candidate, false, false))
                .reply();
        Message.VoteReply pre = (Message.VoteReply) voterWithLog()
                .hear(new Message.RequestVote(N2, 6, candidate, true, false))
                .reply();
        assertThat(pre.granted()).as("a pre-vote is given when a vote would be").isEqualTo(real.granted());
        return real.granted();
    }

    /** A cluster without pre-vote to which a lot has happened. */
    private static LittleCluster restless(long seed) {
        Random random = new Random(seed);
        LittleCluster cluster =
                new LittleCluster(5, seed, Timing.ofMillis(400, 450, 100, 50), false, new RaftRules()).startAll();
        cluster.latency(() -> random.nextInt(60) * MS);
        for (int i = 0; i < 15; i++) {
            NodeId node = cluster.members().get(random.nextInt(5));
            switch (random.nextInt(4)) {
                case 0 -> cluster.isolate(node);
                case 1 -> cluster.healAll();
                default -> {
                    cluster.crash(node);
                    cluster.run(random.nextInt(200) * MS);
                    cluster.start(node);
                }
            }
            cluster.run(random.nextInt(1000) * MS);
        }
        return cluster;
    }
}
