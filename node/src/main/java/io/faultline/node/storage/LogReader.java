package io.faultline.node.storage;

import io.faultline.node.raft.Snapshot;
import io.faultline.node.raft.Stored;
import io.faultline.node.wire.EntryCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a node's log from the last segment that says everything to the last there is, and checks each step of it. */
final class LogReader {
    private final LogDirectory directory;
    private final EntryCodec codec;
    private final LogContents contents = new LogContents();
    private long firstSegment;

    LogReader(LogDirectory directory, EntryCodec codec) {
        this.directory = directory;
        this.codec = codec;
    }

    /**
     * Reads all of it.
     *
     * @return the last segment
     * @throws CorruptLogException when something is missing, unreadable, or does not follow from what is before it
     */
    SegmentScanner.Scan read() throws IOException {
        List<SegmentScanner.Scan> scans = scan();
        for (SegmentScanner.Scan scan : scans) {
            int group = 0;
            for (List<Item> items : scan.groups()) {
                group++;
                for (Item item : items) {
                    add(scan, group, item);
                }
            }
        }
        firstSegment = scans.get(0).number();
        return scans.get(scans.size() - 1);
    }

    /** The first segment that still counts; only after {@link #read}. */
    long firstSegment() {
        return firstSegment;
    }

    LogContents contents() {
        return contents;
    }

    /** What the node goes on from. */
    Stored stored() throws IOException {
        Optional<Snapshot> snapshot = Optional.empty();
        long index = contents.snapshotIndex();
        if (index > 0) {
            Path file = directory.snapshot(index);
            if (!directory.disk.exists(file)) {
                throw new CorruptLogException(file, "is missing, though the log names it");
            }
            snapshot = Optional.of(SnapshotFile.decode(file, directory.read(file), directory.node, index));
        }
        return new Stored(contents.hardState(), snapshot, List.copyOf(contents.entries()));
    }

    /** From the last segment to the one that begins anew; those before it are rests of a removal. */
    private List<SegmentScanner.Scan> scan() throws IOException {
        List<Long> numbers = directory.segments();
        List<SegmentScanner.Scan> scans = new ArrayList<>();
        for (int i = numbers.size() - 1; i >= 0; i--) {
            Path file = directory.segment(numbers.get(i));
            SegmentScanner.Scan scan = SegmentScanner.scan(file, directory.read(file), directory.node, codec);
            check(scan, numbers.get(i), i == numbers.size() - 1, scans);
            scans.add(0, scan);
            if (scan.anew()) {
                return scans;
            }
        }
        throw new CorruptLogException(
                directory.segment(numbers.get(0)), "goes on from a file before it, and that is missing");
    }

    private static void check(SegmentScanner.Scan scan, long number, boolean isLast, List<SegmentScanner.Scan> behind)
            throws CorruptLogException {
        if (scan.number() != number) {
            throw new CorruptLogException(scan.file(), "says that it is segment " + scan.number());
        }
        if (!isLast && scan.torn().isPresent()) {
            throw new CorruptLogException(
                    scan.file(), scan.end(), scan.groups().size() + 1, "is cut off, though a later file follows");
        }
        if (!behind.isEmpty() && behind.get(0).groupsBefore() != scan.groups().size()) {
            throw new CorruptLogException(
                    scan.file(), scan.end(), scan.groups().size() + 1, "is missing, though a later file follows");
        }
        if (!behind.isEmpty() && behind.get(0).number() != number + 1) {
            throw new CorruptLogException(
                    scan.file(), "is followed by segment " + behind.get(0).number() + ": what was between is missing");
        }
    }

    private void add(SegmentScanner.Scan scan, int group, Item item) throws CorruptLogException {
        try {
            contents.add(item);
        } catch (IllegalArgumentException e) {
            throw new CorruptLogException(
                    scan.file(),
                    0,
                    group,
                    "has a good checksum but can't follow from what is before it: " + e.getMessage());
        }
    }
}
