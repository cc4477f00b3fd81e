package io.faultline.node.net;

import io.faultline.node.raft.Bytes;
import io.faultline.node.raft.Entry;
import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.Message;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.Snapshot;
import io.faultline.node.wire.EntryCodec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads what {@link Frames} writes, and believes nothing: every frame is checked to the last byte.
 *
 * <p>One thread uses it. After an exception the rest of the stream means nothing.
 */
final class FrameReader {
    private final InputStream in;
    private final EntryCodec codec;
    private String peer;

    private long read;
    private long bodyStart;
    private ByteBuffer body;

    /**
     * A reader from the beginning of a connection.
     *
     * @param peer whose bytes these are, for messages
     * @param codec reads entries
     */
    FrameReader(InputStream in, String peer, EntryCodec codec) {
        this.in = in;
        this.peer = peer;
        this.codec = codec;
    }

    /**
     * Reads the frame that opens a connection.
     *
     * @return empty when the connection ended before it said anything
     */
    Optional<Hello> readHello() throws IOException {
        if (!nextFrame()) {
            return Optional.empty();
        }
        int kind = kind();
        if (kind != Frames.HELLO) {
            throw broken(bodyStart + 1, "a connection begins with a hello, not with kind " + kind);
        }
        NodeId from = node();
        NodeId to = node();
        byte[] name = new byte[number(1, Hello.LONGEST_NAME, "the length of a cluster's name")];
        need(name.length);
        long at = position();
        body.get(name);
        String cluster = new String(name, StandardCharsets.ISO_8859_1);
        if (!Hello.isName(cluster)) {
            throw broken(at, "no cluster has that name");
        }
        end();
        peer = from + " at " + peer;
        return Optional.of(new Hello(from, to, cluster));
    }

    /**
     * Reads the next message.
     *
     * @return empty when the connection ended between two frames
     */
    Optional<Message> readMessage() throws IOException {
        if (!nextFrame()) {
            return Optional.empty();
        }
        int kind = kind();
        if (kind < Frames.REQUEST_VOTE || kind > Frames.TIMEOUT_NOW) {
            throw broken(bodyStart + 1, "no message is of kind " + kind);
        }
        NodeId from = node();
        long term = atLeastZero("a term");
        Message message = switch (kind) {
            case Frames.REQUEST_VOTE -> new Message.RequestVote(from, term, tail(), bit("pre-vote"), bit("transfer"));
            case Frames.VOTE_REPLY ->
                new Message.VoteReply(from, term, atLeastZero("a term"), bit("granted"), bit("pre-vote"));
            case Frames.APPEND_ENTRIES -> appendEntries(from, term);
            case Frames.APPEND_REPLY -> appendReply(from, term);
            case Frames.INSTALL_SNAPSHOT -> installSnapshot(from, term);
            case Frames.SNAPSHOT_REPLY -> snapshotReply(from, term);
            default -> new Message.TimeoutNow(from, term);
        };
        end();
        return Optional.of(message);
    }

    private Message appendEntries(NodeId from, long term) throws BrokenFrameException {
        LogTail previous = tail();
        long commit = atLeastZero("a commit index");
        long round = atLeastZero("a round");
        boolean probe = bit("probe");
        int count = length("the number of entries");
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(codec(() -> codec.read(body)));
        }
        return new Message.AppendEntries(from, term, previous, List.copyOf(entries), commit, round, probe);
    }

    private Message appendReply(NodeId from, long term) throws BrokenFrameException {
        return new Message.AppendReply(
                from,
                term,
                atLeastZero("a term"),
                bit("success"),
                atLeastZero("a log index"),
                atLeastZero("a log index"),
                atLeastZero("a term"),
                atLeastZero("a round"));
    }

    private Message installSnapshot(NodeId from, long term) throws BrokenFrameException {
        Snapshot.Meta meta = codec(() -> EntryCodec.readMeta(body));
        long place = position();
        int offset = number("an offset");
        int size = number("a size");
        long round = atLeastZero("a round");
        byte[] piece = new byte[length("the length of a piece")];
        body.get(piece);
        if (offset > size - piece.length) {
            throw broken(
                    place,
                    "a piece of " + piece.length + " bytes at " + offset + " of a snapshot of " + size + " bytes");
        }
        return new Message.InstallSnapshot(from, term, meta, offset, size, Bytes.wrap(piece), round);
    }

    private Message snapshotReply(NodeId from, long term) throws BrokenFrameException {
        return new Message.SnapshotReply(
                from,
                term,
                atLeastZero("a term"),
                atLeastZero("a log index"),
                number("an offset"),
                bit("installed"),
                atLeastZero("a round"));
    }

    private LogTail tail() throws BrokenFrameException {
        return new LogTail(atLeastZero("a log index"), atLeastZero("a term"));
    }

    /** Reads with the codec, whose complaints come to say where. */
    private <T> T codec(Supplier<T> read) throws BrokenFrameException {
        long place = position();
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            throw broken(place, e.getMessage());
        }
    }

    /** Makes a sentence that says where: {@code offset} is that of the first byte which makes no sense. */
    BrokenFrameException broken(long offset, String what) {
        return new BrokenFrameException(peer, offset, what);
    }

    /** Where the body of the last frame begins. */
    long bodyStart() {
        return bodyStart;
    }

    private boolean nextFrame() throws IOException {
        long start = read;
        byte[] header = in.readNBytes(Frames.HEADER_LENGTH);
        if (header.length == 0) {
            return false;
        }
        read += header.length;
        if (header.length < Frames.HEADER_LENGTH) {
            throw broken(read, "the connection ended inside the frame that began at byte " + start);
        }
        ByteBuffer fields = ByteBuffer.wrap(header);
        int length = fields.getInt();
        if (length < 1 || length > Frames.LONGEST_BODY) {
            throw broken(start, "a frame is 1 to " + Frames.LONGEST_BODY + " bytes long, not " + length);
        }
        bodyStart = read;
        byte[] bytes = in.readNBytes(length);
        read += bytes.length;
        if (bytes.length < length) {
            throw broken(read, "the connection ended inside the frame that began at byte " + start);
        }
        int stored = fields.getInt();
        int computed = Frames.checksum(length, bytes, 0);
        if (stored != computed) {
            throw broken(
                    start, String.format("the frame has the checksum %08x, but its bytes give %08x", stored, computed));
        }
        body = ByteBuffer.wrap(bytes);
        return true;
    }

    private int kind() throws BrokenFrameException {
        need(2);
        int version = body.get();
        if (version != Frames.VERSION) {
            throw broken(bodyStart, "version " + version + " where this program speaks version " + Frames.VERSION);
        }
        return body.get();
    }

    private NodeId node() throws BrokenFrameException {
        return NodeId.of(number(1, NodeId.MAX, "a node's number"));
    }

    private int number(int least, int most, String what) throws BrokenFrameException {
        need(1);
        int value = Byte.toUnsignedInt(body.get());
        if (value < least || value > most) {
            throw broken(position() - 1, what + " is " + least + " to " + most + ", not " + value);
        }
        return value;
    }

    private boolean bit(String what) throws BrokenFrameException {
        return number(0, 1, "the bit '" + what + "'") == 1;
    }

    /** A number from 0 on. */
    private int number(String what) throws BrokenFrameException {
        need(4);
        int value = body.getInt();
        if (value < 0) {
            throw broken(position() - 4, what + " is from 0 on, not " + value);
        }
        return value;
    }

    /** How many bytes, or things of at least a byte, follow. */
    private int length(String what) throws BrokenFrameException {
        int value = number(what);
        if (value > body.remaining()) {
            throw broken(position() - 4, what + " is " + value + ", but " + body.remaining() + " bytes are left");
        }
        return value;
    }

    private long atLeastZero(String what) throws BrokenFrameException {
        need(8);
        long value = body.getLong();
        if (value < 0 || value > Frames.HIGHEST_TERM) {
            throw broken(position() - 8, what + " is 0 to " + Frames.HIGHEST_TERM + ", not " + value);
        }
        return value;
    }

    private void need(int bytes) throws BrokenFrameException {
        if (body.remaining() < bytes) {
            throw broken(bodyStart + body.limit(), "the frame is too short for its kind");
        }
    }

    private void end() throws BrokenFrameException {
        if (body.hasRemaining()) {
            throw broken(position(), body.remaining() + " bytes too many for the frame's kind");
        }
    }

    private long position() {
        return bodyStart + body.position();
    }
}
