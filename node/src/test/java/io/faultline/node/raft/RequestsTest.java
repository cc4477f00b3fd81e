package io.faultline.node.raft;

import static io.faultline.node.testing.LittleCluster.MS;
import static io.faultline.node.testing.Logs.empty;
import static io.faultline.node.testing.Probe.N1;
import static io.faultline.node.testing.Probe.N2;
import static io.faultline.node.testing.Probe.N3;
import static io.faultline.node.testing.Probe.append;
import static io.faultline.node.testing.Probe.holds;
import static io.faultline.node.testing.Probe.vote;
import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.node.testing.Journal;
import io.faultline.node.testing.LittleCluster;
import io.faultline.node.testing.Probe;
import io.faultline.node.testing.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What clients are told of their requests, and when (§8). */
class RequestsTest {
    private static final Features PLAIN = Features.DEFAULT.withPreVote(false);

    @Test
    void startTellsAtOnceWhereTheCommandStandsAndIsNeverHeardOfAgain() {
        Probe leader = leader(PLAIN).step(new Input.Start(1, new Word("a")), new Input.Start(2, new Word("b")));
        assertThat(leader.effects().started())
                .containsExactly(
                        new StartAnswer(1, true, 1, 2, Optional.of(N1)),
                        new StartAnswer(2, true, 1, 3, Optional.of(N1)));
        leader.hear(holds(N2, 1, 3)).apply();
        assertThat(leader.status().applied()).isEqualTo(3);
        assertThat(leader.effects().answers()).isEmpty();
    }

    @Test
    void aCommandIsDoneWhenItWasAppliedWithWhatCameOfItAndItsPlace() {
        Probe leader =
                leader(PLAIN).step(propose(1), propose(2)).hear(holds(N2, 1, 2)).apply();
        assertThat(leader.effects().answers()).containsExactly(new Answer.Done(1, 2, new Journal.Words(List.of("w1"))));
        leader.hear(holds(N2, 1, 3)).apply();
        assertThat(leader.effects().answers())
                .containsExactly(new Answer.Done(2, 3, new Journal.Words(List.of("w1", "w2"))));
    }

    @Test
    void nothingIsBegunByANodeThatDoesNotLead() {
        Probe follower = new Probe(3, new RaftRules(), PLAIN, Stored.NOTHING).hear(Probe.heartbeat(N3, 1));
        assertThat(follower.step(propose(1)).effects().answers())
                .containsExactly(new Answer.NotLeader(1, Optional.of(N3)));
        assertThat(follower.effects().persist()).isEmpty();
        Probe candidate = new Probe(3, new RaftRules(), PLAIN, Stored.NOTHING).expire();
        assertThat(candidate.step(propose(1)).effects().answers())
                .containsExactly(new Answer.NotLeader(1, Optional.empty()));
        Probe stopped = leader(PLAIN).step(new Input.Stop());
        assertThat(stopped.step(propose(1)).effects().answers())
                .containsExactly(new Answer.NotLeader(1, Optional.empty()));
    }

    @Test
    void soManyRequestsMayWaitAndNoMoreAndAnswersMakeRoom() {
        Probe leader = leader(PLAIN.withLimits(new Features.Limits(64, 1 << 16, 8, 3, 0, 99)));
        leader.step(propose(1), propose(2), new Input.Read(3, new Word("?")));
        assertThat(leader.effects().answers()).isEmpty();
        leader.step(propose(4), new Input.Read(5, new Word("?")));
        assertThat(leader.effects().answers()).hasSize(2).allMatch(answer -> answer instanceof Answer.Refused);
        assertThat(leader.status().log().index()).isEqualTo(3);
        leader.hear(holds(N2, 1, 2)).apply().step(propose(6));
        assertThat(leader.effects().answers()).isEmpty();
    }

    @Test
    void aDeposedLeadersCommandIsAnsweredWhenItsPlaceIsKnownToBeItsOwn() {
        Probe deposed = leader(PLAIN).step(propose(1)).hear(append(N3, 2, new LogTail(2, 1), 0, empty(2)));
        assertThat(deposed.status().role()).isEqualTo(Role.FOLLOWER);
        assertThat(deposed.effects().answers()).as("it may well be committed").isEmpty();
        deposed.hear(append(N3, 2, new LogTail(3, 2), 3)).apply();
        assertThat(deposed.effects().answers())
                .containsExactly(new Answer.Done(1, 2, new Journal.Words(List.of("w1"))));
    }

    /** n2 may hold the entry still, and win the next election with it: nobody may say that it is lost. */
    @Test
    void aCommandThatGoesFromTheLogIsOfUnknownOutcome() {
        Probe deposed = leader(PLAIN).step(propose(1)).hear(append(N3, 2, new LogTail(1, 1), 0, empty(2)));
        assertThat(deposed.effects().answers()).singleElement().satisfies(answer -> {
            assertThat(answer.id()).isEqualTo(1);
            assertThat(answer).isInstanceOf(Answer.Unknown.class);
        });
        deposed.hear(append(N3, 2, new LogTail(2, 2), 2)).apply();
        assertThat(deposed.effects().answers()).as("answered once").isEmpty();
    }

    @Test
    void aCommandThatIsCommittedAfterItsFirstLeaderDroppedItIsNotCalledLost() {
        LittleCluster cluster =
                LittleCluster.replicating(5, 5, Features.DEFAULT).startAll();
        NodeId first = cluster.awaitLeader();
        cluster.run(50 * MS);
        NodeId holder = other(cluster, List.of(first));
        for (NodeId node : cluster.members()) {
            if (!node.equals(holder)) {
                cluster.cut(first, node);
            }
        }
        cluster.ask(first, propose(1));
        cluster.run(10 * MS);
        cluster.crash(holder);
        cluster.isolate(first);
        assertThat(cluster.await(
                        3_000 * MS, c -> c.leader() != null && !c.leader().equals(first)))
                .isTrue();
        NodeId second = cluster.leader();
        cluster.run(50 * MS);
        cluster.healAll();
        cluster.await(2_000 * MS, c -> c.answers.containsKey(1L));
        assertThat(cluster.answers.get(1L)).isInstanceOf(Answer.Unknown.class);
        assertThat(cluster.disk(holder).entries())
                .as("the entry is still in the log of %s, %s leads", holder, second)
                .anyMatch(entry -> entry.payload() instanceof Word);
    }

    @Test
    void aSnapshotInPlaceOfTheEntryTellsNothingOfIt() {
        Probe deposed = leader(PLAIN).step(propose(1));
        Snapshot.Meta meta = new Snapshot.Meta(9, 2, 0, 5, Configuration.of(NodeSet.of(N1, N2, N3)), 0);
        deposed.hear(new Message.InstallSnapshot(N3, 2, meta, 0, 0, Bytes.EMPTY, 1));
        assertThat(deposed.effects().answers()).singleElement().isInstanceOf(Answer.Unknown.class);
    }

    @Test
    void whoLeadsAgainStillOwesTheAnswersOfItsFirstTerm() {
        Probe again =
                leader(PLAIN).step(propose(1)).hear(Probe.ask(N2, 2)).expire().hear(vote(N2, 3));
        assertThat(again.status().role()).isEqualTo(Role.LEADER);
        again.step(propose(2)).hear(holds(N2, 3, 4)).apply();
        assertThat(again.effects().answers()).extracting(Answer::id).containsExactly(1L, 2L);
    }

    /** The cluster refuses a second answer by itself. */
    @Test
    void everyRequestGetsExactlyOneAnswerOnceTheClusterHealsAndDoneOnlyIfItWasApplied() {
        for (long seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            LittleCluster cluster = LittleCluster.replicating(
                    5, seed, Features.DEFAULT.withLimits(Features.Limits.DEFAULT.withSnapshotEntries(7)));
            cluster.turns(() -> random.nextLong(2 * MS));
            cluster.startAll().awaitLeader();
            List<Long> asked = new ArrayList<>();
            for (long id = 1; id <= 150; id++) {
                NodeId node = cluster.members().get(random.nextInt(5));
                node = random.nextInt(4) > 0 && cluster.leader() != null ? cluster.leader() : node;
                cluster.ask(node, random.nextInt(4) == 0 ? new Input.Read(id, new Word("?")) : propose(id));
                asked.add(id);
                if (random.nextInt(20) == 0) {
                    cluster.isolate(cluster.members().get(random.nextInt(5)));
                    if (random.nextBoolean() && cluster.leader() != null) {
                        cluster.isolate(cluster.leader());
                    }
                } else if (random.nextInt(10) == 0) {
                    cluster.healAll();
                }
                cluster.run(random.nextLong(40 * MS));
            }
            cluster.healAll();
            cluster.await(10_000 * MS, c -> c.leader() != null && c.answers.size() == asked.size());
            assertThat(cluster.answers.keySet()).as("seed %d", seed).containsExactlyElementsOf(asked);
            cluster.awaitLeader();
            cluster.run(300 * MS);
            List<String> words = cluster.words(cluster.leader());
            for (Answer answer : cluster.answers.values()) {
                String word = "w" + answer.id();
                if (answer instanceof Answer.Done done) {
                    boolean read = !((Journal.Words) done.result()).all().contains(word);
                    assertThat(read || words.contains(word))
                            .as("seed %d: %s", seed, answer)
                            .isTrue();
                } else if (!(answer instanceof Answer.Unknown)) {
                    assertThat(words).as("seed %d: %s", seed, answer).doesNotContain(word);
                }
            }
        }
    }

    private static NodeId other(LittleCluster cluster, List<NodeId> not) {
        return cluster.members().stream()
                .filter(node -> !not.contains(node))
                .findFirst()
                .orElseThrow();
    }

    private static Input propose(long number) {
        return new Input.Propose(number, new Word("w" + number));
    }

    /** n1 of three leads term 1; its first entry is committed and applied. */
    private static Probe leader(Features features) {
        return new Probe(3, new RaftRules(), features, Stored.NOTHING)
                .expire()
                .hear(vote(N2, 1))
                .hear(holds(N2, 1, 1))
                .apply();
    }
}
