package io.faultline.node.storage;

import io.faultline.node.raft.NodeId;
import io.faultline.node.wire.EntryCodec;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads the bytes of one segment of a log from the first to the last.
 *
 * <p><b>Torn or corrupt.</b> Groups are written and made durable one at a time, so a crash can spoil only the last of the
 * last segment, and nothing that depends on it has been said. What a crash leaves of it is a beginning of the group, and
 * behind that nothing, or zeros where the file system had made room. Exactly that is <i>torn</i>: the bytes from the end of
 * the last good group to the end of the file are no longer than the group says it is, and without the zeros at their end
 * they are a proper beginning of one. A torn group is dropped.
 *
 * <p>Anything else is <i>corrupt</i>, and the log is refused: above all a group that is there up to its end mark and
 * whose checksum is wrong, even when it is the last. It was written to its end, so it may have been durable and a vote
 * may have been given on it; to drop it would be to forget that vote. A device that makes the later half of a group
 * durable before the earlier is refused too after a power cut: wrong on the safe side. Two kinds of damage can't be
 * seen by anyone: last groups zeroed up to the end of the file, and a file cut off where a group ends.
 */
final class SegmentScanner {
    private final Path file;
    private final byte[] bytes;
    private final EntryCodec codec;
    private final List<Group> groups = new ArrayList<>();
    private int at;
    private long segment;
    private long groupsBefore;
    private boolean anew;
    private String torn;

    private SegmentScanner(Path file, byte[] bytes, EntryCodec codec) {
        this.file = file;
        this.bytes = bytes;
        this.codec = codec;
    }

    /**
     * What one flush made durable.
     *
     * @param at where it begins
     */
    record Group(int at, List<Item> items) {}

    /**
     * What was read.
     *
     * @param number the segment's
     * @param anew whether it says all that was said before it
     * @param groupsBefore how many groups the segment before has, 0 when that does not matter
     * @param groups all that are good, at least one
     * @param end where the last of them ends
     * @param torn what is to be cut off behind that, in words
     */
    record Scan(
            Path file,
            long number,
            boolean anew,
            long groupsBefore,
            List<Group> groups,
            int end,
            Optional<String> torn) {}

    /**
     * Reads all groups.
     *
     * @throws CorruptLogException when a group is unreadable and not torn, or the log is another node's
     */
    static Scan scan(Path file, byte[] bytes, NodeId node, EntryCodec codec) throws CorruptLogException {
        SegmentScanner scanner = new SegmentScanner(file, bytes, codec);
        scanner.readHeader(node);
        while (scanner.torn == null && scanner.at < bytes.length) {
            scanner.readGroup();
        }
        if (scanner.groups.isEmpty()) {
            throw scanner.corrupt("is missing, but was durable before the file got its name");
        }
        return new Scan(
                file,
                scanner.segment,
                scanner.anew,
                scanner.groupsBefore,
                List.copyOf(scanner.groups),
                scanner.at,
                Optional.ofNullable(scanner.torn));
    }

    private void readHeader(NodeId node) throws CorruptLogException {
        // The header is durable before the file has its name, so no crash can have cut it short.
        if (bytes.length < SegmentFormat.HEADER_LENGTH) {
            throw corrupt("is cut off after " + bytes.length + " of " + SegmentFormat.HEADER_LENGTH + " bytes");
        }
        int magic = SegmentFormat.MAGIC.length;
        if (!Arrays.equals(bytes, 0, magic, SegmentFormat.MAGIC, 0, magic)) {
            throw corrupt("does not begin like the log of a node");
        }
        int version = bytes[magic];
        if (version != SegmentFormat.VERSION) {
            throw corrupt("says version " + version + " where this program knows version " + SegmentFormat.VERSION);
        }
        ByteBuffer header = ByteBuffer.wrap(bytes);
        int stored = header.getInt(SegmentFormat.HEADER_LENGTH - 4);
        int computed = SegmentFormat.checksum(bytes, 0, SegmentFormat.HEADER_LENGTH - 4);
        if (stored != computed) {
            throw corrupt(mismatch(stored, computed));
        }
        int owner = bytes[magic + 1];
        if (owner != node.number()) {
            throw corrupt("belongs to n" + owner + " where " + node + " wants to start");
        }
        anew = bytes[magic + 2] == 1;
        segment = header.getLong(magic + 4);
        groupsBefore = header.getLong(magic + 12);
        at = SegmentFormat.HEADER_LENGTH;
    }

    private void readGroup() throws CorruptLogException {
        int left = bytes.length - at;
        int written = left;
        while (written > 0 && bytes[at + written - 1] == 0) {
            written--;
        }
        // From here on a look at a byte needs it among the written ones: the others may be mere room.
        if (written < SegmentFormat.GROUP_HEADER) {
            dropBeginning(left, written, SegmentFormat.OVERHEAD + SegmentFormat.LONGEST_ITEMS);
            return;
        }
        int items = ByteBuffer.wrap(bytes).getInt(at);
        check(at + 4, 4);
        if (items < 1 || items > SegmentFormat.LONGEST_ITEMS) {
            throw corrupt("says length " + Integer.toUnsignedString(items) + ", but a group has 1 to "
                    + SegmentFormat.LONGEST_ITEMS + " bytes of items");
        }
        int whole = SegmentFormat.OVERHEAD + items;
        if (written < whole) {
            dropBeginning(left, written, whole);
        } else {
            take(items, whole);
        }
    }

    private void dropBeginning(int left, int written, int whole) throws CorruptLogException {
        if (left > whole) {
            throw corrupt(
                    written == 0
                            ? "is missing: there are " + left + " zero bytes in its place"
                            : "breaks off after " + written + " bytes, but the file goes on");
        }
        if (groups.isEmpty()) {
            throw corrupt("breaks off after " + written + " bytes, but was durable before the file got its name");
        }
        torn = file + ": group " + (groups.size() + 1) + " at byte " + at + " was torn by a crash, " + left
                + " bytes of it are dropped; nothing was said on the strength of it";
    }

    private void take(int items, int whole) throws CorruptLogException {
        int mark = bytes[at + whole - 1] & 0xFF;
        if (mark != SegmentFormat.END_MARK) {
            throw corrupt("ends with the mark " + Integer.toHexString(mark) + " instead of "
                    + Integer.toHexString(SegmentFormat.END_MARK));
        }
        int covered = SegmentFormat.GROUP_HEADER + items;
        check(at + covered, covered);
        groups.add(new Group(at, items(ByteBuffer.wrap(bytes, at + SegmentFormat.GROUP_HEADER, items))));
        at += whole;
    }

    /** Compares a checksum in the file with that of so many bytes of the group. */
    private void check(int place, int covered) throws CorruptLogException {
        int stored = ByteBuffer.wrap(bytes).getInt(place);
        int computed = SegmentFormat.groupChecksum(segment, groups.size() + 1, bytes, at, covered);
        if (stored != computed) {
            throw corrupt(mismatch(stored, computed));
        }
    }

    private List<Item> items(ByteBuffer in) throws CorruptLogException {
        List<Item> items = new ArrayList<>();
        ByteBuffer bounded = in.slice();
        try {
            while (bounded.hasRemaining()) {
                items.add(Item.read(bounded, codec));
            }
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw corrupt("has a good checksum but holds " + e.getMessage());
        }
        return List.copyOf(items);
    }

    private CorruptLogException corrupt(String what) {
        return new CorruptLogException(file, at, at == 0 ? 0 : groups.size() + 1, what);
    }

    private static String mismatch(int stored, int computed) {
        return String.format("has the checksum %08x, but its bytes give %08x", stored, computed);
    }
}
