package io.faultline.node.raft;

import static io.faultline.node.testing.LittleCluster.MS;
import static io.faultline.node.testing.Probe.N1;
import static io.faultline.node.testing.Probe.N2;
import static io.faultline.node.testing.Probe.N3;
import static io.faultline.node.testing.Probe.vote;
import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.node.testing.LittleCluster;
import io.faultline.node.testing.LittleCluster.Sent;
import io.faultline.node.testing.Probe;
import io.faultline.node.testing.Word;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a leader does, and how it ends; the seed's rows A7 to A9, A17, A19 to A22. */
class LeaderTest {
    private static final Word COMMAND = new Word("command");

    @Test
    void a7ALeaderSendsToEveryPeerInTheVeryStepOfItsWinAndThenEach100Ms() {
        Probe probe = Probe.fresh().expire().hear(vote(N2, 1));
        for (int round = 1; round <= 20; round++) {
            Message heartbeat = new Message.AppendEntries(N1, 1, LogTail.EMPTY, List.of(), 0, round, false);
            assertThat(probe.said()).containsExactly(new Envelope(N2, heartbeat), new Envelope(N3, heartbeat));
            assertThat(probe.untilDeadline()).isEqualTo(100 * MS);
            probe.expire();
        }
    }

    @Test
    void a8NoPeerGetsMoreThanTenHeartbeatsInAnySecondAlsoWhileOneIsDown() {
        LittleCluster cluster = new LittleCluster(5, 8).startAll();
        cluster.awaitLeader();
        cluster.crash(cluster.members().stream()
                .filter(node -> !node.equals(cluster.leader()))
                .findFirst()
                .orElseThrow());
        cluster.run(10_000 * MS);
        for (NodeId peer : cluster.members()) {
            List<Sent> heartbeats = cluster.sent(Message.AppendEntries.class).stream()
                    .filter(sent -> sent.to().equals(peer))
                    .toList();
            for (int i = 10; i < heartbeats.size(); i++) {
                assertThat(heartbeats.get(i).at() - heartbeats.get(i - 10).at())
                        .as("the time eleven heartbeats to %s take", peer)
                        .isGreaterThanOrEqualTo(1_000 * MS);
            }
        }
    }

    @Test
    void a9AfterTheLeadersCrashThereIsAnotherWithinFiveSeconds() {
        for (int nodes : new int[] {3, 4, 5, 7}) {
            for (long seed = 0; seed < 100; seed++) {
                LittleCluster cluster = new LittleCluster(nodes, seed).startAll();
                NodeId leader = cluster.awaitLeader();
                cluster.run((seed % 10) * 10 * MS);
                cluster.crash(leader);
                assertThat(cluster.await(5_000 * MS, LittleCluster::agrees))
                        .as("%d nodes, seed %d", nodes, seed)
                        .isTrue();
            }
        }
    }

    @Test
    void thereIsNeverASecondLeaderInATermWhateverIsCut() {
        for (long seed = 0; seed < 100; seed++) {
            LittleCluster cluster = new LittleCluster(5, seed).startAll();
            java.util.Random random = new java.util.Random(seed);
            for (int i = 0; i < 20; i++) {
                cluster.cut(
                        cluster.members().get(random.nextInt(5)),
                        cluster.members().get(random.nextInt(5)));
                if (random.nextInt(4) == 0) {
                    cluster.healAll();
                }
                if (random.nextInt(4) == 0) {
                    NodeId node = cluster.members().get(random.nextInt(5));
                    cluster.crash(node);
                    cluster.start(node);
                }
                cluster.run(random.nextInt(1500) * MS);
            }
            long terms = cluster.reports(Fact.Leader.class).stream()
                    .map(report -> report.event().term())
                    .distinct()
                    .count();
            assertThat(cluster.reports(Fact.Leader.class)).as("seed %d", seed).hasSize((int) terms);
        }
    }

    @Test
    void a17ADeposedLeaderSaysNothingMoreInItsTermAndWaitsAFullTimeout() {
        for (Message news : List.of(
                Probe.heartbeat(N2, 5),
                Probe.heard(N2, 5, 1, false),
                new Message.RequestVote(N2, 5, LogTail.EMPTY, false, false),
                new Message.VoteReply(N2, 5, 1, false, false))) {
            Probe probe = Probe.leader(new RaftRules()).after(30 * MS).hear(news);
            assertThat(probe.status().role()).as("%s", news).isEqualTo(Role.FOLLOWER);
            assertThat(probe.status().term()).as("%s", news).isEqualTo(5);
            assertThat(probe.untilDeadline()).as("%s", news).isBetween(400 * MS, 600 * MS - 1);
            assertThat(probe.said()).as("%s", news).noneMatch(e -> e.message() instanceof Message.AppendEntries);
        }
    }

    @Test
    void noEventTellsOfALeaderOrCandidateInATermItLearntFromAnother() {
        for (Message news : List.of(
                Probe.heartbeat(N2, 5),
                Probe.heard(N2, 5, 1, false),
                new Message.RequestVote(N2, 5, LogTail.EMPTY, false, false))) {
            for (Probe probe :
                    List.of(Probe.leader(new RaftRules()), Probe.fresh().expire())) {
                assertThat(probe.hear(news).effects().events())
                        .as("%s", news)
                        .isNotEmpty()
                        .allSatisfy(event -> assertThat(event.role()).isEqualTo(Role.FOLLOWER));
            }
        }
    }

    @Test
    void a17AnIsolatedLeaderStopsWithinOneIntervalOfHearingTheHigherTerm() {
        LittleCluster cluster = new LittleCluster(3, 6).startAll();
        NodeId old = cluster.awaitLeader();
        long term = cluster.status(old).term();
        cluster.isolate(old);
        cluster.run(3_000 * MS);
        assertThat(cluster.status(old).role()).isEqualTo(Role.LEADER);
        cluster.healAll();
        long healed = cluster.now();
        cluster.run(2_000 * MS);
        assertThat(cluster.status(old).role()).isEqualTo(Role.FOLLOWER);
        assertThat(cluster.sent(Message.AppendEntries.class).stream()
                        .filter(sent ->
                                sent.from().equals(old) && sent.message().term() == term)
                        .mapToLong(Sent::at)
                        .max()
                        .orElseThrow())
                .isLessThan(healed + 110 * MS);
    }

    /** Without a log there is nothing to count answers for; a leader without them leads until it hears of another. */
    @Test
    void a19ALeaderThatGetsNoAnswersGoesOnLeading() {
        Probe probe = Probe.leader(new RaftRules());
        for (int i = 0; i < 100; i++) {
            probe.expire();
            assertThat(probe.said()).hasSize(2);
        }
        assertThat(probe.status().role()).isEqualTo(Role.LEADER);
    }

    @Test
    void a20TheStatusIsThatAfterTheLastStep() {
        Probe probe = Probe.fresh();
        assertThat(probe.status().role()).isEqualTo(Role.FOLLOWER);
        probe.expire();
        assertThat(probe.status()).isEqualTo(Probe.status(1, Role.CANDIDATE, N1, null));
        probe.hear(vote(N2, 1));
        assertThat(probe.status()).isEqualTo(Probe.status(1, Role.LEADER, N1, N1));
    }

    @Test
    void a21StartIsAnsweredInTheSameStepByLeadersWithTheNextIndexAndByOthersWithAHint() {
        Probe leader = new Probe(
                        3, new RaftRules(), Features.DEFAULT.withPreVote(false), Stored.endingAt(new LogTail(7, 3)))
                .expire()
                .hear(vote(N2, 4))
                .step(new Input.Start(11, COMMAND));
        assertThat(leader.effects().started()).containsExactly(new StartAnswer(11, true, 4, 9, Optional.of(N1)));

        Probe follower = Probe.fresh().hear(Probe.heartbeat(N3, 2)).step(new Input.Start(12, COMMAND));
        assertThat(follower.effects().started()).containsExactly(new StartAnswer(12, false, 2, 0, Optional.of(N3)));

        Probe lost = Probe.fresh().step(new Input.Start(13, COMMAND));
        assertThat(lost.effects().started()).containsExactly(new StartAnswer(13, false, 0, 0, Optional.empty()));
    }

    @Test
    void a22AStoppedNodeSaysNothingMoreWhateverItHearsAndStoppingAgainIsNothing() {
        Probe probe = Probe.leader(new RaftRules()).step(new Input.Stop());
        assertThat(probe.facts()).containsExactly(new Fact.Stopped());
        assertThat(probe.said()).isEmpty();
        assertThat(probe.effects().deadline()).isEqualTo(Long.MAX_VALUE);
        for (Input input : List.of(
                new Input.Stop(),
                Input.Deadline.REACHED,
                new Input.Received(Probe.ask(N2, 9)),
                new Input.Received(Probe.heartbeat(N2, 9)))) {
            probe.after(10_000 * MS).step(input);
            assertThat(probe.said()).as("%s", input).isEmpty();
            assertThat(probe.facts()).as("%s", input).isEmpty();
            assertThat(probe.effects().persist()).as("%s", input).isEmpty();
        }
        assertThat(probe.step(new Input.Start(1, COMMAND)).effects().started())
                .containsExactly(new StartAnswer(1, false, 1, 0, Optional.empty()));
    }

    @Test
    void aStoppedNodeThatRestartsIsAFollowerAgain() {
        Probe probe = Probe.leader(new RaftRules())
                .step(new Input.Stop())
                .step(new Input.Restarted(new Stored(new HardState(1, 1), Optional.empty(), List.of())));
        assertThat(probe.status()).isEqualTo(Probe.status(1, Role.FOLLOWER, N1, null));
        assertThat(probe.untilDeadline()).isBetween(400 * MS, 600 * MS - 1);
    }
}
