package io.faultline.node.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.faultline.node.raft.HardState;
import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.NodeId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TornOrCorruptTest {
    private static final Path FILE = Path.of("/data/wal");
    private static final NodeId N2 = NodeId.of(2);

    /** Records 4 to 7 follow the three that every file begins with. */
    private static final List<LogRecord> RECORDS = List.of(
            new LogRecord.Incarnation(1),
            new LogRecord.State(HardState.INITIAL),
            new LogRecord.Tail(LogTail.EMPTY),
            new LogRecord.State(new HardState(3, 1)),
            new LogRecord.Incarnation(2),
            new LogRecord.Tail(new LogTail(9, 3)),
            new LogRecord.State(new HardState(0x0102030405060708L, 2)));

    private final List<Integer> starts = new ArrayList<>();
    private final byte[] whole = file(RECORDS);

    @Test
    void aWholeFileGivesItsLastValues() throws IOException {
        LogScanner.Scan scan = scan(whole);
        assertThat(scan.hardState()).isEqualTo(new HardState(0x0102030405060708L, 2));
        assertThat(scan.incarnation()).isEqualTo(2);
        assertThat(scan.log()).isEqualTo(new LogTail(9, 3));
        assertThat(scan.torn()).isEmpty();
    }

    @Test
    void aFileCutOffInsideARecordLosesThatRecordOnly() throws IOException {
        for (int length = starts.get(3); length < whole.length; length++) {
            LogScanner.Scan scan = scan(Arrays.copyOf(whole, length));
            int records = recordsWithin(length);
            assertThat(scan.records()).as("records in %d bytes", length).isEqualTo(records);
            assertThat(scan.end()).isEqualTo(starts.get(records));
            assertThat(scan.torn().isPresent()).as("torn at %d", length).isEqualTo(length > scan.end());
        }
    }

    @Test
    void aLastRecordWhoseEndIsZerosIsTorn() throws IOException {
        int last = starts.get(6);
        for (int kept = 0; kept < whole.length - last; kept++) {
            byte[] torn = whole.clone();
            Arrays.fill(torn, last + kept, torn.length, (byte) 0);
            LogScanner.Scan scan = scan(torn);
            assertThat(scan.records()).as("with %d bytes kept", kept).isEqualTo(6);
            assertThat(scan.torn())
                    .hasValueSatisfying(notice -> assertThat(notice)
                            .startsWith("/data/wal: record 7 at byte " + last + " was torn by a crash"));
        }
    }

    @Test
    void aFileCutOffInsideItsFirstRecordsIsCorruptForTheyWereDurableBeforeItHadAName() {
        for (int length = 0; length < starts.get(3); length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> scan(cut)).as("%d bytes", length).isInstanceOf(CorruptLogException.class);
        }
    }

    @Test
    void everyChangedBitBeforeTheLastRecordIsFoundInItsRecord() {
        for (int bit = 0; bit < starts.get(6) * 8; bit++) {
            byte[] damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            CorruptLogException e = catchThrowableOfType(CorruptLogException.class, () -> scan(damaged));
            assertThat(e).as("bit %d of byte %d", bit % 8, bit / 8).isNotNull();
            int record = bit / 8 < LogFormat.HEADER_LENGTH ? 0 : recordsWithin(bit / 8) + 1;
            assertThat(e.record()).as("record, byte %d", bit / 8).isEqualTo(record);
            assertThat(e.offset()).as("offset, byte %d", bit / 8).isEqualTo(record == 0 ? 0 : starts.get(record - 1));
        }
    }

    @Test
    void aChangedBitInACompleteLastRecordIsCorruptForAVoteMayHaveBeenGivenOnIt() {
        for (int bit = starts.get(6) * 8; bit < whole.length * 8; bit++) {
            byte[] damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> scan(damaged))
                    .as("bit %d of byte %d", bit % 8, bit / 8)
                    .isInstanceOf(CorruptLogException.class);
        }
    }

    @Test
    void recordsThatAreMissingDoubledOrSwappedAreCorrupt() {
        List<LogRecord> none = new ArrayList<>(RECORDS);
        for (int i = 0; i < RECORDS.size() - 1; i++) {
            assertCorrupt(splice(i, i + 1, none, 0, 0), "record " + (i + 1) + " left out");
            assertCorrupt(splice(i, i, RECORDS, i, i + 1), "record " + (i + 1) + " doubled");
        }
    }

    @Test
    void zerosInPlaceOfARecordAreCorruptWhenTheFileGoesOn() {
        for (int i = 0; i < 6; i++) {
            byte[] damaged = whole.clone();
            Arrays.fill(damaged, starts.get(i), starts.get(i + 1), (byte) 0);
            assertCorrupt(damaged, "record " + (i + 1) + " zeroed");
        }
        assertCorrupt(Arrays.copyOf(whole, whole.length + LogFormat.LONGEST_RECORD + 1), "zeros at the end");
    }

    @Test
    void theMessageSaysFileByteRecordWhatIsWrongAndWhatToDo() {
        byte[] damaged = whole.clone();
        damaged[starts.get(4) + 8] ^= 1;
        assertThatThrownBy(() -> scan(damaged))
                .hasMessageMatching("/data/wal is damaged: record 5 at byte " + starts.get(4)
                        + " has the checksum [0-9a-f]{8}, but its bytes give [0-9a-f]{8}; the node does not start, .*"
                        + "restore the file from a copy .*do not just delete the file.*")
                .hasMessageNotContaining("\n");
    }

    @Test
    void anotherVersionAndAnotherNodesFileAreRefusedInWords() {
        byte[] newer = whole.clone();
        newer[8] = 9;
        assertThatThrownBy(() -> scan(newer)).hasMessageContaining("says version 9 where this program knows version 1");
        assertThatThrownBy(() -> LogScanner.scan(FILE, whole, NodeId.of(3)))
                .hasMessageContaining("belongs to n2 where n3 wants to start");
        assertThatThrownBy(() -> scan("{\"some\":\"other file\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .hasMessageContaining("the header at byte 0 does not begin like the log of a node");
    }

    @Test
    void valuesOutOfRangeAreRefusedThoughTheirChecksumIsGood() {
        byte[] record = LogFormat.encode(4, new LogRecord.State(new HardState(3, 1)));
        record[5 + 8] = 64;
        ByteBuffer.wrap(record).putInt(5 + 9, LogFormat.recordChecksum(4, record, 0, 5 + 9));
        byte[] bytes = Arrays.copyOf(whole, starts.get(3) + record.length);
        System.arraycopy(record, 0, bytes, starts.get(3), record.length);
        assertThatThrownBy(() -> scan(bytes)).hasMessageContaining("holds not a term and a vote: 3, 64");
    }

    private void assertCorrupt(byte[] bytes, String what) {
        assertThatThrownBy(() -> scan(bytes)).as(what).isInstanceOf(CorruptLogException.class);
    }

    /** The file with the bytes of records from..to replaced by those of other records. */
    private byte[] splice(int from, int to, List<LogRecord> other, int otherFrom, int otherTo) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(whole, 0, starts.get(from));
        for (int i = otherFrom; i < otherTo; i++) {
            out.writeBytes(LogFormat.encode(i + 1, other.get(i)));
        }
        out.write(whole, starts.get(to), whole.length - starts.get(to));
        return out.toByteArray();
    }

    private int recordsWithin(int length) {
        int records = 0;
        while (records < RECORDS.size() && starts.get(records + 1) <= length) {
            records++;
        }
        return records;
    }

    private byte[] file(List<LogRecord> records) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(LogFormat.header(N2));
        for (int i = 0; i < records.size(); i++) {
            starts.add(out.size());
            out.writeBytes(LogFormat.encode(i + 1, records.get(i)));
        }
        starts.add(out.size());
        return out.toByteArray();
    }

    private static LogScanner.Scan scan(byte[] bytes) throws CorruptLogException {
        return LogScanner.scan(FILE, bytes, N2);
    }
}
