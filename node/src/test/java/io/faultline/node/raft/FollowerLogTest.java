package io.faultline.node.raft;

import static io.faultline.node.testing.Logs.entry;
import static io.faultline.node.testing.Logs.ofTerms;
import static io.faultline.node.testing.Probe.N1;
import static io.faultline.node.testing.Probe.N2;
import static io.faultline.node.testing.Probe.N3;
import static io.faultline.node.testing.Probe.append;
import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.node.testing.Logs;
import io.faultline.node.testing.MemoryDisk;
import io.faultline.node.testing.Probe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a follower does with its leader's entries: the receiver's rules of AppendEntries (Figure 2). */
class FollowerLogTest {
    @Test
    void entriesThatWouldLeaveAGapAreRefusedWithThePlaceBehindTheEnd() {
        Probe probe = follower(5, 1, 1, 4).hear(append(N2, 5, new LogTail(5, 4), 0, entry(5, "x")));
        assertThat(probe.reply()).isEqualTo(refusal(5, 5, 4, 0));
        assertThat(probe.status().log()).isEqualTo(new LogTail(3, 4));
    }

    @Test
    void entriesBehindAnotherTermAreRefusedWithThatTermAndItsFirstPlace() {
        Probe probe = follower(6, 1, 1, 4, 4, 4, 5).hear(append(N2, 6, new LogTail(5, 5), 0));
        assertThat(probe.reply()).isEqualTo(refusal(6, 5, 3, 4));
        assertThat(probe.effects().persist()).as("nothing is removed yet").isEmpty();
    }

    @Test
    void theFirstPlaceOfATermIsNotLookedForBehindTheSnapshot() {
        Probe probe = new Probe(3, new RaftRules(), Features.DEFAULT, Logs.stored(6, snapshot(10, 4), ofTerms(4, 4, 4)))
                .hear(append(N2, 6, new LogTail(13, 5), 0));
        assertThat(probe.reply()).isEqualTo(refusal(6, 13, 11, 4));
    }

    @Test
    void whereTermsDifferTheOwnEntriesGoWithAllBehindThem() {
        Entry news = entry(3, "x");
        Probe probe = follower(2, 1, 2, 2, 2).hear(append(N2, 3, new LogTail(1, 1), 0, news));
        assertThat(probe.effects().persist())
                .containsExactly(
                        Probe.written(3, 0), new DiskWrite.Truncate(2), new DiskWrite.Append(2, List.of(news)));
        assertThat(probe.facts()).contains(new Fact.Truncated(2));
        assertThat(probe.reply()).isEqualTo(success(3, 1, 2));
    }

    @Test
    void entriesThatAreThereAlreadyAreNotWrittenAgain() {
        Probe probe = follower(2, 1, 2, 2);
        probe.hear(append(N2, 2, new LogTail(1, 1), 0, ofTerms(2, 2, 2)));
        assertThat(probe.effects().persist()).containsExactly(new DiskWrite.Append(4, List.of(ofTerms(2))));
        probe.hear(append(N2, 2, new LogTail(1, 1), 0, ofTerms(2, 2, 2)));
        assertThat(probe.effects().persist()).isEmpty();
        assertThat(probe.reply()).isEqualTo(success(2, 1, 4));
    }

    @Test
    void aShortOrEmptyRequestRemovesNothingAndSaysNoMoreThanItKnows() {
        Probe probe = follower(2, 1, 2, 2, 2);
        probe.hear(append(N2, 2, new LogTail(1, 1), 0, ofTerms(2)));
        assertThat(probe.reply()).isEqualTo(success(2, 1, 2));
        probe.hear(append(N2, 2, new LogTail(1, 1), 0));
        assertThat(probe.reply()).isEqualTo(success(2, 1, 1));
        assertThat(probe.status().log()).isEqualTo(new LogTail(4, 2));
    }

    /** Any order of any pieces of one leader's log, each as often as you like: what was said to be held stays. */
    @Test
    void noOrderOfOneLeadersRequestsRemovesWhatWasOnceHeld() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Entry[] leaders = ofTerms(1, 1, 2, 2, 2, 4, 4, 4, 4, 6, 6, 6);
            Probe probe = follower(5, random.nextBoolean() ? new long[] {1, 1, 3, 3, 3} : new long[] {1, 1, 2, 5, 5});
            long held = 0;
            long commit = 0;
            for (int i = 0; i < 60; i++) {
                int from = random.nextInt(leaders.length + 1);
                int to = from + random.nextInt(leaders.length + 1 - from);
                LogTail previous = from == 0 ? LogTail.EMPTY : new LogTail(from, leaders[from - 1].term());
                probe.hear(append(N2, 6, previous, random.nextInt(13), Arrays.copyOfRange(leaders, from, to)));
                Message.AppendReply reply = (Message.AppendReply) probe.reply();
                held = reply.success() ? Math.max(held, reply.index()) : held;
                assertThat(probe.status().log().index()).as("seed %d", seed).isGreaterThanOrEqualTo(held);
                assertThat(probe.status().commit()).as("seed %d", seed).isBetween(commit, held);
                commit = probe.status().commit();
            }
            assertThat(held).as("seed %d reached the end", seed).isGreaterThan(6);
        }
    }

    @Test
    void theCommitIndexFollowsTheLeadersButNoFurtherThanWhatIsKnownToAgree() {
        Probe probe = follower(2, 1, 1, 1);
        probe.hear(append(N2, 2, new LogTail(1, 1), 9));
        assertThat(probe.status().commit())
                .as("2 and 3 may differ from the leader's")
                .isEqualTo(1);
        probe.hear(append(N2, 2, new LogTail(1, 1), 9, ofTerms(1)));
        assertThat(probe.status().commit()).isEqualTo(2);
        probe.hear(append(N2, 2, new LogTail(3, 1), 2));
        assertThat(probe.status().commit()).isEqualTo(2);
        probe.hear(append(N2, 2, LogTail.EMPTY, 3));
        assertThat(probe.status().commit()).as("never back").isEqualTo(2);
    }

    @Test
    void aLeaderOfAnOlderTermChangesNothing() {
        Probe probe = follower(5, 1, 1, 4);
        NodeStatus before = probe.status();
        probe.hear(append(N2, 4, new LogTail(2, 1), 3, ofTerms(4, 4)));
        assertThat(probe.reply()).isEqualTo(new Message.AppendReply(N1, 5, 4, false, 2, 4, 0, 1));
        assertThat(probe.status()).isEqualTo(before);
        assertThat(probe.effects().persist()).isEmpty();
        assertThat(probe.effects().applies()).isFalse();
    }

    @Test
    void aTurnOfManyRequestsIsWrittenInOneGroupAndOnlyThenAnswered() {
        Probe probe = follower(2, 1, 2, 2);
        probe.step(
                received(append(N2, 2, new LogTail(3, 2), 0, entry(2, "a"))),
                received(append(N2, 2, new LogTail(4, 2), 0, entry(2, "b"))),
                received(append(N3, 3, new LogTail(4, 2), 0, entry(3, "c"))));
        assertThat(probe.effects().early()).isEmpty();
        assertThat(probe.effects().persist())
                .containsExactly(
                        Probe.written(3, 0),
                        new DiskWrite.Append(4, List.of(entry(2, "a"))),
                        new DiskWrite.Append(5, List.of(entry(2, "b"))),
                        new DiskWrite.Truncate(5),
                        new DiskWrite.Append(5, List.of(entry(3, "c"))));
        assertThat(probe.effects().persistLate()).isEmpty();
        assertThat(probe.effects().messages()).hasSize(3);
    }

    @Test
    void aWriteGroupOfAnyTurnsLeavesOnDiskWhatTheNodeHolds() {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Stored stored = Logs.stored(1, ofTerms(1, 1, 1));
            MemoryDisk disk = new MemoryDisk(stored);
            Probe probe = new Probe(3, new RaftRules(), Features.DEFAULT, stored);
            long term = 1;
            for (int turn = 0; turn < 20; turn++) {
                List<Input> inputs = new ArrayList<>();
                for (int i = random.nextInt(4); i >= 0; i--) {
                    term += random.nextInt(2);
                    List<Entry> known = disk.stored().entries();
                    int from = random.nextInt(known.size() + 1);
                    LogTail previous = from == 0
                            ? LogTail.EMPTY
                            : new LogTail(from, known.get(from - 1).term());
                    Entry[] news = ofTerms(term, term).clone();
                    inputs.add(received(append(N2, term, previous, 0, Arrays.copyOf(news, random.nextInt(3)))));
                }
                probe.step(inputs.toArray(Input[]::new));
                probe.effects().persist().forEach(disk::write);
                assertThat(disk.stored().tail())
                        .as("seed %d", seed)
                        .isEqualTo(probe.status().log());
                assertThat(disk.stored().hardState().term())
                        .as("seed %d", seed)
                        .isEqualTo(probe.status().term());
            }
        }
    }

    private static Input received(Message message) {
        return new Input.Received(message);
    }

    private static Probe follower(long term, long... terms) {
        return new Probe(3, new RaftRules(), Features.DEFAULT, Logs.stored(term, ofTerms(terms)));
    }

    private static Snapshot snapshot(long index, long term) {
        Configuration three = Configuration.of(NodeSet.of(N1, N2, N3));
        return new Snapshot(new Snapshot.Meta(index, term, 0, 7, three, 0), Bytes.EMPTY);
    }

    private static Message refusal(long term, long previous, long index, long conflictTerm) {
        return Probe.refuses(N1, term, previous, index, conflictTerm);
    }

    private static Message success(long term, long previous, long index) {
        return new Message.AppendReply(N1, term, term, true, previous, index, 0, 1);
    }
}
