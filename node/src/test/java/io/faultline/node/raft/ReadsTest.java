package io.faultline.node.raft;

import static io.faultline.node.testing.LittleCluster.MS;
import static io.faultline.node.testing.Logs.ofTerms;
import static io.faultline.node.testing.Probe.N1;
import static io.faultline.node.testing.Probe.N2;
import static io.faultline.node.testing.Probe.N3;
import static io.faultline.node.testing.Probe.holds;
import static io.faultline.node.testing.Probe.vote;
import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.node.testing.Journal;
import io.faultline.node.testing.LittleCluster;
import io.faultline.node.testing.Logs;
import io.faultline.node.testing.Probe;
import io.faultline.node.testing.Word;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Linearizable reads in each of the three ways (§8, dissertation §6.4); {@link LeaseTest} has more on leases. */
class ReadsTest {
    private static final Features INDEX = Features.DEFAULT.withPreVote(false);
    private static final Features LEASE = INDEX.withReads(Features.ReadMode.LEASE);
    private static final Features LOG = INDEX.withReads(Features.ReadMode.LOG);

    @Test
    void aReadWaitsForARoundThatBeganAfterIt() {
        Probe leader = leader(INDEX).step(read(1));
        assertThat(leader.effects().answers()).isEmpty();
        assertThat(leader.said())
                .as("the round begins at once")
                .hasSize(2)
                .allSatisfy(sent -> assertThat(((Message.AppendEntries) sent.message()).round())
                        .isEqualTo(2));
        leader.hear(holds(N3, 1, 1, 1));
        assertThat(leader.effects().answers())
                .as("an answer to the round before")
                .isEmpty();
        leader.hear(holds(N3, 1, 1, 2));
        assertThat(leader.effects().answers()).singleElement().isInstanceOf(Answer.Done.class);
    }

    @Test
    void aRoundIsNoHeartbeatOfItsOwnPace() {
        Probe leader = leader(INDEX);
        long deadline = leader.effects().deadline();
        leader.after(MS).step(read(1));
        assertThat(leader.said())
                .allSatisfy(sent -> assertThat(((Message.AppendEntries) sent.message()).isHeartbeat())
                        .isFalse());
        assertThat(leader.effects().deadline()).isEqualTo(deadline);
    }

    @Test
    void readsThatComeWhileARoundIsOutShareTheNext() {
        Probe leader = leader(INDEX).step(read(1));
        for (int id = 2; id <= 9; id++) {
            assertThat(leader.step(read(id)).said()).isEmpty();
        }
        leader.hear(holds(N2, 1, 1, 2));
        assertThat(leader.effects().answers()).extracting(Answer::id).containsExactly(1L);
        assertThat(leader.said()).as("one round for the other eight").hasSize(2);
        leader.hear(holds(N2, 1, 1, 3));
        assertThat(leader.effects().answers()).hasSize(8);
        assertThat(leader.said()).isEmpty();
    }

    @Test
    void aRoundWhoseAnswersAreLostIsFollowedByTheNextHeartbeat() {
        Probe leader = leader(INDEX).step(read(1)).step(read(2)).expire().hear(holds(N2, 1, 1, 3));
        assertThat(leader.effects().answers()).hasSize(2);
    }

    @Test
    void aNewLeadersReadsWaitForTheFirstEntryOfItsTerm() {
        Probe leader = new Probe(3, new RaftRules(), INDEX, Logs.stored(1, ofTerms(1, 1)))
                .expire()
                .hear(vote(N2, 2))
                .step(read(1));
        leader.hear(holds(N2, 2, 2, 1)).hear(holds(N2, 2, 2, 2));
        assertThat(leader.effects().answers())
                .as("a majority follows, but what the last leader committed is not known yet")
                .isEmpty();
        leader.hear(holds(N2, 2, 3, 2));
        assertThat(leader.effects().answers()).as("committed, not applied").isEmpty();
        leader.apply();
        assertThat(leader.effects().answers()).singleElement().isInstanceOf(Answer.Done.class);
    }

    @Test
    void aReadSeesAllThatWasCommittedWhenItCame() {
        Probe leader = leader(INDEX).step(new Input.Propose(1, new Word("w")));
        leader.hear(holds(N2, 1, 2, 1)).step(read(2));
        leader.hear(holds(N2, 1, 2, 2));
        assertThat(leader.effects().answers())
                .as("entry 2 is committed, and the state machine has not had it")
                .isEmpty();
        leader.apply();
        assertThat(leader.effects().answers()).contains(new Answer.Done(2, 2, new Journal.Words(List.of("w"))));
    }

    @Test
    void aDeposedLeaderAnswersNoReadAndNamesTheNewOneIfItKnowsIt() {
        Probe leader = leader(INDEX).step(read(1)).hear(Probe.append(N3, 2, new LogTail(1, 1), 0));
        assertThat(leader.effects().answers()).containsExactly(new Answer.NotLeader(1, Optional.of(N3)));
        assertThat(leader.hear(holds(N2, 1, 1, 2)).effects().answers()).isEmpty();
        assertThat(leader.step(read(2)).effects().answers()).containsExactly(new Answer.NotLeader(2, Optional.of(N3)));
    }

    @Test
    void learnersAndStrangersConfirmNoRound() {
        Stored disk = Logs.stored(
                1, new Entry(1, 0, new Payload.ConfigChange(new Configuration(NodeSet.of(N1, N2), NodeSet.of(N3)))));
        Probe leader = new Probe(3, new RaftRules(), INDEX, disk).expire().hear(vote(N2, 2));
        leader.hear(holds(N2, 2, 2, 1)).apply().step(read(1));
        leader.hear(holds(N3, 2, 2, 2));
        assertThat(leader.effects().answers()).isEmpty();
        assertThat(leader.hear(holds(N2, 2, 2, 2)).effects().answers()).hasSize(1);
    }

    @Test
    void aLoneNodeAnswersAtOnce() {
        Probe alone = new Probe(1, new RaftRules(), INDEX, Stored.NOTHING)
                .expire()
                .expire()
                .apply();
        assertThat(alone.step(read(1)).effects().answers()).hasSize(1);
    }

    @Test
    void throughTheLogAReadIsAnEntryLikeAnother() {
        Probe leader = leader(LOG).step(read(1));
        assertThat(leader.entriesTo(N2)).hasSize(1);
        leader.hear(holds(N2, 1, 2)).apply();
        assertThat(leader.effects().answers())
                .singleElement()
                .satisfies(answer -> assertThat(((Answer.Done) answer).index()).isEqualTo(2));
    }

    @Test
    void aLeaseCountsFromWhenItsRoundWasSentAndNotFromItsAnswers() {
        Probe leader = leader(LEASE).expire();
        leader.after(90 * MS).hear(holds(N2, 1, 1, 2));
        leader.after(309 * MS).step(read(1));
        assertThat(leader.effects().answers()).hasSize(1);
        leader.after(MS).step(read(2));
        assertThat(leader.effects().answers()).as("400 ms after it was sent").isEmpty();
    }

    @Test
    void aPauseEndsTheLease() {
        LittleCluster cluster =
                LittleCluster.replicating(3, 2, LEASE.withPreVote(true)).startAll();
        NodeId old = cluster.awaitLeader();
        cluster.run(300 * MS);
        cluster.ask(old, read(1));
        assertThat(cluster.answers).as("the lease holds").containsKey(1L);
        cluster.pause(old);
        cluster.run(2_000 * MS);
        NodeId next = cluster.members().stream()
                .filter(node -> cluster.status(node).role() == Role.LEADER && !node.equals(old))
                .findFirst()
                .orElseThrow();
        cluster.ask(next, new Input.Propose(2, new Word("w")));
        cluster.run(100 * MS);
        assertThat(cluster.answers.get(2L)).isInstanceOf(Answer.Done.class);
        cluster.ask(old, read(3));
        cluster.resume(old);
        cluster.run(300 * MS);
        assertThat(cluster.answers.get(3L)).isInstanceOf(Answer.NotLeader.class);
    }

    @Test
    void noReadIsOutOfDateWhoeverIsCutOffAndHoweverItIsDone() {
        for (Features features : List.of(INDEX, LEASE, LOG)) {
            for (long seed = 0; seed < 20; seed++) {
                LittleCluster cluster = LittleCluster.replicating(3, seed, features.withPreVote(true))
                        .startAll();
                NodeId old = cluster.awaitLeader();
                cluster.run(100 * MS);
                cluster.isolate(old);
                for (int i = 1; i <= 300; i++) {
                    NodeId leader = cluster.leader();
                    if (leader != null && !leader.equals(old) && i % 10 == 0) {
                        cluster.ask(leader, new Input.Propose(i, new Word("w" + i)));
                    }
                    long done = cluster.answers.keySet().stream()
                            .filter(id -> id < 1000)
                            .count();
                    cluster.ask(old, read(1000 + i));
                    if (cluster.answers.get(1000L + i) instanceof Answer.Done read) {
                        assertThat(((Journal.Words) read.result()).all())
                                .as("%s, seed %d", features.reads(), seed)
                                .hasSizeGreaterThanOrEqualTo((int) done);
                    }
                    cluster.run(5 * MS);
                }
                assertThat(cluster.answers.get(290L)).as("seed %d", seed).isInstanceOf(Answer.Done.class);
                assertThat(cluster.answers.get(1300L)).as("seed %d", seed).isInstanceOf(Answer.NotLeader.class);
            }
        }
    }

    private static Input read(long id) {
        return new Input.Read(id, new Word("?"));
    }

    /** n1 of three leads term 1; its first entry is committed and applied, and its first round answered. */
    private static Probe leader(Features features) {
        Probe leader = new Probe(3, new RaftRules(), features, Stored.NOTHING)
                .expire()
                .hear(vote(N2, 1))
                .hear(holds(N2, 1, 1))
                .hear(holds(N3, 1, 1))
                .apply();
        assertThat(leader.status().leader()).contains(N1);
        return leader;
    }
}
