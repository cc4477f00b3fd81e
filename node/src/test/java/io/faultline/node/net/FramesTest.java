package io.faultline.node.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.node.kv.KvLimits;
import io.faultline.node.raft.Bytes;
import io.faultline.node.raft.Configuration;
import io.faultline.node.raft.Entry;
import io.faultline.node.raft.Features;
import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.Message;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.NodeSet;
import io.faultline.node.raft.Payload;
import io.faultline.node.raft.Snapshot;
import io.faultline.node.testing.Probe;
import io.faultline.node.testing.Word;
import io.faultline.node.wire.EntryCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramesTest {
    private static final NodeId N1 = NodeId.of(1);
    private static final NodeId N63 = NodeId.of(63);
    private static final Configuration MEMBERS = new Configuration(NodeSet.of(N1, N63), NodeSet.of(NodeId.of(5)));
    private static final Snapshot.Meta META = new Snapshot.Meta(90, 4, 77, 1234, MEMBERS, 50);
    private static final List<Entry> ENTRIES = List.of(
            new Entry(4, 0, Payload.Noop.NOOP),
            new Entry(4, 5, new Word("a word")),
            new Entry(5, 9, new Payload.ConfigChange(MEMBERS)));
    private static final List<Message> MESSAGES = List.of(
            new Message.RequestVote(N1, 3, new LogTail(17, 2), true, false),
            new Message.RequestVote(N63, Frames.HIGHEST_TERM, new LogTail(0, 0), false, false),
            new Message.VoteReply(N1, 4, 3, true, false),
            new Message.VoteReply(N63, 4, 3, false, true),
            Probe.heartbeat(N1, 0),
            Probe.heard(N63, 9, 8, true),
            Probe.heard(N1, 9, 8, false),
            new Message.AppendEntries(N1, 5, new LogTail(7, 4), ENTRIES, 6, 12, true),
            new Message.AppendReply(N63, 5, 4, false, 7, 3, 2, 12),
            new Message.InstallSnapshot(N1, 5, META, 3, 10, Bytes.wrap(new byte[] {1, 2, 3}), 12),
            new Message.SnapshotReply(N63, 5, 5, 90, 6, true, 12),
            new Message.TimeoutNow(N1, 5));

    @Test
    void everyMessageIsReadAsItWasWritten() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MESSAGES.forEach(message -> out.writeBytes(Frames.encode(message)));
        FrameReader reader = reader(out.toByteArray());
        for (Message message : MESSAGES) {
            assertThat(reader.readMessage()).contains(message);
        }
        assertThat(reader.readMessage()).isEmpty();
    }

    @Test
    void aHelloIsReadAsItWasWritten() throws IOException {
        Hello hello = new Hello(N1, N63, "a".repeat(Hello.LONGEST_NAME));
        assertThat(reader(bytes(hello)).readHello()).contains(hello);
        assertThat(reader(new byte[0]).readHello()).isEmpty();
    }

    /** A change of these bytes is a change of the protocol: then raise the version. */
    @Test
    void theBytesOnTheWireAreTheDocumentedOnes() {
        assertThat(hex(bytes(new Hello(N1, NodeId.of(2), "ab"))))
                .isEqualTo("00000007" + checksumOf("02 01 01 02 02 6162") + "02010102026162");
        assertThat(hex(bytes(new Message.RequestVote(N1, 3, new LogTail(17, 2), true, false))))
                .endsWith("0202" + "01" + "0000000000000003" + "0000000000000011" + "0000000000000002" + "0100");
        assertThat(hex(bytes(new Message.VoteReply(N1, 4, 3, true, false))))
                .endsWith("0203" + "01" + "0000000000000004" + "0000000000000003" + "0100");
        assertThat(hex(bytes(new Message.AppendEntries(N1, 5, new LogTail(7, 4), ENTRIES.subList(1, 2), 6, 12, true))))
                .endsWith("0204" + "01" + "0000000000000005" + "0000000000000007" + "0000000000000004"
                        + "0000000000000006" + "000000000000000c" + "01" + "00000001"
                        + "0000000000000004" + "0000000000000005" + "02" + "00000006" + "6120776f7264");
        assertThat(hex(bytes(Probe.heard(N1, 5, 4, false))))
                .endsWith("0205" + "01" + "0000000000000005" + "0000000000000004" + "00" + "0000000000000000"
                        + "0000000000000000" + "0000000000000000" + "0000000000000001");
    }

    @Test
    void theFullestBatchIsWithinTheBound() {
        int fullest = Features.Limits.DEFAULT.batchBytes() + KvLimits.COMMAND_BYTES + 100;
        assertThat(fullest).isLessThan(Frames.LONGEST_BODY);
    }

    @Test
    void everyChangedBitIsFoundInItsFrame() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Frames.encode(MESSAGES.get(0)));
        int second = out.size();
        out.writeBytes(Frames.encode(MESSAGES.get(7)));
        byte[] whole = out.toByteArray();
        for (int bit = second * 8; bit < whole.length * 8; bit++) {
            byte[] damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            FrameReader reader = reader(damaged);
            assertThat(reader.readMessage()).contains(MESSAGES.get(0));
            assertThatThrownBy(reader::readMessage)
                    .as("bit %d of byte %d", bit % 8, bit / 8)
                    .isInstanceOfSatisfying(
                            BrokenFrameException.class,
                            e -> assertThat(e.offset()).isBetween((long) second, (long) whole.length))
                    .hasMessageStartingWith("from n9, byte ");
        }
    }

    @Test
    void aConnectionThatEndsInsideAFrameIsBrokenWhereItEnds() {
        byte[] whole = bytes(MESSAGES.get(0));
        for (int length = 1; length < whole.length; length++) {
            FrameReader reader = reader(Arrays.copyOf(whole, length));
            assertThatThrownBy(reader::readMessage)
                    .hasMessage("from n9, byte " + length + " of the connection: the connection ended inside the frame"
                            + " that began at byte 0");
        }
    }

    @Test
    void wellFormedNonsenseIsRefusedInWords() {
        assertBroken("02 09 01", "byte 9 of the connection: no message is of kind 9");
        assertBroken("02 01 01 02 02 6162", "byte 9 of the connection: no message is of kind 1");
        assertBroken(
                "03 08 01 0000000000000005", "byte 8 of the connection: version 3 where this program speaks version 2");
        assertBroken("02 08 00 0000000000000005", "byte 10 of the connection: a node's number is 1 to 63, not 0");
        assertBroken("02 08 40 0000000000000005", "byte 10 of the connection: a node's number is 1 to 63, not 64");
        assertBroken(
                "02 08 01 8000000000000000", "byte 11 of the connection: a term is 0 to 4611686018427387903, not -9");
        assertBroken("02 08 01 000000000000", "byte 17 of the connection: the frame is too short for its kind");
        assertBroken(
                "02 08 01 0000000000000005 00", "byte 19 of the connection: 1 bytes too many for the frame's kind");
        assertBroken("02 05 01 0000000000000005 0000000000000005 02", "the bit 'success' is 0 to 1, not 2");
        assertBroken("02", "byte 9 of the connection: the frame is too short for its kind");
        String append = "02 04 01" + "0000000000000005".repeat(5) + "00";
        assertBroken(append + "7fffffff", "the number of entries is 2147483647, but 0 bytes are left");
        assertBroken(append + "00000001 00", "an entry is cut off after 1 bytes");
        assertThatThrownBy(() -> reader(frame("02 04 01 0000000000000005")).readHello())
                .hasMessageContaining("a connection begins with a hello, not with kind 4");
        assertThatThrownBy(() -> reader(frame("02 01 01 02 02 6120")).readHello())
                .hasMessageContaining("byte 13 of the connection: no cluster has that name");
    }

    @Test
    void aLengthOutOfBoundsIsRefusedBeforeItIsReadOrReserved() {
        assertThatThrownBy(() ->
                        reader(HexFormat.of().parseHex("7fffffff00000000")).readMessage())
                .hasMessage("from n9, byte 0 of the connection: a frame is 1 to 4194304 bytes long, not 2147483647");
        assertThatThrownBy(() -> reader(new byte[8]).readMessage())
                .hasMessageContaining("a frame is 1 to 4194304 bytes long, not 0");
    }

    private static void assertBroken(String body, String message) {
        assertThatThrownBy(() -> reader(frame(body)).readMessage()).hasMessageContaining(message);
    }

    private static byte[] frame(String bodyHex) {
        byte[] body = HexFormat.of().parseHex(bodyHex.replace(" ", ""));
        return ByteBuffer.allocate(Frames.HEADER_LENGTH + body.length)
                .putInt(body.length)
                .putInt(Frames.checksum(body.length, body, 0))
                .put(body)
                .array();
    }

    private static String checksumOf(String bodyHex) {
        byte[] body = HexFormat.of().parseHex(bodyHex.replace(" ", ""));
        return String.format("%08x", Frames.checksum(body.length, body, 0));
    }

    private static byte[] bytes(Message message) {
        return Frames.encode(message);
    }

    private static byte[] bytes(Hello hello) {
        return Frames.encode(hello);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static FrameReader reader(byte[] bytes) {
        return new FrameReader(new ByteArrayInputStream(bytes), "n9", new EntryCodec(Word::read));
    }
}
