package io.faultline.node.net;

import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.Message;
import io.faultline.node.raft.Message.AppendEntries;
import io.faultline.node.raft.Message.AppendReply;
import io.faultline.node.raft.Message.InstallSnapshot;
import io.faultline.node.raft.Message.RequestVote;
import io.faultline.node.raft.Message.SnapshotReply;
import io.faultline.node.raft.Message.VoteReply;
import io.faultline.node.wire.EntryCodec;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The bytes on the wire. All numbers are big-endian.
 *
 * <pre>
 * frame    4  length n of the body, 1 to 4 MiB        body   1  version, 2
 *          4  CRC32C of length and body                      1  kind
 *          n  body                                           …  fields
 *
 * kind 1   hello            from (1), to (1), length of the name (1), name
 * kind 2   RequestVote      from (1), term (8), last index (8), last term (8), pre-vote (1), transfer (1)
 * kind 3   VoteReply        from (1), term (8), request's term (8), granted (1), pre-vote (1)
 * kind 4   AppendEntries    from (1), term (8), previous index (8), previous term (8), commit (8), round (8),
 *                           probe (1), number of entries (4), entries, see {@link EntryCodec}
 * kind 5   AppendReply      from (1), term (8), request's term (8), success (1), previous index (8), index (8),
 *                           conflicting term (8), round (8)
 * kind 6   InstallSnapshot  from (1), term (8), what it stands for (56), offset (4), size (4), round (8),
 *                           length of the piece (4), piece
 * kind 7   SnapshotReply    from (1), term (8), request's term (8), snapshot's index (8), next offset (4),
 *                           installed (1), round (8)
 * kind 8   TimeoutNow       from (1), term (8)
 * </pre>
 *
 * <p>Encoding only; {@link FrameReader} is the way back.
 */
final class Frames {
    static final int VERSION = 2;
    static final int HEADER_LENGTH = 8;

    /**
     * Room for the fullest message: a batch of entries that ends with the longest command there may be. A reader
     * closes the connection at a longer frame, so a link sends none.
     */
    static final int LONGEST_BODY = 4 << 20;

    /** About what a message takes without entries and pieces. */
    private static final int SMALL = 128;

    static final int HELLO = 1;
    static final int REQUEST_VOTE = 2;
    static final int VOTE_REPLY = 3;
    static final int APPEND_ENTRIES = 4;
    static final int APPEND_REPLY = 5;
    static final int INSTALL_SNAPSHOT = 6;
    static final int SNAPSHOT_REPLY = 7;
    static final int TIMEOUT_NOW = 8;

    /** No cluster gets that far; a node that was told so could not count on. */
    static final long HIGHEST_TERM = Long.MAX_VALUE / 2;

    private Frames() {}

    /** Writes the fields of a body. */
    private interface Fields {
        void write(DataOutputStream out) throws IOException;
    }

    static byte[] encode(Hello hello) {
        byte[] name = hello.nameBytes();
        return frame(HELLO, out -> {
            out.writeByte(hello.from().number());
            out.writeByte(hello.to().number());
            out.writeByte(name.length);
            out.write(name);
        });
    }

    /** A message's frame, which has a body of at most {@link #LONGEST_BODY} only if {@link #fits}. */
    static byte[] encode(Message message) {
        return frame(kindOf(message), out -> {
            out.writeByte(message.from().number());
            out.writeLong(message.term());
            write(out, message);
        });
    }

    static boolean fits(byte[] frame) {
        return frame.length - HEADER_LENGTH <= LONGEST_BODY;
    }

    /** How many bytes a message takes in memory until it is written, and on the wire, roughly. */
    static int size(Message message) {
        int size = SMALL;
        if (message instanceof AppendEntries append) {
            for (int i = 0; i < append.entries().size(); i++) {
                size += append.entries().get(i).size();
            }
        } else if (message instanceof InstallSnapshot install) {
            size += install.piece().length();
        }
        return size;
    }

    private static void write(DataOutputStream out, Message message) throws IOException {
        if (message instanceof RequestVote request) {
            write(out, request.log());
            out.writeBoolean(request.preVote());
            out.writeBoolean(request.transfer());
        } else if (message instanceof VoteReply reply) {
            out.writeLong(reply.requestTerm());
            out.writeBoolean(reply.granted());
            out.writeBoolean(reply.preVote());
        } else if (message instanceof AppendEntries append) {
            write(out, append);
        } else if (message instanceof AppendReply reply) {
            write(out, reply);
        } else if (message instanceof InstallSnapshot install) {
            write(out, install);
        } else if (message instanceof SnapshotReply reply) {
            out.writeLong(reply.requestTerm());
            out.writeLong(reply.snapshotIndex());
            out.writeInt(reply.next());
            out.writeBoolean(reply.installed());
            out.writeLong(reply.round());
        }
    }

    private static void write(DataOutputStream out, AppendEntries append) throws IOException {
        write(out, append.previous());
        out.writeLong(append.commit());
        out.writeLong(append.round());
        out.writeBoolean(append.probe());
        out.writeInt(append.entries().size());
        for (int i = 0; i < append.entries().size(); i++) {
            EntryCodec.write(out, append.entries().get(i));
        }
    }

    private static void write(DataOutputStream out, AppendReply reply) throws IOException {
        out.writeLong(reply.requestTerm());
        out.writeBoolean(reply.success());
        out.writeLong(reply.previousIndex());
        out.writeLong(reply.index());
        out.writeLong(reply.conflictTerm());
        out.writeLong(reply.round());
    }

    private static void write(DataOutputStream out, InstallSnapshot install) throws IOException {
        EntryCodec.write(out, install.meta());
        out.writeInt(install.offset());
        out.writeInt(install.size());
        out.writeLong(install.round());
        out.writeInt(install.piece().length());
        out.write(install.piece().array());
    }

    private static void write(DataOutputStream out, LogTail tail) throws IOException {
        out.writeLong(tail.index());
        out.writeLong(tail.term());
    }

    private static byte[] frame(int kind, Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            out.writeLong(0);
            out.writeByte(VERSION);
            out.writeByte(kind);
            fields.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail so", e);
        }
        ByteBuffer frame = ByteBuffer.wrap(bytes.toByteArray());
        int length = frame.capacity() - HEADER_LENGTH;
        frame.putInt(0, length);
        frame.putInt(4, checksum(length, frame.array(), HEADER_LENGTH));
        return frame.array();
    }

    /** Of a body that begins there in the array and ends with it. */
    static int checksum(int length, byte[] bytes, int from) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(4).putInt(0, length));
        crc.update(bytes, from, bytes.length - from);
        return (int) crc.getValue();
    }

    private static int kindOf(Message message) {
        if (message instanceof RequestVote) {
            return REQUEST_VOTE;
        } else if (message instanceof VoteReply) {
            return VOTE_REPLY;
        } else if (message instanceof AppendEntries) {
            return APPEND_ENTRIES;
        } else if (message instanceof AppendReply) {
            return APPEND_REPLY;
        } else if (message instanceof InstallSnapshot) {
            return INSTALL_SNAPSHOT;
        }
        return message instanceof SnapshotReply ? SNAPSHOT_REPLY : TIMEOUT_NOW;
    }
}
