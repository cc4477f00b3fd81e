package io.faultline.node.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.faultline.node.raft.Bytes;
import io.faultline.node.raft.Configuration;
import io.faultline.node.raft.Entry;
import io.faultline.node.raft.HardState;
import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.NodeSet;
import io.faultline.node.raft.Snapshot;
import io.faultline.node.raft.Stored;
import io.faultline.node.testing.Word;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Files whose checksums are all good, but which can't have been written one after the other by one node. */
class LogReaderTest {
    private static final Path HOME = Path.of("/data");
    private static final NodeId N1 = NodeId.of(1);
    private static final HardState TERM_3 = new HardState(3, 1);

    private final PowerCutDisk disk = new PowerCutDisk();
    private final LogDirectory directory = new LogDirectory(disk, HOME, N1);

    @Test
    void groupsThatFollowEachOtherAreReadAcrossSegments() throws IOException {
        begin(List.of(new Item.Incarnation(4), new Item.State(TERM_3)), words(1, 3, "a", "b"));
        goOn(2, 2, new Item.Truncate(2), words(2, 4, "c"));
        try (WriteAheadLog wal = open()) {
            assertThat(wal.recovered())
                    .isEqualTo(new Recovered(
                            5,
                            new Stored(
                                    TERM_3,
                                    Optional.empty(),
                                    List.of(new Entry(3, 0, new Word("a")), new Entry(4, 0, new Word("c")))),
                            false,
                            Optional.empty()));
        }
    }

    @Test
    void entriesBehindAGapOrInTheMiddleOfTheLogAreRefused() throws IOException {
        assertCannotFollow(words(4, 3, "d"), "entries from 4 on, behind a log that ends with entry 2");
        assertCannotFollow(words(2, 3, "b"), "entries from 2 on, behind a log that ends with entry 2");
        assertCannotFollow(words(0, 3, "z"), "entries from 0 on, behind a log that ends with entry 2");
    }

    @Test
    void removingEntriesThatAreNotThereIsRefused() throws IOException {
        assertCannotFollow(new Item.Truncate(3), "removed from 3 on, of a log that holds 1 to 2");
        assertCannotFollow(new Item.Truncate(0), "removed from 0 on, of a log that holds 1 to 2");
        assertCannotFollow(new Item.Truncate(Long.MIN_VALUE), "of a log that holds 1 to 2");
    }

    @Test
    void aTermThatGoesBackWithinTheLogIsRefused() throws IOException {
        assertCannotFollow(words(3, 2, "c"), "an entry of term 2 behind one of term 3");
        Item within = new Item.Append(3, List.of(new Entry(5, 0, new Word("c")), new Entry(4, 0, new Word("d"))));
        assertCannotFollow(within, "an entry of term 4 behind one of term 5");
    }

    @Test
    void aStartThatWasCountedBeforeIsRefused() throws IOException {
        assertCannotFollow(new Item.Incarnation(4), "start 4 after start 4");
    }

    @Test
    void aSnapshotOfWhatTheLogDoesNotHoldIsRefused() throws IOException {
        assertCannotFollow(new Item.Save(3, true), "a snapshot up to entry 3 for a log that holds 1 to 2");
        assertCannotFollow(new Item.Save(0, false), "a snapshot up to entry 0");
    }

    @Test
    void aSnapshotThatEndsInALaterTermThanTheEntryBehindItIsRefused() throws IOException {
        Snapshot.Meta meta = new Snapshot.Meta(9, 4, 0, 0, Configuration.of(NodeSet.of(N1)), 0);
        directory.createSnapshot(new Snapshot(meta, Bytes.EMPTY));
        begin(List.of(new Item.Incarnation(4), new Item.Save(9, false), words(10, 3, "j")));
        assertThatThrownBy(this::open)
                .isInstanceOf(CorruptLogException.class)
                .hasMessageContaining(directory.snapshot(9) + " ends in term 4, but the log goes on behind it with an"
                        + " entry of term 3");
    }

    @Test
    void aSnapshotWithoutALogIsNotTakenForANewNode() throws IOException {
        Snapshot.Meta meta = new Snapshot.Meta(9, 4, 0, 0, Configuration.of(NodeSet.of(N1)), 0);
        directory.createSnapshot(new Snapshot(meta, Bytes.EMPTY));
        assertThatThrownBy(this::open)
                .isInstanceOf(CorruptLogException.class)
                .hasMessageContaining("/data holds a snapshot but no log");
    }

    @Test
    void aSegmentThatIsMissingBetweenTwoIsMissed() throws IOException {
        begin(start(), words(1, 3, "a"));
        goOn(3, 2, words(2, 3, "b"));
        assertThatThrownBy(this::open)
                .isInstanceOf(CorruptLogException.class)
                .hasMessageContaining(directory.segment(1) + " is followed by segment 3: what was between is missing");
    }

    @Test
    void aSegmentThatIsNotTheLastMustHaveAllItsGroups() throws IOException {
        begin(start(), words(1, 3, "a"), words(2, 3, "b"));
        goOn(2, 3, words(3, 3, "c"));
        byte[] whole = disk.bytes(directory.segment(1));
        int last = whole.length - group(1, 3, words(2, 3, "b")).length;

        disk.put(directory.segment(1), Arrays.copyOf(whole, last));
        assertRefusedAt(last, 3, "is missing, though a later file follows");
        disk.put(directory.segment(1), Arrays.copyOf(whole, last + 1));
        assertRefusedAt(last, 3, "is cut off, though a later file follows");
        disk.put(directory.segment(1), Arrays.copyOf(whole, whole.length + 5));
        assertRefusedAt(whole.length, 4, "is cut off, though a later file follows");
        disk.put(directory.segment(1), whole);
        open().close();
    }

    @Test
    void aSegmentThatHasMoreGroupsThanTheNextOneKnowsIsRefused() throws IOException {
        begin(start(), words(1, 3, "a"));
        goOn(2, 1, words(1, 3, "a"));
        assertThatThrownBy(this::open).hasMessageContaining("has 2 groups, where the next file says 1");
    }

    @Test
    void aSegmentUnderTheNameOfAnotherIsRefused() throws IOException {
        begin(start());
        disk.put(directory.segment(2), disk.bytes(directory.segment(1)));
        assertThatThrownBy(this::open).hasMessageContaining(directory.segment(2) + " says that it is segment 1");
    }

    @Test
    void aCommandThatNobodyCanReadIsRefusedWithItsPlace() throws IOException {
        begin(start(), words(1, 3, "a"));
        int place = disk.bytes(directory.segment(1)).length - group(1, 2, words(1, 3, "a")).length;
        assertThatThrownBy(() -> WriteAheadLog.open(
                        disk,
                        HOME,
                        N1,
                        bytes -> {
                            throw new IllegalArgumentException("a command of tomorrow");
                        },
                        LogTail.EMPTY))
                .isInstanceOf(CorruptLogException.class)
                .hasMessageContaining(
                        "group 2 at byte " + place + " has a good checksum but holds a command of tomorrow");
    }

    @Test
    void aFileLongerThanCanBeReadIsNotTakenForOneThatWasCutOff() throws IOException {
        LogDirectory narrow = new LogDirectory(disk, HOME, N1, 100);
        disk.put(directory.segment(1), new byte[99]);
        assertThat(narrow.read(directory.segment(1))).hasSize(99);
        disk.put(directory.segment(1), new byte[100]);
        assertThatThrownBy(() -> narrow.read(directory.segment(1)))
                .isInstanceOf(CorruptLogException.class)
                .hasMessageContaining(directory.segment(1) + " has 100 bytes or more");
        Snapshot.Meta meta = new Snapshot.Meta(9, 4, 0, 0, Configuration.of(NodeSet.of(N1)), 0);
        assertThatThrownBy(() -> narrow.createSnapshot(new Snapshot(meta, Bytes.wrap(new byte[100]))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("more than the next start would read back");
        assertThat(disk.exists(directory.snapshot(9))).isFalse();
    }

    /** Behind two entries of term 3, in a segment that is not the first. */
    private void assertCannotFollow(Item item, String why) throws IOException {
        begin(start(), words(1, 3, "a", "b"));
        goOn(2, 2, new Item.State(TERM_3), item);
        int place = disk.bytes(directory.segment(2)).length - group(2, 2, item).length;
        CorruptLogException e = catchThrowableOfType(CorruptLogException.class, this::open);
        assertThat(e).as("%s", item).hasMessageContaining(why).hasMessageContaining("the node does not start");
        assertThat(e).hasMessageStartingWith(directory.segment(2) + " is damaged: group 2 at byte " + place + ' ');
    }

    private void assertRefusedAt(int place, int group, String why) {
        assertThatThrownBy(this::open)
                .isInstanceOf(CorruptLogException.class)
                .hasMessageContaining(
                        directory.segment(1) + " is damaged: group " + group + " at byte " + place + ' ' + why);
    }

    private static List<Item> start() {
        return List.of(new Item.Incarnation(4), new Item.State(TERM_3));
    }

    private static Item words(long from, long term, String... words) {
        return new Item.Append(
                from,
                Arrays.stream(words)
                        .map(word -> new Entry(term, 0, new Word(word)))
                        .toList());
    }

    private static byte[] group(long segment, long number, Item item) throws IOException {
        return SegmentFormat.group(segment, number, LogDirectory.encode(List.of(item)));
    }

    /** The first segment, of a first group and others of one item each. */
    private void begin(List<Item> first, Item... others) throws IOException {
        write(1, true, 0, first, others);
    }

    private void goOn(long segment, long groupsBefore, Item first, Item... others) throws IOException {
        write(segment, false, groupsBefore, List.of(first), others);
    }

    private void write(long segment, boolean anew, long groupsBefore, List<Item> first, Item... others)
            throws IOException {
        try (DiskFile out = directory.createSegment(segment, anew, groupsBefore, first)) {
            for (int i = 0; i < others.length; i++) {
                out.write(group(segment, i + 2, others[i]));
            }
            out.force();
        }
    }

    private WriteAheadLog open() throws IOException {
        return WriteAheadLog.open(disk, HOME, N1, Word::read, LogTail.EMPTY);
    }
}
