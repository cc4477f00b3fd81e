package io.faultline.node.storage;

import io.faultline.node.raft.Bytes;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.Snapshot;
import io.faultline.node.wire.EntryCodec;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * A snapshot in a file of its own, whole or not there at all. All numbers are big-endian.
 *
 * <pre>
 * 8  "FLNODSNP"     1  version, 1     1  number of the node     2  zero
 * 56 what it stands for, see {@link EntryCodec}
 * 4  length n       n  data           4  CRC32C of the above
 * </pre>
 */
final class SnapshotFile {
    private static final byte[] MAGIC = "FLNODSNP".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int HEADER = 12;
    private static final int FRAME = HEADER + EntryCodec.META_LENGTH + 4 + 4;

    private SnapshotFile() {}

    static byte[] encode(NodeId node, Snapshot snapshot) throws IOException {
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream(FRAME + snapshot.data().length());
        CheckedOutputStream covered = new CheckedOutputStream(bytes, new CRC32C());
        DataOutputStream out = new DataOutputStream(covered);
        out.write(MAGIC);
        out.writeByte(VERSION);
        out.writeByte(node.number());
        out.writeShort(0);
        EntryCodec.write(out, snapshot.meta());
        out.writeInt(snapshot.data().length());
        out.write(snapshot.data().array());
        out.writeInt((int) covered.getChecksum().getValue());
        return bytes.toByteArray();
    }

    /**
     * Reads a file of which the log says that it is there.
     *
     * @throws CorruptLogException when it is not that snapshot, to the last byte
     */
    static Snapshot decode(Path file, byte[] bytes, NodeId node, long index) throws CorruptLogException {
        if (bytes.length < FRAME || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new CorruptLogException(file, "is no snapshot of a node");
        }
        if (bytes[MAGIC.length] != VERSION) {
            throw new CorruptLogException(
                    file, "says version " + bytes[MAGIC.length] + " where this program knows version " + VERSION);
        }
        int stored = ByteBuffer.wrap(bytes).getInt(bytes.length - 4);
        int computed = SegmentFormat.checksum(bytes, 0, bytes.length - 4);
        if (stored != computed) {
            throw new CorruptLogException(
                    file, String.format("has the checksum %08x, but its bytes give %08x", stored, computed));
        }
        if (bytes[MAGIC.length + 1] != node.number()) {
            throw new CorruptLogException(file, "belongs to n" + bytes[MAGIC.length + 1] + ", not to " + node);
        }
        return contents(file, ByteBuffer.wrap(bytes, HEADER, bytes.length - HEADER - 4), index);
    }

    private static Snapshot contents(Path file, ByteBuffer in, long index) throws CorruptLogException {
        Snapshot.Meta meta;
        try {
            meta = EntryCodec.readMeta(in);
        } catch (IllegalArgumentException e) {
            throw new CorruptLogException(file, "has a good checksum but holds " + e.getMessage());
        }
        int length = in.getInt();
        if (meta.index() != index || length != in.remaining()) {
            throw new CorruptLogException(
                    file,
                    "holds the snapshot up to entry " + meta.index() + " in " + length
                            + " bytes, where the log names that up to entry " + index + " and " + in.remaining()
                            + " bytes are there");
        }
        byte[] data = new byte[length];
        in.get(data);
        return new Snapshot(meta, Bytes.wrap(data));
    }
}
