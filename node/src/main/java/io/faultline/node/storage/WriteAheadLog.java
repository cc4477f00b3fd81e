package io.faultline.node.storage;

import io.faultline.node.raft.HardState;
import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.NodeId;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What one node must not forget, in one file of its data directory.
 *
 * <p>{@link #append} only remembers; {@link #flush} returns when all that was appended is durable. After an
 * {@link IOException} the log is of no more use, as nobody knows what the disk has: every later call fails too, and
 * the node must stop. One thread uses it at a time.
 *
 * <pre>{@code
 * try (WriteAheadLog log = WriteAheadLog.open(directory, self, LogTail.EMPTY)) {
 *     HardState before = log.recovered().hardState();
 *     log.append(after);
 *     log.flush();
 * }
 * }</pre>
 */
public final class WriteAheadLog implements Closeable {
    /** When the file has grown beyond this many bytes, it is written anew with the last values only. */
    static final int REWRITE_ABOVE = 1 << 20;

    static final int LONGEST = REWRITE_ABOVE + (1 << 10);

    static final String NAME = "wal";
    static final String TEMPORARY = "wal.tmp";

    private final Disk disk;
    private final Path directory;
    private final Path file;
    private final NodeId node;
    private final int rewriteAbove;
    private final Closeable lock;
    private final Deque<LogRecord> unflushed = new ArrayDeque<>();

    private DiskFile out;
    private long size;
    private long records;
    private long incarnation;
    private HardState hardState = HardState.INITIAL;
    private LogTail log = LogTail.EMPTY;
    private Recovered recovered;
    private boolean failed;

    private WriteAheadLog(Disk disk, Path directory, NodeId node, int rewriteAbove, Closeable lock) {
        this.disk = disk;
        this.directory = directory;
        this.file = directory.resolve(NAME);
        this.node = node;
        this.rewriteAbove = rewriteAbove;
        this.lock = lock;
    }

    /** As {@link #open(Disk, Path, NodeId, LogTail)}, on the file system of the machine. */
    public static WriteAheadLog open(Path directory, NodeId node, LogTail initialLog) throws IOException {
        return open(new FileSystemDisk(), directory, node, initialLog);
    }

    /**
     * Opens a node's log, or makes it, and counts the incarnation: that is durable on return.
     *
     * @param initialLog where the log of a node ends that has never run before; otherwise ignored
     * @throws CorruptLogException when the log is damaged in a way no crash explains, or another node's
     * @throws DirectoryInUseException when another running node has the directory
     */
    public static WriteAheadLog open(Disk disk, Path directory, NodeId node, LogTail initialLog) throws IOException {
        return open(disk, directory, node, initialLog, REWRITE_ABOVE);
    }

    static WriteAheadLog open(Disk disk, Path directory, NodeId node, LogTail initialLog, int rewriteAbove)
            throws IOException {
        Path home = directory.toAbsolutePath().normalize();
        disk.createDirectories(home);
        WriteAheadLog wal = new WriteAheadLog(disk, home, node, rewriteAbove, disk.lock(home));
        try {
            wal.recover(initialLog);
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

    /** Term and vote as they will be after the next {@link #flush}. */
    public void append(HardState state) {
        unflushed.add(new LogRecord.State(state));
    }

    /** The end of the node's log as it will be after the next {@link #flush}. */
    public void append(LogTail tail) {
        unflushed.add(new LogRecord.Tail(tail));
    }

    /**
     * Makes durable what was appended since the last time.
     *
     * <p>Each record is made durable before the next is written: so a crash can tear only the last record of the
     * file, and what else is unreadable is known to be damage.
     */
    public void flush() throws IOException {
        if (failed) {
            throw new IOException(file + " failed before and is not written to any more");
        }
        failed = true;
        while (!unflushed.isEmpty()) {
            write(unflushed.peek());
            out.force();
            unflushed.remove();
        }
        if (size > rewriteAbove) {
            rewrite();
        }
        failed = false;
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

    private void recover(LogTail initialLog) throws IOException {
        // Left by a crash before it got its name; the file it was to replace is still whole.
        disk.delete(directory.resolve(TEMPORARY));
        Optional<String> notice = Optional.empty();
        if (disk.exists(file)) {
            notice = readAndRepair();
            incarnation++;
            unflushed.add(new LogRecord.Incarnation(incarnation));
            flush();
        } else {
            incarnation = 1;
            log = initialLog;
            // A log that ends in term 5 was written by a node that has seen term 5.
            hardState = new HardState(initialLog.term(), HardState.NO_VOTE);
            rewrite();
        }
        recovered = new Recovered(incarnation, hardState, log, notice);
    }

    private Optional<String> readAndRepair() throws IOException {
        byte[] bytes = disk.read(file, LONGEST + 1);
        if (bytes.length > LONGEST) {
            throw new CorruptLogException(
                    file,
                    0,
                    0,
                    "begins a file of more than " + LONGEST + " bytes, longer than any this program writes");
        }
        LogScanner.Scan scan = LogScanner.scan(file, bytes, node);
        incarnation = scan.incarnation();
        hardState = scan.hardState();
        log = scan.log();
        records = scan.records();
        size = scan.end();
        out = disk.append(file);
        if (scan.torn().isPresent()) {
            out.truncate(size);
            out.force();
        }
        return scan.torn();
    }

    /**
     * Writes the file anew with the last values only, beside the old one, and lets it take the old one's name when it
     * is durable. A crash leaves the one or the other, and both say the same.
     */
    private void rewrite() throws IOException {
        if (out != null) {
            out.close();
        }
        Path temporary = directory.resolve(TEMPORARY);
        out = disk.create(temporary);
        byte[] header = LogFormat.header(node);
        out.write(header);
        size = header.length;
        records = 0;
        write(new LogRecord.Incarnation(incarnation));
        write(new LogRecord.State(hardState));
        write(new LogRecord.Tail(log));
        out.force();
        disk.rename(temporary, file);
        disk.forceDirectory(directory);
    }

    private void write(LogRecord record) throws IOException {
        byte[] bytes = LogFormat.encode(records + 1, record);
        out.write(bytes);
        records++;
        size += bytes.length;
        if (record instanceof LogRecord.State state) {
            hardState = state.state();
        } else if (record instanceof LogRecord.Tail tail) {
            log = tail.tail();
        }
    }
}
