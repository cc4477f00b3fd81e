package io.faultline.node.storage;

import io.faultline.node.raft.Entry;
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
            for (int i = 0; i < scan.groups().size(); i++) {
                add(scan, i);
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
        Optional<Snapshot> snapshot =
                contents.snapshotIndex() > 0 ? Optional.of(snapshot(contents.snapshotIndex())) : Optional.empty();
        return new Stored(contents.hardState(), snapshot, List.copyOf(contents.entries()));
    }

    private Snapshot snapshot(long index) throws IOException {
        Path file = directory.snapshot(index);
        if (!directory.disk.exists(file)) {
            throw new CorruptLogException(file, "is missing, though the log names it");
        }
        Snapshot snapshot = SnapshotFile.decode(file, directory.read(file), directory.node, index);
        List<Entry> behind = contents.entries();
        if (!behind.isEmpty() && behind.get(0).term() < snapshot.meta().term()) {
            throw new CorruptLogException(
                    file,
                    "ends in term " + snapshot.meta().term() + ", but the log goes on behind it with an entry of term "
                            + behind.get(0).term());
        }
        return snapshot;
    }

    /** From the last segment to the one that begins anew; those before it are rests of a removal. */
    private List<SegmentScanner.Scan> scan() throws IOException {
        List<Long> numbers = directory.segments();
        List<SegmentScanner.Scan> scans = new ArrayList<>();
        for (int i = numbers.size() - 1; i >= 0; i--) {
            Path file = directory.segment(numbers.get(i));
            SegmentScanner.Scan scan = SegmentScanner.scan(file, directory.read(file), directory.node, codec);
            check(scan, numbers.get(i), scans);
            scans.add(0, scan);
            if (scan.anew()) {
                return scans;
            }
        }
        throw new CorruptLogException(
                directory.segment(numbers.get(0)), "goes on from a file before it, and that is missing");
    }

    private static void check(SegmentScanner.Scan scan, long number, List<SegmentScanner.Scan> behind)
            throws CorruptLogException {
        if (scan.number() != number) {
            throw new CorruptLogException(scan.file(), "says that it is segment " + scan.number());
        }
        if (!behind.isEmpty()) {
            checkFollowed(scan, behind.get(0));
        }
    }

    /** A segment is begun only when the one before it is durable to its end. */
    private static void checkFollowed(SegmentScanner.Scan scan, SegmentScanner.Scan next) throws CorruptLogException {
        if (next.number() != scan.number() + 1) {
            throw new CorruptLogException(
                    scan.file(), "is followed by segment " + next.number() + ": what was between is missing");
        }
        int groups = scan.groups().size();
        if (scan.torn().isPresent()) {
            throw new CorruptLogException(
                    scan.file(), scan.end(), groups + 1, "is cut off, though a later file follows");
        }
        if (groups < next.groupsBefore()) {
            throw new CorruptLogException(
                    scan.file(), scan.end(), groups + 1, "is missing, though a later file follows");
        }
        if (groups > next.groupsBefore()) {
            throw new CorruptLogException(
                    scan.file(), "has " + groups + " groups, where the next file says " + next.groupsBefore());
        }
    }

    private void add(SegmentScanner.Scan scan, int group) throws CorruptLogException {
        SegmentScanner.Group added = scan.groups().get(group);
        try {
            added.items().forEach(contents::add);
        } catch (IllegalArgumentException e) {
            throw new CorruptLogException(
                    scan.file(),
                    added.at(),
                    group + 1,
                    "has a good checksum but can't follow from what is before it: " + e.getMessage());
        }
    }
}
