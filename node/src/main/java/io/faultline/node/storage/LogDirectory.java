package io.faultline.node.storage;

import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The files of one node's log: how they are named, made whole, and removed. */
final class LogDirectory {
    private static final String SEGMENT = "wal-";
    private static final String SNAPSHOT = "snapshot-";
    private static final String TEMPORARY = ".tmp";

    /** What a node of an earlier version kept everything in. */
    private static final String VERSION_1 = "wal";

    /** A file is read whole, and an array holds no more. */
    private static final int LONGEST_FILE = Integer.MAX_VALUE - 8;

    final Disk disk;
    final Path home;
    final NodeId node;
    private final int longestFile;

    LogDirectory(Disk disk, Path home, NodeId node) {
        this(disk, home, node, LONGEST_FILE);
    }

    LogDirectory(Disk disk, Path home, NodeId node, int longestFile) {
        this.disk = disk;
        this.home = home;
        this.node = node;
        this.longestFile = longestFile;
    }

    Path segment(long number) {
        return home.resolve(String.format("%s%016d", SEGMENT, number));
    }

    Path snapshot(long index) {
        return home.resolve(String.format("%s%016d", SNAPSHOT, index));
    }

    /** The numbers of all segments, ascending. */
    List<Long> segments() throws IOException {
        return numbers(SEGMENT);
    }

    /** The indexes of all snapshots, ascending. */
    List<Long> snapshots() throws IOException {
        return numbers(SNAPSHOT);
    }

    private List<Long> numbers(String prefix) throws IOException {
        return disk.names(home).stream()
                .filter(name -> name.matches(prefix + "\\d{16}"))
                .map(name -> Long.parseLong(name.substring(prefix.length())))
                .sorted()
                .toList();
    }

    /** Removes files that a crash left before they got their names; what they were to replace is still whole. */
    void clear() throws IOException {
        if (disk.exists(home.resolve(VERSION_1))) {
            throw new CorruptLogException(
                    home.resolve(VERSION_1),
                    "was written by an earlier version of this program, which this one can't read");
        }
        for (String name : disk.names(home)) {
            if (name.endsWith(TEMPORARY)) {
                disk.delete(home.resolve(name));
            }
        }
    }

    /** All of a file: a beginning of it could be taken for a file that a crash cut off. */
    byte[] read(Path file) throws IOException {
        byte[] bytes = disk.read(file, longestFile);
        if (bytes.length == longestFile) {
            throw new CorruptLogException(file, "has " + longestFile + " bytes or more, which no node has written");
        }
        return bytes;
    }

    /** Makes a segment with its first group; it has its name when both are durable. */
    DiskFile createSegment(long number, boolean anew, long groupsBefore, List<Item> items) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(SegmentFormat.header(node, number, anew, groupsBefore));
        bytes.write(SegmentFormat.group(number, 1, encode(items)));
        return create(segment(number), bytes.toByteArray());
    }

    /** Makes a snapshot's file; durable on return. */
    void createSnapshot(Snapshot snapshot) throws IOException {
        create(snapshot(snapshot.meta().index()), SnapshotFile.encode(node, snapshot))
                .close();
    }

    private DiskFile create(Path file, byte[] bytes) throws IOException {
        if (bytes.length >= longestFile) {
            throw new IOException(
                    file + " would have " + bytes.length + " bytes, more than the next start would read back");
        }
        Path temporary = home.resolve(file.getFileName() + TEMPORARY);
        DiskFile out = disk.create(temporary);
        try {
            out.write(bytes);
            out.force();
            disk.rename(temporary, file);
            disk.forceDirectory(home);
            return out;
        } catch (IOException e) {
            out.close();
            throw e;
        }
    }

    /** Removes segments and snapshots that what is durable now stands for. */
    void removeBefore(long segment, long snapshotIndex) throws IOException {
        for (long number : segments()) {
            if (number < segment) {
                disk.delete(segment(number));
            }
        }
        for (long index : snapshots()) {
            if (index != snapshotIndex) {
                disk.delete(snapshot(index));
            }
        }
    }

    /**
     * The items of one group as bytes.
     *
     * @throws IOException when they are more than the next start would read back
     */
    static byte[] encode(List<Item> items) throws IOException {
        long length = items.stream().mapToLong(Item::length).sum();
        if (length > SegmentFormat.LONGEST_ITEMS) {
            throw new IOException("one write of " + length + " bytes is more than the " + SegmentFormat.LONGEST_ITEMS
                    + " that a log takes at once: take snapshots more often, or send less at a time");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) length);
        DataOutputStream out = new DataOutputStream(bytes);
        for (Item item : items) {
            item.write(out);
        }
        return bytes.toByteArray();
    }
}
