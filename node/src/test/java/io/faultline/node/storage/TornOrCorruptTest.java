package io.faultline.node.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.faultline.node.raft.Entry;
import io.faultline.node.raft.HardState;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.Payload;
import io.faultline.node.testing.Word;
import io.faultline.node.wire.EntryCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TornOrCorruptTest {
    private static final Path FILE = Path.of("/data/wal-0000000000000004");
    private static final NodeId N2 = NodeId.of(2);
    private static final EntryCodec CODEC = new EntryCodec(Word::read);
    private static final long SEGMENT = 4;

    private static final List<List<Item>> GROUPS = List.of(
            List.of(new Item.Incarnation(1), new Item.State(HardState.INITIAL)),
            List.of(new Item.State(new HardState(3, 1))),
            List.of(new Item.Append(
                    1, List.of(new Entry(3, 0, Payload.Noop.NOOP), new Entry(3, 5, new Word("some words"))))),
            List.of(new Item.Incarnation(2)),
            List.of(new Item.Truncate(2), new Item.State(new HardState(0x0102030405060708L, 2))));

    private static final int LAST = GROUPS.size() - 1;

    private final List<Integer> starts = new ArrayList<>();
    private final byte[] whole = file();

    @Test
    void aWholeFileGivesAllItsGroups() throws IOException {
        SegmentScanner.Scan scan = scan(whole);
        assertThat(scan.groups()).extracting(SegmentScanner.Group::items).isEqualTo(GROUPS);
        assertThat(scan.groups()).extracting(SegmentScanner.Group::at).isEqualTo(starts.subList(0, GROUPS.size()));
        assertThat(scan.number()).isEqualTo(SEGMENT);
        assertThat(scan.anew()).isTrue();
        assertThat(scan.torn()).isEmpty();
    }

    @Test
    void aFileCutOffInsideAGroupLosesThatGroupOnly() throws IOException {
        for (int length = starts.get(1); length < whole.length; length++) {
            SegmentScanner.Scan scan = scan(Arrays.copyOf(whole, length));
            int groups = groupsWithin(length);
            assertThat(scan.groups()).as("groups in %d bytes", length).hasSize(groups);
            assertThat(scan.end()).isEqualTo(starts.get(groups));
            assertThat(scan.torn().isPresent()).as("torn at %d", length).isEqualTo(length > scan.end());
        }
    }

    @Test
    void aLastGroupWhoseEndIsZerosIsTorn() throws IOException {
        int last = starts.get(LAST);
        for (int kept = 0; kept < whole.length - last; kept++) {
            byte[] torn = whole.clone();
            Arrays.fill(torn, last + kept, torn.length, (byte) 0);
            SegmentScanner.Scan scan = scan(torn);
            assertThat(scan.groups()).as("with %d bytes kept", kept).hasSize(LAST);
            assertThat(scan.torn())
                    .hasValueSatisfying(notice ->
                            assertThat(notice).startsWith(FILE + ": group 5 at byte " + last + " was torn by a crash"));
        }
    }

    @Test
    void aFileCutOffInsideItsFirstGroupIsCorruptForItWasDurableBeforeItHadAName() {
        for (int length = 0; length < starts.get(1); length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> scan(cut)).as("%d bytes", length).isInstanceOf(CorruptLogException.class);
        }
    }

    @Test
    void everyChangedBitBeforeTheLastGroupIsFoundInItsGroup() {
        for (int bit = 0; bit < starts.get(LAST) * 8; bit++) {
            byte[] damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            CorruptLogException e = catchThrowableOfType(CorruptLogException.class, () -> scan(damaged));
            assertThat(e).as("bit %d of byte %d", bit % 8, bit / 8).isNotNull();
            int group = bit / 8 < SegmentFormat.HEADER_LENGTH ? 0 : groupsWithin(bit / 8) + 1;
            assertThat(e.group()).as("group, byte %d", bit / 8).isEqualTo(group);
            assertThat(e.offset()).as("offset, byte %d", bit / 8).isEqualTo(group == 0 ? 0 : starts.get(group - 1));
        }
    }

    @Test
    void aChangedBitInACompleteLastGroupIsCorruptForAVoteMayHaveBeenGivenOnIt() {
        for (int bit = starts.get(LAST) * 8; bit < whole.length * 8; bit++) {
            byte[] damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertCorrupt(damaged, "bit " + bit % 8 + " of byte " + bit / 8);
        }
    }

    @Test
    void groupsThatAreMissingDoubledOrZeroedAreCorrupt() {
        for (int i = 0; i < LAST; i++) {
            assertCorrupt(splice(i + 1, i), "group " + (i + 1) + " left out");
            assertCorrupt(splice(i, i + 1), "group " + (i + 1) + " doubled");
            byte[] zeroed = whole.clone();
            Arrays.fill(zeroed, starts.get(i), starts.get(i + 1), (byte) 0);
            assertCorrupt(zeroed, "group " + (i + 1) + " zeroed");
        }
    }

    @Test
    void theMessageSaysFileByteGroupWhatIsWrongAndWhatToDo() {
        byte[] damaged = whole.clone();
        damaged[starts.get(2) + 9] ^= 1;
        assertThatThrownBy(() -> scan(damaged))
                .hasMessageMatching(FILE + " is damaged: group 3 at byte " + starts.get(2)
                        + " has the checksum [0-9a-f]{8}, but its bytes give [0-9a-f]{8}; the node does not start, .*"
                        + "restore its directory from a copy .*do not just delete the file.*")
                .hasMessageNotContaining("\n");
    }

    @Test
    void anotherVersionAndAnotherNodesFileAreRefusedInWords() {
        byte[] newer = whole.clone();
        newer[8] = 9;
        assertThatThrownBy(() -> scan(newer)).hasMessageContaining("says version 9 where this program knows version 2");
        assertThatThrownBy(() -> SegmentScanner.scan(FILE, whole, NodeId.of(3), CODEC))
                .hasMessageContaining("belongs to n2 where n3 wants to start");
        assertThatThrownBy(() -> scan("{\"some\":\"other file, and a long one\"}".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("the header at byte 0 does not begin like the log of a node");
    }

    @Test
    void itemsThatCannotBeAreRefusedThoughTheirChecksumIsGood() {
        byte[] bad = SegmentFormat.group(SEGMENT, 2, new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 3, 64});
        assertRefused(bad, "holds not a term and a vote: 3, 64");
        assertRefused(SegmentFormat.group(SEGMENT, 2, new byte[] {9}), "holds an item that is cut off");
        assertRefused(
                SegmentFormat.group(SEGMENT, 2, new byte[] {9, 0, 0, 0, 0, 0, 0, 0, 1}),
                "holds an item of the unknown type 9");
    }

    private void assertRefused(byte[] group, String why) {
        byte[] bytes = Arrays.copyOf(whole, starts.get(1) + group.length);
        System.arraycopy(group, 0, bytes, starts.get(1), group.length);
        assertThatThrownBy(() -> scan(bytes)).hasMessageContaining(why);
    }

    private static void assertCorrupt(byte[] bytes, String what) {
        assertThatThrownBy(() -> scan(bytes)).as(what).isInstanceOf(CorruptLogException.class);
    }

    /** The file whose groups from there on are those from another place on. */
    private byte[] splice(int otherFrom, int from) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int keep = Math.max(from, otherFrom);
        out.write(whole, 0, starts.get(Math.min(from, keep)));
        out.write(whole, starts.get(otherFrom), whole.length - starts.get(otherFrom));
        return out.toByteArray();
    }

    private int groupsWithin(int length) {
        int groups = 0;
        while (groups < GROUPS.size() && starts.get(groups + 1) <= length) {
            groups++;
        }
        return groups;
    }

    private byte[] file() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(SegmentFormat.header(N2, SEGMENT, true, 0));
        for (int i = 0; i < GROUPS.size(); i++) {
            starts.add(out.size());
            out.writeBytes(group(i + 1, GROUPS.get(i)));
        }
        starts.add(out.size());
        return out.toByteArray();
    }

    private static byte[] group(long number, List<Item> items) {
        try {
            return SegmentFormat.group(SEGMENT, number, LogDirectory.encode(items));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static SegmentScanner.Scan scan(byte[] bytes) throws CorruptLogException {
        return SegmentScanner.scan(FILE, bytes, N2, CODEC);
    }
}
