package io.faultline.node.storage;

import io.faultline.node.raft.Bytes;
import io.faultline.node.raft.DiskWrite;
import io.faultline.node.raft.Entry;
import io.faultline.node.raft.HardState;
import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.Payload;
import io.faultline.node.raft.Snapshot;
import io.faultline.node.raft.Stored;
import io.faultline.node.wire.EntryCodec;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What one node must not forget: term, vote, log and snapshot, in files of its data directory.
 *
 * <p>{@link #append} only remembers; {@link #flush} returns when all that was appended is durable, by one sync however much
 * it was. A crash leaves all of a flush or nothing of it. After an {@link IOException} the log is of no more use, as nobody
 * knows what the disk has: every later call fails too, and the node must stop. One thread uses it at a time.
 *
 * <p>The log is a chain of segments. One that has grown long is followed by another; with a new snapshot a segment begins
 * that says anew all that is not in the snapshot, and those before it go.
 *
 * <pre>{@code
 * try (WriteAheadLog log = WriteAheadLog.open(directory, self, KvCommand::read, LogTail.EMPTY)) {
 *     Stored before = log.recovered().disk();
 *     log.append(new DiskWrite.State(after));
 *     log.flush();
 * }
 * }</pre>
 */
public final class WriteAheadLog implements Closeable {
    /** A segment that has grown beyond this many bytes is followed by another. */
    static final int SEGMENT_ABOVE = 8 << 20;

    private final LogDirectory directory;
    private final int segmentAbove;
    private final Closeable lock;
    private final List<DiskWrite> unflushed = new ArrayList<>();

    private LogContents contents = new LogContents();
    private DiskFile out;
    private long segment;
    private long size;
    private long groups;
    private Recovered recovered;
    private boolean failed;

    private WriteAheadLog(LogDirectory directory, int segmentAbove, Closeable lock) {
        this.directory = directory;
        this.segmentAbove = segmentAbove;
        this.lock = lock;
    }

    /** As {@link #open(Disk, Path, NodeId, Function, LogTail)}, on the file system of the machine. */
    public static WriteAheadLog open(
            Path directory, NodeId node, Function<Bytes, Payload.Command> commands, LogTail initialLog)
            throws IOException {
        return open(new FileSystemDisk(), directory, node, commands, initialLog);
    }

    /**
     * Opens a node's log, or makes it, and counts the incarnation: that is durable on return.
     *
     * @param commands reads back the commands of entries
     * @param initialLog where the log of a node ends that has never run before, see {@link Stored#endingAt}; otherwise
     *     ignored
     * @throws CorruptLogException when the log is damaged in a way no crash explains, or another node's
     * @throws DirectoryInUseException when another running node has the directory
     */
    public static WriteAheadLog open(
            Disk disk, Path directory, NodeId node, Function<Bytes, Payload.Command> commands, LogTail initialLog)
            throws IOException {
        return open(disk, directory, node, commands, initialLog, SEGMENT_ABOVE);
    }

    static WriteAheadLog open(
            Disk disk,
            Path directory,
            NodeId node,
            Function<Bytes, Payload.Command> commands,
            LogTail initialLog,
            int segmentAbove)
            throws IOException {
        Path home = directory.toAbsolutePath().normalize();
        disk.createDirectories(home);
        WriteAheadLog wal = new WriteAheadLog(new LogDirectory(disk, home, node), segmentAbove, disk.lock(home));
        try {
            wal.recover(new EntryCodec(commands), initialLog);
            return wal;
        } catch (IOException | RuntimeException e) {
            try {
                wal.close();
            } catch (IOException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    /** What was found at the start; it does not change. */
    public Recovered recovered() {
        return recovered;
    }

    /** A change that the next {@link #flush} makes durable, after those before it. */
    public void append(DiskWrite write) {
        unflushed.add(write);
    }

    /**
     * Makes durable what was appended since the last time, all at once.
     *
     * @throws IOException when the disk fails, or when something was appended that does not follow from what the log holds,
     *     so that no start could read it; afterwards the log is not written to any more
     */
    public void flush() throws IOException {
        if (failed) {
            throw new IOException(directory.home + " failed before and is not written to any more");
        }
        failed = true;
        List<Item> items = new ArrayList<>(unflushed.size());
        Snapshot snapshot = null;
        for (DiskWrite write : unflushed) {
            Item item = Item.of(write);
            items.add(item);
            follow(item);
            if (write instanceof DiskWrite.Save save) {
                snapshot = save.snapshot();
                followed(snapshot);
            }
        }
        unflushed.clear();
        if (snapshot != null) {
            beginAnew(snapshot);
        } else if (!items.isEmpty()) {
            write(items);
        }
        failed = false;
    }

    private void follow(Item item) throws IOException {
        try {
            contents.add(item);
        } catch (IllegalArgumentException misfit) {
            throw unreadable(misfit.getMessage());
        }
    }

    /** What a snapshot is followed by must be able to have come after its last entry. */
    private void followed(Snapshot snapshot) throws IOException {
        List<Entry> behind = contents.entries();
        if (!behind.isEmpty() && behind.get(0).term() < snapshot.meta().term()) {
            throw unreadable("an entry of term " + behind.get(0).term() + " behind a snapshot that ends in term "
                    + snapshot.meta().term());
        }
    }

    private IOException unreadable(String what) {
        return new IOException(directory.home + " was to hold " + what
                + ": no start could read that, so it is not written; a correct node never asks for it");
    }

    /** Closes the file and lets go of the directory; what was not flushed is lost, as in a power cut. */
    @Override
    public void close() throws IOException {
        failed = true;
        try (lock) {
            if (out != null) {
                out.close();
            }
        }
    }

    // ---- writing ----

    private void write(List<Item> items) throws IOException {
        byte[] encoded = LogDirectory.encode(items);
        if (size > segmentAbove) {
            begin(segment + 1, false, items, encoded.length);
            return;
        }
        byte[] group = SegmentFormat.group(segment, groups + 1, encoded);
        out.write(group);
        out.force();
        groups++;
        size += group.length;
    }

    /**
     * First the snapshot, then a segment that names it and says what is not in it, and only then the old ones go. A crash
     * leaves the old or the new, and what is too much is removed at the next start.
     */
    private void beginAnew(Snapshot snapshot) throws IOException {
        directory.createSnapshot(snapshot);
        begin(segment + 1, true, contents.summary(), 0);
        directory.removeBefore(segment, snapshot.meta().index());
    }

    private void begin(long number, boolean anew, List<Item> items, int length) throws IOException {
        if (out != null) {
            out.close();
        }
        out = directory.createSegment(number, anew, groups, items);
        segment = number;
        groups = 1;
        size = length;
    }

    // ---- starting ----

    private void recover(EntryCodec codec, LogTail initialLog) throws IOException {
        directory.clear();
        if (directory.segments().isEmpty()) {
            create(Stored.endingAt(initialLog));
        } else {
            reopen(new LogReader(directory, codec));
        }
    }

    private void create(Stored initial) throws IOException {
        if (!directory.snapshots().isEmpty()) {
            throw new CorruptLogException(directory.home, "holds a snapshot but no log");
        }
        HardState state = initial.hardState();
        List<Entry> entries = initial.entries();
        contents.add(new Item.Incarnation(1));
        contents.add(new Item.State(state));
        if (!entries.isEmpty()) {
            contents.add(new Item.Append(1, entries));
        }
        begin(1, true, contents.summary(), 0);
        recovered = new Recovered(1, initial, false, Optional.empty());
    }

    private void reopen(LogReader reader) throws IOException {
        SegmentScanner.Scan last = reader.read();
        Stored disk = reader.stored();
        contents = reader.contents();
        segment = last.number();
        groups = last.groups().size();
        size = last.end();
        out = directory.disk.append(last.file());
        if (last.torn().isPresent()) {
            out.truncate(size);
            out.force();
        }
        // What a crash left of a removal, or of a snapshot that the log never came to name.
        directory.removeBefore(reader.firstSegment(), contents.snapshotIndex());
        Item start = new Item.Incarnation(contents.incarnation() + 1);
        contents.add(start);
        write(List.of(start));
        recovered = new Recovered(contents.incarnation(), disk, last.torn().isPresent(), last.torn());
    }
}
