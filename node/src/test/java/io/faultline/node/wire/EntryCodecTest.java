package io.faultline.node.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.node.raft.Bytes;
import io.faultline.node.raft.Configuration;
import io.faultline.node.raft.Entry;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.NodeSet;
import io.faultline.node.raft.Payload;
import io.faultline.node.raft.Snapshot;
import io.faultline.node.testing.Mutation;
import io.faultline.node.testing.Word;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EntryCodecTest {
    private static final EntryCodec CODEC = new EntryCodec(Word::read);
    private static final Configuration MEMBERS =
            new Configuration(NodeSet.of(NodeId.of(1), NodeId.of(63)), NodeSet.of(NodeId.of(5)));
    private static final Snapshot.Meta META = new Snapshot.Meta(90, 4, 77, -1234, MEMBERS, 50);
    private static final List<Entry> ENTRIES = List.of(
            new Entry(1, 0, Payload.Noop.NOOP),
            new Entry(4, 5, new Word("")),
            new Entry(4, 5, new Word("a word")),
            new Entry(Long.MAX_VALUE, Long.MAX_VALUE, new Payload.ConfigChange(MEMBERS)));

    @Test
    void entriesBehindEachOtherAreReadAsTheyWereWritten() throws IOException {
        ByteBuffer in = ByteBuffer.wrap(bytes(ENTRIES.toArray(Entry[]::new)));
        for (Entry entry : ENTRIES) {
            assertThat(CODEC.read(in)).isEqualTo(entry);
        }
        assertThat(in.hasRemaining()).as("bytes left").isFalse();
    }

    @Test
    void anEntryTakesTheBytesItSaysItTakes() throws IOException {
        for (Entry entry : ENTRIES) {
            assertThat(bytes(entry)).as("%s", entry).hasSize(entry.size());
        }
    }

    @Test
    void whatASnapshotStandsForIsReadAsItWasWritten() throws IOException {
        byte[] bytes = bytes(META);
        assertThat(bytes).hasSize(EntryCodec.META_LENGTH);
        assertThat(EntryCodec.readMeta(ByteBuffer.wrap(bytes))).isEqualTo(META);
    }

    /** A change of these bytes is a change of the files and of the protocol: then raise the versions of both. */
    @Test
    void theBytesAreTheDocumentedOnes() throws IOException {
        assertThat(hex(bytes(new Entry(3, 7, Payload.Noop.NOOP))))
                .isEqualTo("0000000000000003" + "0000000000000007" + "00" + "00000000");
        assertThat(hex(bytes(new Entry(3, 7, new Payload.ConfigChange(MEMBERS)))))
                .isEqualTo("0000000000000003" + "0000000000000007" + "01" + "00000010" + "8000000000000002"
                        + "0000000000000020");
        assertThat(hex(bytes(new Entry(3, 7, new Word("ab")))))
                .isEqualTo("0000000000000003" + "0000000000000007" + "02" + "00000002" + "6162");
        assertThat(hex(bytes(META)))
                .isEqualTo("000000000000005a" + "0000000000000004" + "000000000000004d" + "fffffffffffffb2e"
                        + "8000000000000002" + "0000000000000020" + "0000000000000032");
    }

    @Test
    void whatIsReadSharesNothingWithTheBytesItCameFrom() throws IOException {
        byte[] bytes = bytes(new Entry(3, 7, new Word("ab")));
        Entry entry = new EntryCodec(Opaque::new).read(ByteBuffer.wrap(bytes));
        Arrays.fill(bytes, (byte) 0);
        assertThat(entry.payload()).isEqualTo(new Opaque(Bytes.wrap(new byte[] {'a', 'b'})));
    }

    @Test
    void cutOffAnywhereIsRefused() throws IOException {
        for (Entry entry : ENTRIES) {
            byte[] whole = bytes(entry);
            for (int length = 0; length < whole.length; length++) {
                ByteBuffer cut = ByteBuffer.wrap(whole, 0, length);
                assertThatThrownBy(() -> CODEC.read(cut))
                        .as("%d bytes of %s", length, entry)
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
        byte[] meta = bytes(META);
        for (int length = 0; length < meta.length; length++) {
            ByteBuffer cut = ByteBuffer.wrap(meta, 0, length);
            assertThatThrownBy(() -> EntryCodec.readMeta(cut))
                    .hasMessage("what a snapshot stands for is cut off after " + length + " bytes");
        }
    }

    @Test
    void anEntryThatCannotBeIsRefusedInWords() {
        String once = "0000000000000001";
        String zero = "0000000000000000";
        assertRefused(zero + zero + "00" + "00000000", "the term of an entry is at least 1, not 0");
        assertRefused(once + "ffffffffffffffff" + "00" + "00000000", "the time of an entry is at least 0, not -1");
        assertRefused(once + zero + "03" + "00000000", "no entry is of kind 3");
        assertRefused(once + zero + "00" + "00000001" + "00", "an empty entry with 1 bytes");
        assertRefused(once + zero + "02" + "7fffffff" + "6162", "an entry of 2147483647 bytes where 2 are left");
        assertRefused(once + zero + "02" + "ffffffff" + "6162", "an entry of -1 bytes where 2 are left");
        assertRefused(once + zero + "02" + "00000001" + "ff", "a word that is no text");
    }

    @Test
    void aConfigurationThatCannotBeIsRefusedInWords() {
        String entry = "0000000000000001" + "0000000000000000" + "01";
        String one = "0000000000000002";
        String none = "0000000000000000";
        assertRefused(entry + "00000008" + one, "a configuration of 8 bytes, not 16");
        assertRefused(entry + "00000010" + none + one, "at least one voter");
        assertRefused(entry + "00000010" + one + one, "a voter or a learner, not both");
        assertRefused(entry + "00000010" + "0000000000000003" + none, "a set of nodes with a node 0");
        assertRefused(entry + "00000010" + one + "0000000000000001", "a set of nodes with a node 0");
    }

    @Test
    void whatNoSnapshotStandsForIsRefusedInWords() throws IOException {
        assertMetaRefused(0, 0, "the index of a snapshot is at least 1, not 0");
        assertMetaRefused(1, 0, "the term of a snapshot is at least 1, not 0");
        assertMetaRefused(2, -1, "the time of a snapshot is at least 0, not -1");
        assertMetaRefused(4, 0, "at least one voter");
        assertMetaRefused(6, -1, "the entry of a configuration is at least 0, not -1");
        assertMetaRefused(6, 91, "a snapshot up to entry 90 with a configuration of entry 91");
    }

    @Test
    void damagedBytesAreRefusedOrReadAsWhatWouldBeWrittenSo() throws IOException {
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            byte[] damaged = Mutation.of(bytes(ENTRIES.get(random.nextInt(ENTRIES.size()))), random);
            ByteBuffer in = ByteBuffer.wrap(damaged);
            try {
                Entry read = CODEC.read(in);
                assertThat(bytes(read))
                        .as("bytes of %s, seed %d", read, seed)
                        .isEqualTo(Arrays.copyOf(damaged, in.position()));
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).as("seed %d", seed).isNotBlank();
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private static void assertRefused(String hex, String why) {
        assertThatThrownBy(() -> CODEC.read(ByteBuffer.wrap(HexFormat.of().parseHex(hex))))
                .as(hex)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    /** With another number in that place of the seven. */
    private static void assertMetaRefused(int place, long value, String why) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(bytes(META)).putLong(place * Long.BYTES, value);
        assertThatThrownBy(() -> EntryCodec.readMeta(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    private static byte[] bytes(Entry... entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Entry entry : entries) {
            EntryCodec.write(new DataOutputStream(bytes), entry);
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(Snapshot.Meta meta) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        EntryCodec.write(new DataOutputStream(bytes), meta);
        return bytes.toByteArray();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private record Opaque(Bytes bytes) implements Payload.Command {
        @Override
        public long hash() {
            return 0;
        }
    }
}
