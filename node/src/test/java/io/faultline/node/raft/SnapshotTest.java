package io.faultline.node.raft;

import static io.faultline.node.testing.LittleCluster.MS;
import static io.faultline.node.testing.Logs.entry;
import static io.faultline.node.testing.Logs.ofTerms;
import static io.faultline.node.testing.Probe.N1;
import static io.faultline.node.testing.Probe.N2;
import static io.faultline.node.testing.Probe.N3;
import static io.faultline.node.testing.Probe.append;
import static io.faultline.node.testing.Probe.holds;
import static io.faultline.node.testing.Probe.refuses;
import static io.faultline.node.testing.Probe.vote;
import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.node.raft.Message.InstallSnapshot;
import io.faultline.node.testing.Journal;
import io.faultline.node.testing.LittleCluster;
import io.faultline.node.testing.Logs;
import io.faultline.node.testing.Probe;
import io.faultline.node.testing.Word;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Snapshots in place of the beginning of a log: taken, sent in pieces, and installed (§7, Figure 13). */
class SnapshotTest {
    /** A snapshot every 3 entries, sent 4 bytes at a time. */
    private static final Features SMALL =
            Features.DEFAULT.withPreVote(false).withLimits(new Features.Limits(64, 1 << 16, 8, 99, 3, 4));

    private static final Configuration THREE = Configuration.of(NodeSet.of(N1, N2, N3));
    private static final Bytes TEN_BYTES = Bytes.wrap("one two xy".getBytes(StandardCharsets.UTF_8));

    // ---- taking one ----

    @Test
    void aNodeTakesASnapshotWhenItHasAppliedSoManyEntriesAndItsLogBeginsBehindIt() {
        Probe probe = follower(Logs.stored(2, ofTerms(1)));
        probe.hear(append(N2, 2, new LogTail(1, 1), 2, new Entry(2, 50, new Word("a"))))
                .apply();
        assertThat(probe.effects().persist()).as("two are not three").isEmpty();
        probe.hear(append(N2, 2, new LogTail(2, 2), 3, new Entry(2, 70, new Word("b")), entry(2, "c")))
                .apply();
        assertThat(probe.effects().persist()).singleElement().satisfies(write -> {
            DiskWrite.Save save = (DiskWrite.Save) write;
            assertThat(save.keepsSuffix()).isTrue();
            Snapshot.Meta meta = save.snapshot().meta();
            assertThat(meta.index()).isEqualTo(3);
            assertThat(meta.term()).isEqualTo(2);
            assertThat(meta.time()).isEqualTo(70);
            assertThat(meta.configuration()).isEqualTo(THREE);
            assertThat(meta.configIndex()).isEqualTo(0);
        });
        assertThat(probe.status().snapshot()).isEqualTo(3);
        assertThat(probe.status().log()).as("the rest stays").isEqualTo(new LogTail(4, 2));
        assertThat(probe.facts()).contains(new Fact.SnapshotTaken(new Fact.SnapshotPoint(3, 2, digest("a", "b"))));
    }

    @Test
    void aSnapshotCarriesTheConfigurationAtItsEntryAndNotALaterOne() {
        Configuration first = Configuration.of(NodeSet.of(N1, N2));
        Configuration second = Configuration.of(NodeSet.of(N2));
        Probe probe = follower(Logs.stored(
                1,
                Logs.empty(1),
                new Entry(1, 0, new Payload.ConfigChange(first)),
                Logs.empty(1),
                new Entry(1, 0, new Payload.ConfigChange(second))));
        probe.hear(append(N2, 1, new LogTail(4, 1), 3)).apply();
        Snapshot.Meta meta =
                ((DiskWrite.Save) probe.effects().persist().get(0)).snapshot().meta();
        assertThat(meta.index()).isEqualTo(3);
        assertThat(meta.configuration()).isEqualTo(first);
        assertThat(meta.configIndex()).isEqualTo(2);
        assertThat(probe.status().configuration()).isEqualTo(second);
        probe.hear(append(N3, 2, new LogTail(3, 1), 3, Logs.empty(2)));
        assertThat(probe.status().configuration())
                .as("what it falls back on is the snapshot's")
                .isEqualTo(first);
    }

    @Test
    void aNodeGoesOnFromItsSnapshotAndTheLogBehindIt() {
        Snapshot snapshot = snapshot(10, 3, THREE);
        Probe probe = follower(Logs.stored(4, snapshot, entry(3, "x"), entry(4, "y")));
        assertThat(probe.status().commit()).isEqualTo(10);
        assertThat(probe.status().applied()).isEqualTo(10);
        assertThat(probe.status().log()).isEqualTo(new LogTail(12, 4));
        assertThat(probe.facts())
                .anySatisfy(fact -> assertThat(((Fact.Started) fact).snapshot())
                        .isEqualTo(new Fact.SnapshotPoint(10, 3, digest("one", "two", "xy"))));
        probe.hear(append(N2, 4, new LogTail(12, 4), 12)).apply();
        assertThat(probe.status().applied()).isEqualTo(12);
    }

    // ---- getting one ----

    @Test
    void piecesMakeASnapshotThatReplacesStateAndLog() {
        Probe probe = follower(Logs.stored(4, ofTerms(1, 1, 2)));
        Snapshot snapshot = snapshot(10, 3, Configuration.of(NodeSet.of(N2, N3)));
        assertThat(probe.hear(piece(snapshot, 4, 0, 4)).reply()).isEqualTo(asked(4, 4));
        assertThat(probe.hear(piece(snapshot, 4, 4, 8)).reply()).isEqualTo(asked(4, 8));
        assertThat(probe.effects().persist()).isEmpty();
        assertThat(probe.status().commit()).isEqualTo(0);
        assertThat(probe.hear(piece(snapshot, 4, 8, 10)).reply()).isEqualTo(installed(4));
        assertThat(probe.effects().persist()).containsExactly(new DiskWrite.Save(snapshot, false));
        assertThat(probe.facts())
                .contains(new Fact.SnapshotInstalled(new Fact.SnapshotPoint(10, 3, digest("one", "two", "xy"))));
        assertThat(probe.status().log()).isEqualTo(new LogTail(10, 3));
        assertThat(probe.status().commit()).isEqualTo(10);
        assertThat(probe.status().applied()).isEqualTo(10);
        assertThat(probe.status().configuration()).isEqualTo(snapshot.meta().configuration());
        assertThat(probe.effects().applies()).isFalse();
    }

    @Test
    void aSnapshotTellsWhichEntryItsConfigurationIsFromThoughItNamesTheSameMembers() {
        Snapshot.Meta meta = new Snapshot.Meta(10, 3, 40, 77, THREE, 9);
        Probe probe = follower(Stored.NOTHING).hear(piece(new Snapshot(meta, TEN_BYTES), 4, 0, 10));
        assertThat(probe.facts()).contains(new Fact.ConfigChanged(9, THREE));
        Probe unchanged = follower(Stored.NOTHING).hear(piece(snapshot(10, 3, THREE), 4, 0, 10));
        assertThat(unchanged.facts()).noneMatch(Fact.ConfigChanged.class::isInstance);
    }

    @Test
    void theLogBehindTheSnapshotStaysIfItHoldsTheSnapshotsLastEntry() {
        Probe probe = follower(Logs.stored(4, ofTerms(1, 1, 3, 4, 4)));
        Snapshot snapshot = snapshot(3, 3, THREE);
        probe.hear(piece(snapshot, 4, 0, 10));
        assertThat(probe.effects().persist()).containsExactly(new DiskWrite.Save(snapshot, true));
        assertThat(probe.status().log()).isEqualTo(new LogTail(5, 4));
        assertThat(probe.status().commit()).isEqualTo(3);
    }

    @Test
    void aLogWithAnotherEntryThereGoesAsAWhole() {
        Probe probe = follower(Logs.stored(4, ofTerms(1, 1, 2, 2, 2)));
        Snapshot snapshot = snapshot(3, 3, THREE);
        probe.hear(piece(snapshot, 4, 0, 10));
        assertThat(probe.effects().persist()).containsExactly(new DiskWrite.Save(snapshot, false));
        assertThat(probe.status().log()).isEqualTo(new LogTail(3, 3));
    }

    @Test
    void aSnapshotOfWhatIsCommittedHereAlreadyChangesNothing() {
        Probe probe = follower(Logs.stored(4, ofTerms(1, 1, 3, 4)));
        probe.hear(append(N2, 4, new LogTail(4, 4), 3)).apply();
        NodeStatus before = probe.status();
        Snapshot snapshot = snapshot(3, 3, THREE);
        assertThat(probe.hear(piece(snapshot, 4, 0, 4)).reply())
                .as("its sender may go on behind it")
                .isEqualTo(installed(4, 3));
        assertThat(probe.hear(piece(snapshot, 4, 0, 10)).reply()).isEqualTo(installed(4, 3));
        assertThat(probe.status()).isEqualTo(before);
        assertThat(probe.effects().persist()).isEmpty();
    }

    @Test
    void aLeaderOfAnOlderTermInstallsNothingAndOneOfALaterIsFollowed() {
        Snapshot snapshot = snapshot(10, 3, THREE);
        Probe probe = follower(Logs.stored(4));
        long deadline = probe.effects().deadline();
        assertThat(probe.after(MS).hear(piece(snapshot, 3, 0, 10)).reply())
                .isEqualTo(new Message.SnapshotReply(N1, 4, 3, 10, 0, false, 1));
        assertThat(probe.effects().deadline()).isEqualTo(deadline);
        assertThat(probe.status().commit()).isEqualTo(0);
        probe.hear(piece(snapshot, 5, 0, 4));
        assertThat(probe.status().term()).isEqualTo(5);
        assertThat(probe.status().leader()).contains(N2);
        assertThat(probe.effects().persist()).containsExactly(Probe.written(5, 0));
        assertThat(probe.untilDeadline()).as("a sign of life").isBetween(400 * MS, 600 * MS - 1);
    }

    @Test
    void aPieceOfANewerSnapshotBeginsAnewAndOneOfTheSameFromTheNextLeaderGoesOn() {
        Snapshot old = snapshot(10, 3, THREE);
        Probe probe = follower(Logs.stored(4)).hear(piece(old, 4, 0, 4));
        InstallSnapshot again = new InstallSnapshot(N3, 5, old.meta(), 0, 10, TEN_BYTES.slice(0, 4), 1);
        assertThat(((Message.SnapshotReply) probe.hear(again).reply()).next()).isEqualTo(4);
        Snapshot newer = snapshot(12, 3, THREE);
        InstallSnapshot middle = new InstallSnapshot(N3, 5, newer.meta(), 4, 10, TEN_BYTES.slice(4, 8), 1);
        assertThat(((Message.SnapshotReply) probe.hear(middle).reply()).next()).isEqualTo(0);
        InstallSnapshot all = new InstallSnapshot(N3, 5, newer.meta(), 0, 10, TEN_BYTES, 1);
        assertThat(((Message.SnapshotReply) probe.hear(all).reply()).installed())
                .isTrue();
        assertThat(probe.status().commit()).isEqualTo(12);
    }

    @Test
    void noOrderOrRepetitionOfPiecesMakesAnythingButTheSnapshot() {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Snapshot snapshot = snapshot(10, 3, THREE);
            Probe probe = follower(Logs.stored(4, ofTerms(1, 1)));
            for (int i = 0; i < 500 && probe.status().commit() < 10; i++) {
                int from = random.nextInt(11);
                probe.hear(piece(snapshot, 4, from, from + random.nextInt(11 - from)));
                if (probe.status().commit() == 10) {
                    assertThat(probe.effects().persist())
                            .as("seed %d", seed)
                            .containsExactly(new DiskWrite.Save(snapshot, false));
                }
            }
            assertThat(probe.status().commit()).as("seed %d", seed).isEqualTo(10);
        }
    }

    @Test
    void entriesThatBeginBeforeTheSnapshotCountFromItsEndOn() {
        Probe probe = follower(Logs.stored(4, snapshot(10, 3, THREE)));
        probe.hear(append(N2, 4, new LogTail(8, 3), 0, ofTerms(3, 3, 4, 4)));
        assertThat(probe.effects().persist()).containsExactly(new DiskWrite.Append(11, List.of(ofTerms(4, 4))));
        assertThat(probe.status().log()).isEqualTo(new LogTail(12, 4));
        probe.hear(append(N2, 4, LogTail.EMPTY, 0, ofTerms(1, 1, 3)));
        assertThat(probe.effects().persist()).isEmpty();
        assertThat(((Message.AppendReply) probe.reply()).success()).isTrue();
        assertThat(probe.status().log()).isEqualTo(new LogTail(12, 4));
    }

    // ---- sending one ----

    @Test
    void whoNeedsEntriesThatAreGoneGetsTheSnapshotPieceByPieceAndThenTheLog() {
        Probe leader = leaderWithSnapshot();
        assertThat(offsets(leader.hear(refuses(N2, 5, 11, 1, 0)))).containsExactly(0);
        assertThat(offsets(leader.hear(next(4, 1)))).containsExactly(4);
        assertThat(offsets(leader.hear(next(4, 1)))).as("sent already").isEmpty();
        assertThat(offsets(leader.hear(next(8, 1)))).containsExactly(8);
        leader.hear(new Message.SnapshotReply(N2, 5, 5, 10, 10, true, 1));
        assertThat(leader.entriesTo(N2))
                .singleElement()
                .satisfies(sent -> assertThat(sent.previous()).isEqualTo(new LogTail(10, 3)));
        assertThat(leader.hear(holds(N2, 5, 12)).status().commit()).isEqualTo(12);
    }

    @Test
    void aLostPieceIsSentAgainWithTheNextHeartbeatAndNotBefore() {
        Probe leader = leaderWithSnapshot().hear(refuses(N2, 5, 11, 1, 0)).hear(next(4, 1));
        leader.hear(holds(N3, 5, 12));
        assertThat(leader.saidTo(N2)).isEmpty();
        assertThat(offsets(leader.expire())).containsExactly(4);
        assertThat(offsets(leader.hear(next(0, 2))))
                .as("the receiver began anew")
                .containsExactly(0);
    }

    @Test
    void neitherReadsNorLateAnswersBringForthAPieceTwice() {
        Probe leader = leaderWithSnapshot().hear(refuses(N2, 5, 11, 1, 0));
        assertThat(offsets(leader.step(new Input.Read(1, new Word("?"))))).isEmpty();
        assertThat(offsets(leader.hear(new Message.AppendReply(N2, 5, 5, true, 0, 0, 0, 2))))
                .isEmpty();
        assertThat(offsets(leader.hear(next(4, 2)))).containsExactly(4);
    }

    // ---- together ----

    @Test
    void whoWasAwayCatchesUpByPiecesOverLinksThatLoseRepeatAndReorder() {
        for (long seed = 0; seed < 15; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            LittleCluster cluster = LittleCluster.replicating(3, seed, SMALL.withPreVote(true));
            cluster.startAll().awaitLeader();
            NodeId away = cluster.members().get(cluster.leader().number() % 3);
            cluster.isolate(away);
            propose(cluster, 1, 10);
            cluster.links(message -> random.nextInt(5) == 0
                    ? new long[0]
                    : random.nextInt(5) == 0 ? new long[] {MS, 9 * MS} : new long[] {MS + random.nextLong(30 * MS)});
            cluster.healAll();
            for (int i = 11; i <= 20; i++) {
                propose(cluster, i, i);
                if (i == 15) {
                    cluster.isolate(cluster.leader());
                    cluster.run(1_500 * MS);
                    cluster.healAll();
                }
            }
            cluster.links(message -> new long[] {MS});
            cluster.awaitLeader();
            propose(cluster, 21, 21);
            cluster.run(500 * MS);
            assertThat(cluster.words(away))
                    .as("seed %d", seed)
                    .contains("w1", "w10", "w21")
                    .isEqualTo(cluster.words(cluster.leader()));
            assertThat(cluster.reports(Fact.SnapshotInstalled.class))
                    .as("seed %d", seed)
                    .isNotEmpty();
        }
    }

    @Test
    void aNodeThatIsSlowerThanSnapshotsAreTakenCatchesUpAllTheSame() {
        LittleCluster cluster = LittleCluster.replicating(3, 1, SMALL.withPreVote(true));
        cluster.startAll().awaitLeader();
        NodeId leader = cluster.leader();
        NodeId away = cluster.members().get(leader.number() % 3);
        cluster.isolate(away);
        propose(cluster, 1, 30);
        cluster.healAll();
        for (int i = 31; i <= 90; i++) {
            propose(cluster, i, i);
        }
        cluster.run(2_000 * MS);
        assertThat(cluster.words(away)).hasSize(90).isEqualTo(cluster.words(leader));
        assertThat(cluster.reports(Fact.SnapshotInstalled.class).size()).isGreaterThan(1);
    }

    @Test
    void logTimeNeverGoesBackAcrossLeadersAndSnapshots() {
        LittleCluster cluster = LittleCluster.replicating(3, 1, SMALL.withPreVote(true));
        long last = 0;
        cluster.startAll();
        for (int i = 1; i <= 12; i += 3) {
            cluster.awaitLeader();
            NodeId leader = cluster.leader();
            propose(cluster, i, i + 2);
            cluster.run(300 * MS);
            long time = cluster.disk(leader).snapshot().orElseThrow().meta().time();
            assertThat(time).isGreaterThan(last);
            last = time;
            cluster.crash(leader);
            cluster.run(1_500 * MS);
            cluster.start(leader);
        }
    }

    private static void propose(LittleCluster cluster, int from, int to) {
        for (int i = from; i <= to; i++) {
            if (cluster.leader() != null) {
                cluster.ask(cluster.leader(), new Input.Propose(i, new Word("w" + i)));
            }
            cluster.run(5 * MS);
        }
    }

    /** n1 leads term 5 with a snapshot up to entry 10, and 11 and 12 behind it; n3 has it all but the last. */
    private static Probe leaderWithSnapshot() {
        Probe leader = new Probe(3, new RaftRules(), SMALL, Logs.stored(4, snapshot(10, 3, THREE), entry(4, "z")));
        return leader.expire().hear(vote(N3, 5)).hear(holds(N3, 5, 11));
    }

    private static List<Integer> offsets(Probe leader) {
        List<Integer> offsets = new ArrayList<>();
        for (Message message : leader.saidTo(N2)) {
            if (message instanceof InstallSnapshot install) {
                offsets.add(install.offset());
            }
        }
        return offsets;
    }

    private static Message next(int offset, long round) {
        return new Message.SnapshotReply(N2, 5, 5, 10, offset, false, round);
    }

    private static Probe follower(Stored disk) {
        return new Probe(3, new RaftRules(), SMALL, disk);
    }

    private static Snapshot snapshot(long index, long term, Configuration configuration) {
        long configIndex = configuration.equals(THREE) ? 0 : index - 1;
        return new Snapshot(new Snapshot.Meta(index, term, 40, 77, configuration, configIndex), TEN_BYTES);
    }

    private static Message piece(Snapshot snapshot, long term, int from, int to) {
        return new InstallSnapshot(
                N2, term, snapshot.meta(), from, 10, snapshot.data().slice(from, to), 1);
    }

    private static Message asked(long term, int next) {
        return new Message.SnapshotReply(N1, term, term, 10, next, false, 1);
    }

    private static Message installed(long term) {
        return installed(term, 10);
    }

    private static Message installed(long term, long index) {
        return new Message.SnapshotReply(N1, term, term, index, 10, true, 1);
    }

    private static long digest(String... words) {
        Journal journal = new Journal();
        for (int i = 0; i < words.length; i++) {
            journal.apply(i + 1, 0, new Word(words[i]));
        }
        return journal.digest();
    }
}
