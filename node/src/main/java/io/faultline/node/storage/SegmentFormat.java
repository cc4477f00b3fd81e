package io.faultline.node.storage;

import io.faultline.node.raft.NodeId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The bytes around a log's contents. All numbers are big-endian.
 *
 * <pre>
 * header   8  "FLNODLOG"              group    4  length n of the items
 *          1  version, 2                       4  CRC32C of segment (8 bytes), group (8 bytes), length
 *          1  number of the node               n  items, see {@link Item}
 *          1  1 when it begins anew            4  CRC32C of segment, group, length, its checksum, items
 *          1  zero                             1  end mark, 0xE5
 *          8  number of the segment
 *          8  groups in the segment before, 0 when it begins anew
 *          4  CRC32C of the above
 * </pre>
 *
 * <p>A group is what one flush made durable. Its length has a checksum of its own, for a length that is damaged would make a
 * group in the middle look like a last one that was cut off. The checksums cover the numbers of segment and group, the latter counted from 1,
 * though they are not stored with it: so a group that is lost, doubled or moved is noticed too. The end mark is not zero, so
 * that a group whose end never reached the disk can be told from one that was damaged later, see {@link SegmentScanner}.
 */
final class SegmentFormat {
    static final byte[] MAGIC = "FLNODLOG".getBytes(StandardCharsets.US_ASCII);
    static final int VERSION = 2;
    static final int HEADER_LENGTH = 32;
    static final int END_MARK = 0xE5;

    /** The length and its checksum. */
    static final int GROUP_HEADER = 4 + 4;

    /** The checksum of the whole and the end mark. */
    static final int GROUP_FOOTER = 4 + 1;

    /** What a group takes besides its items. */
    static final int OVERHEAD = GROUP_HEADER + GROUP_FOOTER;

    /** More than a turn of a node writes, 64 messages of 4 MiB; a longer one is not written, and read it is damage. */
    static final int LONGEST_ITEMS = 512 << 20;

    private SegmentFormat() {}

    static byte[] header(NodeId node, long segment, boolean anew, long groupsBefore) {
        ByteBuffer buffer = ByteBuffer.allocate(HEADER_LENGTH);
        buffer.put(MAGIC).put((byte) VERSION).put((byte) node.number());
        buffer.put((byte) (anew ? 1 : 0)).put((byte) 0).putLong(segment).putLong(anew ? 0 : groupsBefore);
        buffer.putInt(checksum(buffer.array(), 0, HEADER_LENGTH - 4));
        return buffer.array();
    }

    static byte[] group(long segment, long number, byte[] items) {
        ByteBuffer buffer = ByteBuffer.allocate(OVERHEAD + items.length);
        buffer.putInt(items.length);
        buffer.putInt(groupChecksum(segment, number, buffer.array(), 0, 4)).put(items);
        buffer.putInt(groupChecksum(segment, number, buffer.array(), 0, GROUP_HEADER + items.length));
        buffer.put((byte) END_MARK);
        return buffer.array();
    }

    static int groupChecksum(long segment, long number, byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(16).putLong(0, segment).putLong(8, number));
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    static int checksum(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }
}
