package io.faultline.node.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.node.raft.Bytes;
import io.faultline.node.raft.Configuration;
import io.faultline.node.raft.DiskWrite;
import io.faultline.node.raft.Entry;
import io.faultline.node.raft.HardState;
import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.NodeSet;
import io.faultline.node.raft.Payload;
import io.faultline.node.raft.Snapshot;
import io.faultline.node.raft.Stored;
import io.faultline.node.testing.Word;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteAheadLogTest {
    private static final NodeId N1 = NodeId.of(1);
    private static final String FIRST = "wal-0000000000000001";

    @TempDir
    private Path temporary;

    @Test
    void aNodeThatNeverRanHasTermZeroNoVoteAndAnEmptyLog() throws IOException {
        assertThat(reopen()).isEqualTo(new Recovered(1, Stored.NOTHING, false, Optional.empty()));
    }

    @Test
    void termVoteLogAndSnapshotAreFoundAgain() throws IOException {
        Snapshot snapshot = snapshot(2, "two");
        try (WriteAheadLog wal = open()) {
            write(wal, state(7, 3), words(1, "a", "b", "c"), new DiskWrite.Truncate(3));
            write(wal, words(3, "d"), new DiskWrite.Save(snapshot, true));
        }
        assertThat(reopen().disk())
                .isEqualTo(new Stored(
                        new HardState(7, 3), Optional.of(snapshot), List.of(new Entry(7, 0, new Word("d")))));
    }

    @Test
    void whatWasNotFlushedIsLostAsInAPowerCut() throws IOException {
        try (WriteAheadLog wal = open()) {
            write(wal, state(7, 3));
            wal.append(state(8, 1));
            wal.append(words(1, "lost"));
        }
        assertThat(reopen().disk()).isEqualTo(new Stored(new HardState(7, 3), Optional.empty(), List.of()));
    }

    @Test
    void eachStartCountsOneIncarnationMore() throws IOException {
        for (long start = 1; start <= 5; start++) {
            assertThat(reopen().incarnation()).isEqualTo(start);
        }
    }

    @Test
    void aNewNodesLogEndsWhereItIsToldAndAnOldOnesWhereItEnded() throws IOException {
        LogTail initial = new LogTail(12, 4);
        try (WriteAheadLog wal = WriteAheadLog.open(home(), N1, Word::read, initial)) {
            assertThat(wal.recovered().disk()).isEqualTo(Stored.endingAt(initial));
        }
        assertThat(reopen().disk()).isEqualTo(Stored.endingAt(initial));
    }

    @Test
    void oneFlushIsOneSyncHoweverMuchWasAppended() throws IOException {
        CountingDisk disk = new CountingDisk();
        try (WriteAheadLog wal = WriteAheadLog.open(disk, home(), N1, Word::read, LogTail.EMPTY)) {
            long before = disk.forced();
            for (int i = 1; i <= 100; i++) {
                wal.append(words(i, "word " + i));
            }
            wal.flush();
            assertThat(disk.forced() - before).isEqualTo(1);
        }
        assertThat(reopen().disk().entries()).hasSize(100);
    }

    @Test
    void aLongLogIsAChainOfSegmentsUntilASnapshotStandsForThem() throws IOException {
        try (WriteAheadLog wal = openSmall()) {
            for (int i = 1; i <= 200; i++) {
                write(wal, words(i, "word " + i));
            }
            assertThat(files("wal-")).hasSizeGreaterThan(10);
        }
        assertThat(reopen().disk().entries()).hasSize(200);
        try (WriteAheadLog wal = openSmall()) {
            write(wal, new DiskWrite.Save(snapshot(150, "150"), true));
            assertThat(files("wal-")).hasSize(1);
            write(wal, words(201, "more"), new DiskWrite.Save(snapshot(199, "199"), true));
            assertThat(files("snapshot-")).containsExactly("snapshot-0000000000000199");
        }
        assertThat(reopen().disk().entries())
                .extracting(Entry::payload)
                .containsExactly(new Word("word 200"), new Word("more"));
    }

    @Test
    void aSegmentOrASnapshotThatIsMissingIsMissed() throws IOException {
        try (WriteAheadLog wal = openSmall()) {
            for (int i = 1; i <= 60; i++) {
                write(wal, words(i, "word " + i));
            }
        }
        List<String> segments = files("wal-");
        Files.delete(home().resolve(segments.get(1)));
        assertThatThrownBy(this::open).isInstanceOf(CorruptLogException.class).hasMessageContaining("missing");
        Files.delete(home().resolve(segments.get(0)));
        assertThatThrownBy(this::open)
                .isInstanceOf(CorruptLogException.class)
                .hasMessageContaining("goes on from a file before it");
    }

    @Test
    void aSnapshotThatIsMissingOrDamagedKeepsTheNodeFromStarting() throws IOException {
        try (WriteAheadLog wal = open()) {
            write(wal, new DiskWrite.Save(snapshot(5, "five"), false));
        }
        Path file = home().resolve("snapshot-0000000000000005");
        byte[] bytes = Files.readAllBytes(file);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] damaged = bytes.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, damaged);
            assertThatThrownBy(this::open).as("bit %d", bit).isInstanceOf(CorruptLogException.class);
        }
        Files.delete(file);
        assertThatThrownBy(this::open).hasMessageContaining(file + " is missing, though the log names it");
    }

    @Test
    void aTornGroupIsCutOffWithANoticeAndTheNextStartFindsAWholeFile() throws IOException {
        try (WriteAheadLog wal = open()) {
            write(wal, state(7, 3));
        }
        byte[] bytes = Files.readAllBytes(home().resolve(FIRST));
        Files.write(home().resolve(FIRST), Arrays.copyOf(bytes, bytes.length - 2));
        Recovered recovered = reopen();
        assertThat(recovered.disk()).isEqualTo(Stored.NOTHING);
        assertThat(recovered.torn()).isTrue();
        assertThat(recovered.notice())
                .hasValueSatisfying(notice -> assertThat(notice)
                        .contains(home().resolve(FIRST).toString(), "group 2 at byte", "was torn by a crash"));
        assertThat(reopen().torn()).isFalse();
    }

    @Test
    void aDamagedFileIsLeftAsItIs() throws IOException {
        reopen();
        reopen();
        byte[] bytes = Files.readAllBytes(home().resolve(FIRST));
        bytes[bytes.length - 4] ^= 1;
        Files.write(home().resolve(FIRST), bytes);
        assertThatThrownBy(this::open).isInstanceOf(CorruptLogException.class);
        assertThat(Files.readAllBytes(home().resolve(FIRST))).isEqualTo(bytes);
    }

    @Test
    void aLogOfAnEarlierVersionIsRefusedAndNotTakenForNone() throws IOException {
        Files.createDirectories(home());
        Files.write(home().resolve("wal"), new byte[] {1});
        assertThatThrownBy(this::open).isInstanceOf(CorruptLogException.class).hasMessageContaining("earlier version");
        Files.delete(home().resolve("wal"));
        assertThat(reopen().incarnation()).as("the directory is free again").isEqualTo(1);
    }

    @Test
    void whatACrashLeftBesideTheFilesIsRemoved() throws IOException {
        reopen();
        Files.write(home().resolve("wal-0000000000000002.tmp"), new byte[] {1, 2, 3});
        Files.write(home().resolve("snapshot-0000000000000009"), new byte[] {1, 2, 3});
        assertThat(reopen().incarnation()).isEqualTo(2);
        assertThat(files("")).containsExactly("lock", FIRST);
    }

    @Test
    void twoNodesCannotShareADirectory() throws IOException {
        try (WriteAheadLog wal = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(DirectoryInUseException.class)
                    .hasMessage("the data directory " + home() + " is in use by another running node");
            assertThat(wal.recovered().incarnation()).isEqualTo(1);
        }
        assertThat(reopen().incarnation())
                .as("the refused start does not count")
                .isEqualTo(2);
    }

    @Test
    void afterAFailedWriteTheLogTakesNoMore() throws IOException {
        PowerCutDisk steady = new PowerCutDisk();
        Path data = Path.of("/data");
        WriteAheadLog.open(steady, data, N1, Word::read, LogTail.EMPTY).close();
        PowerCutDisk disk = steady.copy(30);
        try (WriteAheadLog wal = WriteAheadLog.open(disk, data, N1, Word::read, LogTail.EMPTY)) {
            wal.append(state(1, 1));
            assertThatThrownBy(wal::flush).isInstanceOf(PowerCutDisk.PowerCut.class);
            wal.append(state(2, 1));
            assertThatThrownBy(wal::flush).isInstanceOf(IOException.class).hasMessageContaining("failed before");
        }
    }

    /** What S06 asks for; a process can't be it. */
    @Test
    void aSnapshotThatIsWrittenTwiceIsRefusedWithASentenceAndTheLogStaysWhole() throws IOException {
        try (WriteAheadLog wal = open()) {
            write(wal, state(7, 3), words(1, "a", "b", "c"));
            assertThatThrownBy(() -> write(
                            wal,
                            new DiskWrite.Save(new Snapshot(snapshot(2, "").meta(), Bytes.EMPTY), true),
                            new DiskWrite.Save(snapshot(2, "two"), true)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(
                            "was to hold a snapshot up to entry 2 for a log that holds 3 to 3: no start could"
                                    + " read that, so it is not written; a correct node never asks for it");
        }
        assertThat(reopen().disk().entries()).hasSize(3);
    }

    /** What S02 asks for: a tail that is kept behind a snapshot though it is of an older term. */
    @Test
    void aTailThatCannotHaveComeBehindASnapshotIsRefusedAndOneThatCanIsFoundAgain() throws IOException {
        try (WriteAheadLog wal = open()) {
            write(wal, state(12, 3), words(1, "a", "b", "c", "d"));
            assertThatThrownBy(() -> write(wal, new DiskWrite.Save(snapshotOfTerm(12), true)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(
                            "was to hold an entry of term 7 behind a snapshot that ends in term 12: no start"
                                    + " could read that");
        }
        assertThat(reopen().disk().entries()).hasSize(4);
        try (WriteAheadLog wal = open()) {
            write(wal, new DiskWrite.Save(snapshotOfTerm(7), true));
        }
        assertThat(reopen().disk().entries()).extracting(Entry::payload).containsExactly(new Word("c"), new Word("d"));
    }

    /** A snapshot up to the second entry. */
    private static Snapshot snapshotOfTerm(long term) {
        Snapshot.Meta meta = snapshot(2, "").meta();
        return new Snapshot(
                new Snapshot.Meta(2, term, meta.time(), meta.logDigest(), meta.configuration(), meta.configIndex()),
                Bytes.EMPTY);
    }

    @Test
    void aWriteThatTheNextStartWouldNotReadIsNotMade() throws IOException {
        Entry large = new Entry(7, 0, new Large(Bytes.wrap(new byte[8 << 20])));
        List<Entry> tooMany = Collections.nCopies(SegmentFormat.LONGEST_ITEMS / (8 << 20), large);
        try (WriteAheadLog wal = open()) {
            write(wal, state(7, 3));
            wal.append(new DiskWrite.Append(1, tooMany));
            assertThatThrownBy(wal::flush)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is more than the " + SegmentFormat.LONGEST_ITEMS);
        }
        assertThat(reopen().disk()).isEqualTo(new Stored(new HardState(7, 3), Optional.empty(), List.of()));
    }

    @Test
    void everythingAtOnceThatATurnMayWriteIsReadBack() throws IOException {
        List<Entry> most = Collections.nCopies(65, new Entry(7, 0, new Word("x".repeat(1 << 20))));
        try (WriteAheadLog wal = open()) {
            write(wal, new DiskWrite.Append(1, most));
        }
        assertThat(reopen().disk().entries()).isEqualTo(most);
    }

    @Test
    void whatTheLogKeepsDoesNotChangeWithWhatItWasGiven() throws IOException {
        List<Entry> given = new ArrayList<>(List.of(new Entry(7, 0, new Word("a"))));
        try (WriteAheadLog wal = open()) {
            write(wal, new DiskWrite.Append(1, given));
            given.set(0, new Entry(9, 0, new Word("changed")));
            write(wal, words(2, "b"), new DiskWrite.Save(snapshot(1, "one"), true), state(8, 1), words(3, "c"));
        }
        try (WriteAheadLog wal = open()) {
            List<Entry> recovered = wal.recovered().disk().entries();
            write(wal, words(4, "d"), new DiskWrite.Truncate(2));
            assertThat(recovered).extracting(Entry::payload).containsExactly(new Word("b"), new Word("c"));
        }
        assertThat(reopen().disk().entries()).isEmpty();
    }

    @Test
    void aSnapshotOfSeveralMebibytesIsFoundAgain() throws IOException {
        byte[] data = new byte[9 << 20];
        new Random(1).nextBytes(data);
        Snapshot snapshot = new Snapshot(snapshot(5, "").meta(), Bytes.wrap(data));
        try (WriteAheadLog wal = open()) {
            write(wal, new DiskWrite.Save(snapshot, false));
        }
        assertThat(reopen().disk().snapshot()).contains(snapshot);
    }

    @Test
    void anItemIsWrittenAsLongAsItSays() throws IOException {
        List<Item> items = List.of(
                new Item.State(new HardState(7, 3)),
                new Item.Incarnation(4),
                Item.of(words(1)),
                Item.of(words(1, "", "aé")),
                new Item.Truncate(2),
                new Item.Save(5, true));
        for (Item item : items) {
            assertThat(LogDirectory.encode(List.of(item))).as("%s", item).hasSize((int) item.length());
        }
    }

    private record Large(Bytes bytes) implements Payload.Command {
        @Override
        public long hash() {
            return 0;
        }
    }

    private static void write(WriteAheadLog wal, DiskWrite... writes) throws IOException {
        for (DiskWrite write : writes) {
            wal.append(write);
        }
        wal.flush();
    }

    private static DiskWrite state(long term, int vote) {
        return new DiskWrite.State(new HardState(term, vote));
    }

    private static DiskWrite words(long from, String... words) {
        return new DiskWrite.Append(
                from,
                Arrays.stream(words)
                        .map(word -> new Entry(7, 0, new Word(word)))
                        .toList());
    }

    private static Snapshot snapshot(long index, String data) {
        Configuration one = Configuration.of(NodeSet.of(N1));
        return new Snapshot(new Snapshot.Meta(index, 7, 3, 99, one, 0), Bytes.wrap(data.getBytes()));
    }

    private Path home() {
        return temporary.resolve("deep/below/data");
    }

    private List<String> files(String prefix) throws IOException {
        return new FileSystemDisk()
                .names(home()).stream()
                        .filter(name -> name.startsWith(prefix))
                        .sorted()
                        .toList();
    }

    private WriteAheadLog open() throws IOException {
        return WriteAheadLog.open(home(), N1, Word::read, LogTail.EMPTY);
    }

    private WriteAheadLog openSmall() throws IOException {
        return WriteAheadLog.open(new FileSystemDisk(), home(), N1, Word::read, LogTail.EMPTY, 400);
    }

    private Recovered reopen() throws IOException {
        try (WriteAheadLog wal = open()) {
            return wal.recovered();
        }
    }
}
