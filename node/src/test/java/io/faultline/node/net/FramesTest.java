package io.faultline.node.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.Message;
import io.faultline.node.raft.NodeId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramesTest {
    private static final NodeId N1 = NodeId.of(1);
    private static final NodeId N63 = NodeId.of(63);
    private static final List<Message> MESSAGES = List.of(
            new Message.RequestVote(N1, 3, new LogTail(17, 2), true),
            new Message.RequestVote(N63, Frames.HIGHEST_TERM, new LogTail(0, 0), false),
            new Message.VoteReply(N1, 4, 3, true, false),
            new Message.VoteReply(N63, 4, 3, false, true),
            new Message.AppendEntries(N1, 0),
            new Message.AppendReply(N63, 9, 8, true),
            new Message.AppendReply(N1, 9, 8, false));

    @Test
    void everyMessageIsReadAsItWasWritten() throws IOException {
        ByteBuffer out = ByteBuffer.allocate(20 * Frames.LONGEST);
        MESSAGES.forEach(message -> Frames.put(out, message));
        FrameReader reader = reader(written(out));
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
                .isEqualTo("0007" + checksumOf("01 01 01 02 02 6162") + "01010102026162");
        assertThat(hex(bytes(new Message.RequestVote(N1, 3, new LogTail(17, 2), true))))
                .endsWith("0102" + "01" + "0000000000000003" + "0000000000000011" + "0000000000000002" + "01");
        assertThat(hex(bytes(new Message.VoteReply(N1, 4, 3, true, false))))
                .endsWith("0103" + "01" + "0000000000000004" + "0000000000000003" + "0100");
        assertThat(hex(bytes(new Message.AppendEntries(N1, 5)))).endsWith("0104" + "01" + "0000000000000005");
        assertThat(hex(bytes(new Message.AppendReply(N1, 5, 4, false))))
                .endsWith("0105" + "01" + "0000000000000005" + "0000000000000004" + "00");
    }

    @Test
    void everyFrameIsWithinTheBound() {
        Hello longest = new Hello(N1, N63, "a".repeat(Hello.LONGEST_NAME));
        assertThat(bytes(longest)).hasSizeLessThanOrEqualTo(Frames.LONGEST);
    }

    @Test
    void everyChangedBitIsFoundInItsFrame() throws IOException {
        ByteBuffer out = ByteBuffer.allocate(20 * Frames.LONGEST);
        Frames.put(out, MESSAGES.get(0));
        int second = out.position();
        Frames.put(out, MESSAGES.get(2));
        byte[] whole = written(out);
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
        assertBroken("01 09 01", "byte 7 of the connection: no message is of kind 9");
        assertBroken("01 01 01 02 02 6162", "byte 7 of the connection: no message is of kind 1");
        assertBroken(
                "02 04 01 0000000000000005", "byte 6 of the connection: version 2 where this program speaks version 1");
        assertBroken("01 04 00 0000000000000005", "byte 8 of the connection: a node's number is 1 to 63, not 0");
        assertBroken("01 04 40 0000000000000005", "byte 8 of the connection: a node's number is 1 to 63, not 64");
        assertBroken(
                "01 04 01 8000000000000000", "byte 9 of the connection: a term is 0 to 4611686018427387903, not -9");
        assertBroken(
                "01 04 01 7fffffffffffffff", "byte 9 of the connection: a term is 0 to 4611686018427387903, not 9");
        assertBroken("01 04 01 000000000000", "byte 15 of the connection: the frame is too short for its kind");
        assertBroken(
                "01 04 01 0000000000000005 00", "byte 17 of the connection: 1 bytes too many for the frame's kind");
        assertBroken("01 05 01 0000000000000005 0000000000000005 02", "the bit 'success' is 0 to 1, not 2");
        assertBroken("01", "byte 7 of the connection: the frame is too short for its kind");
        assertThatThrownBy(() -> reader(frame("01 04 01 0000000000000005")).readHello())
                .hasMessageContaining("a connection begins with a hello, not with kind 4");
        assertThatThrownBy(() -> reader(frame("01 01 01 02 02 6120")).readHello())
                .hasMessageContaining("byte 11 of the connection: no cluster has that name");
    }

    @Test
    void aLengthOutOfBoundsIsRefusedBeforeItIsReadOrReserved() {
        assertThatThrownBy(() -> reader(HexFormat.of().parseHex("ffff00000000")).readMessage())
                .hasMessage("from n9, byte 0 of the connection: a frame is 1 to 128 bytes long, not 65535");
        assertThatThrownBy(() -> reader(HexFormat.of().parseHex("000000000000")).readMessage())
                .hasMessageContaining("a frame is 1 to 128 bytes long, not 0");
    }

    private static void assertBroken(String body, String message) {
        assertThatThrownBy(() -> reader(frame(body)).readMessage()).hasMessageContaining(message);
    }

    private static byte[] frame(String bodyHex) {
        byte[] body = HexFormat.of().parseHex(bodyHex.replace(" ", ""));
        return ByteBuffer.allocate(Frames.HEADER_LENGTH + body.length)
                .putShort((short) body.length)
                .putInt(Frames.checksum(body))
                .put(body)
                .array();
    }

    private static String checksumOf(String bodyHex) {
        return String.format("%08x", Frames.checksum(HexFormat.of().parseHex(bodyHex.replace(" ", ""))));
    }

    private static byte[] bytes(Message message) {
        ByteBuffer out = ByteBuffer.allocate(Frames.LONGEST);
        Frames.put(out, message);
        return written(out);
    }

    private static byte[] bytes(Hello hello) {
        ByteBuffer out = ByteBuffer.allocate(Frames.LONGEST);
        Frames.put(out, hello);
        return written(out);
    }

    private static byte[] written(ByteBuffer out) {
        return Arrays.copyOf(out.array(), out.position());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static FrameReader reader(byte[] bytes) {
        return new FrameReader(new ByteArrayInputStream(bytes), "n9");
    }
}
