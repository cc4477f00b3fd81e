package io.faultline.node.raft;

import static io.faultline.node.testing.LittleCluster.MS;
import static io.faultline.node.testing.Logs.ofTerms;
import static io.faultline.node.testing.Logs.texts;
import static io.faultline.node.testing.Probe.N1;
import static io.faultline.node.testing.Probe.N2;
import static io.faultline.node.testing.Probe.N3;
import static io.faultline.node.testing.Probe.holds;
import static io.faultline.node.testing.Probe.refuses;
import static io.faultline.node.testing.Probe.vote;
import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.node.testing.LittleCluster;
import io.faultline.node.testing.LittleCluster.Sent;
import io.faultline.node.testing.Logs;
import io.faultline.node.testing.Probe;
import io.faultline.node.testing.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How a leader brings its log to the others, and what it commits (§5.3, §5.4). */
class ReplicationTest {
    private static final Features PLAIN = Features.DEFAULT.withPreVote(false);

    // ---- committing ----

    @Test
    void anEntryIsCommittedWhenAMajorityHoldsItAndTheStateMachineHasItThen() {
        Probe leader = leader(5, Stored.NOTHING, PLAIN).step(propose(1));
        leader.hear(holds(N2, 1, 2));
        assertThat(leader.status().commit()).as("2 of 5").isEqualTo(0);
        leader.hear(holds(N2, 1, 2));
        assertThat(leader.status().commit()).as("the same one again").isEqualTo(0);
        leader.hear(holds(N3, 1, 2));
        assertThat(leader.status().commit()).isEqualTo(2);
        assertThat(leader.effects().answers())
                .as("committed, but not applied yet")
                .isEmpty();
        leader.apply();
        assertThat(leader.effects().answers()).singleElement().isInstanceOf(Answer.Done.class);
    }

    /** Figure 8: the entry of term 2 is on three of five, and may still be overwritten by a leader from term 3. */
    @Test
    void entriesOfOlderTermsAreNotCommittedByCountingButGoWithOneOfTheOwnTerm() {
        Probe leader = leader(5, Logs.stored(3, ofTerms(1, 2)), PLAIN);
        leader.hear(holds(N2, 4, 2)).hear(holds(N3, 4, 2));
        assertThat(leader.status().commit()).isEqualTo(0);
        leader.hear(holds(N2, 4, 3)).hear(holds(N3, 4, 3));
        assertThat(leader.status().commit()).isEqualTo(3);
    }

    @Test
    void aLeaderCountsNoEntryOfItsOwnBeforeTheTurnThatWroteItHasEnded() {
        Probe leader = leader(3, Stored.NOTHING, PLAIN);
        leader.step(propose(1), new Input.Received(holds(N2, 1, 2)));
        assertThat(leader.status().commit())
                .as("one of three disks holds entry 2 now")
                .isEqualTo(1);
        leader.hear(holds(N2, 1, 2));
        assertThat(leader.status().commit()).isEqualTo(2);
    }

    @Test
    void aLeaderThatIsAloneCommitsWhenItsDiskHasTheEntry() {
        Probe alone = new Probe(1, new RaftRules(), PLAIN, Stored.NOTHING).expire();
        assertThat(alone.status().commit()).isEqualTo(0);
        assertThat(alone.untilDeadline()).isEqualTo(0);
        assertThat(alone.expire().status().commit()).isEqualTo(1);
        alone.apply().step(propose(1));
        assertThat(alone.status().commit()).isEqualTo(1);
        assertThat(alone.expire().status().commit()).isEqualTo(2);
        assertThat(alone.apply().effects().answers()).hasSize(1);
        assertThat(alone.untilDeadline())
                .as("nothing to do before the heartbeat")
                .isPositive();
    }

    @Test
    void noAnswerToAnotherTermIsCounted() {
        Probe leader = leader(3, Logs.stored(3, ofTerms(1, 2)), PLAIN);
        leader.hear(new Message.AppendReply(N2, 4, 3, true, 2, 3, 0, 1));
        assertThat(leader.status().commit()).isEqualTo(0);
    }

    @Test
    void aHeartbeatCarriesTheCommitIndexAndItsAnswerCountsAsWell() {
        Probe leader = leader(3, Stored.NOTHING, PLAIN).hear(holds(N2, 1, 1));
        assertThat(leader.expire().saidTo(N2))
                .containsExactly(new Message.AppendEntries(N1, 1, new LogTail(1, 1), List.of(), 1, 2, false));
        leader.step(propose(1)).expire().hear(holds(N2, 1, 2, 3));
        assertThat(leader.status().commit()).isEqualTo(2);
    }

    // ---- finding where the logs agree ----

    @Test
    void aRefusalForATooShortLogIsFollowedUpFromItsEnd() {
        Probe leader = leader(3, Logs.stored(3, ofTerms(1, 1, 1, 3, 3, 3)), PLAIN);
        leader.hear(refuses(N2, 4, 6, 3, 0));
        assertThat(leader.entriesTo(N2)).singleElement().satisfies(append -> {
            assertThat(append.previous()).isEqualTo(new LogTail(2, 1));
            assertThat(append.entries()).hasSize(5);
        });
    }

    @Test
    void aRefusalForATermTheLeaderHasIsFollowedUpBehindItsLastOfThatTerm() {
        Probe leader = leader(3, Logs.stored(5, ofTerms(1, 1, 2, 2, 5, 5)), PLAIN);
        leader.hear(refuses(N2, 6, 6, 3, 2));
        assertThat(leader.entriesTo(N2))
                .singleElement()
                .satisfies(append -> assertThat(append.previous()).isEqualTo(new LogTail(4, 2)));
    }

    @Test
    void aRefusalForATermTheLeaderHasNotIsFollowedUpBeforeAllOfIt() {
        Probe leader = leader(3, Logs.stored(5, ofTerms(1, 1, 2, 2, 5, 5)), PLAIN);
        leader.hear(refuses(N2, 6, 6, 3, 4));
        assertThat(leader.entriesTo(N2))
                .singleElement()
                .satisfies(append -> assertThat(append.previous()).isEqualTo(new LogTail(2, 1)));
    }

    @Test
    void aRefusalThatCameTwiceOrLateIsFollowedUpOnce() {
        Probe leader = leader(3, Logs.stored(5, ofTerms(1, 1, 2, 2, 5, 5)), PLAIN);
        assertThat(leader.hear(refuses(N2, 6, 6, 3, 4)).said()).hasSize(1);
        assertThat(leader.hear(refuses(N2, 6, 6, 3, 4)).said()).isEmpty();
        leader.hear(holds(N2, 6, 7));
        assertThat(leader.hear(refuses(N2, 6, 2, 1, 0)).said())
                .as("it is known to hold more than that by now")
                .isEmpty();
    }

    /** The lab's Backup: a round for each entry of a long tail would take for ever. */
    @Test
    void aLongTailThatDiffersCostsARoundForEachOfItsTermsAtMost() {
        for (int terms = 1; terms <= 9; terms += 2) {
            List<Entry> leaders = new ArrayList<>(List.of(ofTerms(1, 1, 1)));
            List<Entry> others = new ArrayList<>(leaders);
            for (int term = 0; term < terms; term++) {
                for (int i = 0; i < 40; i++) {
                    others.add(Logs.empty(2 + 2 * term));
                    leaders.add(Logs.empty(3 + 2 * term));
                }
            }
            LittleCluster cluster = LittleCluster.replicating(3, terms, Features.DEFAULT);
            cluster.disk(N1, Logs.stored(50, leaders.toArray(Entry[]::new)));
            cluster.disk(N2, Logs.stored(50, others.toArray(Entry[]::new)));
            cluster.disk(N3, Logs.stored(50, leaders.toArray(Entry[]::new)));
            cluster.startAll().awaitLeader();
            cluster.run(300 * MS);
            assertThat(cluster.status(N2).log())
                    .isEqualTo(cluster.status(cluster.leader()).log());
            assertThat(refusalsBy(cluster, N2)).as("%d terms", terms).isBetween(1L, terms + 2L);
        }
    }

    @Test
    void aLongMissingTailCostsOneRound() {
        LittleCluster cluster = LittleCluster.replicating(3, 1, Features.DEFAULT);
        Entry[] entries =
                ofTerms(IntStream.range(0, 900).mapToLong(i -> 1 + i / 100).toArray());
        cluster.disk(N1, Logs.stored(50, entries));
        cluster.disk(N2, Logs.stored(50, ofTerms(1, 1)));
        cluster.disk(N3, Logs.stored(50, entries));
        cluster.latency(() -> 2 * MS);
        cluster.startAll().awaitLeader();
        cluster.run(300 * MS);
        assertThat(cluster.status(N2).log())
                .isEqualTo(cluster.status(cluster.leader()).log());
        assertThat(refusalsBy(cluster, N2)).isEqualTo(1);
    }

    // ---- how much is under way ----

    @Test
    void untilTheFirstAnswerOneMessageIsUnderWayAndWhatComesMeanwhileGoesTogether() {
        Probe leader = leader(3, Stored.NOTHING, PLAIN);
        for (int i = 1; i <= 3; i++) {
            assertThat(leader.step(propose(i)).said())
                    .as("the first entry is not answered")
                    .isEmpty();
        }
        leader.hear(holds(N2, 1, 1));
        assertThat(leader.entriesTo(N2))
                .singleElement()
                .satisfies(append -> assertThat(texts(append.entries())).containsExactly("w1", "w2", "w3"));
        assertThat(leader.saidTo(N3)).isEmpty();
    }

    @Test
    void afterwardsMessagesFollowEachOtherUpToTheBoundAndAnswersMakeRoom() {
        Probe leader = leader(3, Stored.NOTHING, PLAIN.withLimits(new Features.Limits(2, 1 << 20, 3, 99, 0, 99)));
        leader.hear(holds(N2, 1, 1));
        for (int i = 1; i <= 3; i++) {
            assertThat(leader.step(propose(i)).entriesTo(N2)).hasSize(1);
        }
        for (int i = 4; i <= 9; i++) {
            assertThat(leader.step(propose(i)).saidTo(N2))
                    .as("three are under way")
                    .isEmpty();
        }
        leader.hear(holds(N2, 1, 3));
        assertThat(leader.entriesTo(N2)).as("two of three were answered").hasSize(2);
        assertThat(leader.entriesTo(N2))
                .allSatisfy(append -> assertThat(append.entries()).hasSize(2));
        leader.hear(holds(N2, 1, 3));
        assertThat(leader.saidTo(N2))
                .as("an answer that came twice makes no room")
                .isEmpty();
    }

    @Test
    void aMessageTakesNoFurtherEntryOnceItHoldsItsBytesAndAlwaysTakesOne() {
        int size = Logs.entry(1, "w1").size();
        Features features = PLAIN.withLimits(new Features.Limits(99, 2 * size, 9, 99, 0, 99));
        Probe leader = leader(3, Stored.NOTHING, features).hear(holds(N2, 1, 1));
        leader.step(propose(1), propose(2), propose(3), propose(4), propose(5));
        assertThat(leader.entriesTo(N2).stream().map(append -> append.entries().size()))
                .containsExactly(2, 2, 1);
        leader.step(new Input.Propose(6, new Word("w".repeat(10 * size))), propose(7));
        assertThat(leader.entriesTo(N2).stream().map(append -> append.entries().size()))
                .containsExactly(1, 1);
    }

    @Test
    void requestsOfOneTurnAreWrittenInOneGroupAndLeaveInOneMessage() {
        Probe leader = leader(3, Stored.NOTHING, PLAIN).hear(holds(N2, 1, 1)).hear(holds(N3, 1, 1));
        leader.step(propose(1), propose(2), propose(3));
        assertThat(leader.effects().persist()).hasSize(3);
        assertThat(leader.said())
                .hasSize(2)
                .allSatisfy(sent -> assertThat(texts(((Message.AppendEntries) sent.message()).entries()))
                        .containsExactly("w1", "w2", "w3"));
    }

    /** Entries may leave before the own disk has them (dissertation §10.2.1), but no term does. */
    @Test
    void entriesLeaveBeforeTheyAreWrittenButNotInTheTurnOfTheWin() {
        Probe leader = leader(3, Stored.NOTHING, PLAIN);
        assertThat(leader.effects().early()).isEmpty();
        assertThat(leader.effects().messages()).hasSize(2);
        leader.hear(holds(N2, 1, 1)).step(propose(1));
        assertThat(leader.effects().early()).hasSize(1);
        assertThat(leader.effects().messages()).isEmpty();
    }

    // ---- together ----

    @Test
    void inGoodWeatherEachCommandGoesToEachPeerOnceInAMessageOfItsOwn() {
        LittleCluster cluster =
                LittleCluster.replicating(3, 4, Features.DEFAULT).startAll();
        NodeId leader = cluster.awaitLeader();
        cluster.run(50 * MS);
        int before = cluster.sent.size();
        long start = cluster.now();
        for (int i = 1; i <= 10; i++) {
            long id = i;
            cluster.ask(leader, propose(i));
            assertThat(cluster.await(20 * MS, c -> c.answers.containsKey(id)))
                    .as("no waiting for the next heartbeat")
                    .isTrue();
        }
        cluster.run(300 * MS);
        List<Sent> sent = cluster.sent.subList(before, cluster.sent.size());
        for (NodeId peer : cluster.members()) {
            assertThat(entriesTo(peer, sent))
                    .hasSize(peer.equals(leader) ? 0 : 10)
                    .doesNotHaveDuplicates();
        }
        long requests = sent.stream()
                .filter(each -> each.message() instanceof Message.AppendEntries)
                .count();
        long heartbeats = 2 * (1 + (cluster.now() - start) / (100 * MS));
        assertThat(requests).isBetween(20L, 20L + heartbeats);
        assertThat(cluster.words(N1)).hasSize(10).isEqualTo(cluster.words(N2)).isEqualTo(cluster.words(N3));
    }

    @Test
    void theLossOfAnyOneMessageIsMadeGood() {
        everyMessageInTurn(message -> new long[0]);
    }

    @Test
    void aMessageThatComesTwiceOrMuchTooLateDoesNoHarm() {
        everyMessageInTurn(message -> new long[] {MS, 3 * MS});
        everyMessageInTurn(message -> new long[] {35 * MS});
    }

    private static void everyMessageInTurn(LittleCluster.Links fault) {
        int messages = scene(-1, fault);
        for (int victim = 0; victim < messages; victim++) {
            scene(victim, fault);
        }
    }

    /** An election and ten commands, each node's messages as given but for one; returns how many there were. */
    private static int scene(int victim, LittleCluster.Links fault) {
        LittleCluster cluster = LittleCluster.replicating(3, 9, Features.DEFAULT);
        cluster.links(message -> cluster.sent.size() - 1 == victim ? fault.delays(message) : new long[] {2 * MS});
        cluster.startAll().awaitLeader();
        for (int i = 1; i <= 10; i++) {
            cluster.ask(cluster.leader(), propose(i));
            cluster.run(7 * MS);
        }
        int messages = cluster.sent.size();
        cluster.run(500 * MS);
        assertThat(cluster.answers.values())
                .as("message %d", victim)
                .hasSize(10)
                .allMatch(answer -> answer instanceof Answer.Done);
        for (NodeId node : cluster.members()) {
            assertThat(cluster.words(node))
                    .as("message %d", victim)
                    .containsExactly("w1", "w2", "w3", "w4", "w5", "w6", "w7", "w8", "w9", "w10");
        }
        return messages;
    }

    private static List<String> entriesTo(NodeId peer, List<Sent> sent) {
        List<String> all = new ArrayList<>();
        for (Sent each : sent) {
            if (each.to().equals(peer) && each.message() instanceof Message.AppendEntries append) {
                all.addAll(texts(append.entries()));
            }
        }
        return all;
    }

    private static long refusalsBy(LittleCluster cluster, NodeId node) {
        return cluster.sent(Message.AppendReply.class).stream()
                .filter(sent -> sent.from().equals(node) && !((Message.AppendReply) sent.message()).success())
                .count();
    }

    private static Input propose(int number) {
        return new Input.Propose(number, new Word("w" + number));
    }

    /** The leader of the term after the disk's, elected by n2 (and n3 of five). */
    private static Probe leader(int members, Stored disk, Features features) {
        long term = disk.hardState().term() + 1;
        Probe probe =
                new Probe(members, new RaftRules(), features, disk).expire().hear(vote(N2, term));
        return members > 3 ? probe.hear(vote(N3, term)) : probe;
    }
}
