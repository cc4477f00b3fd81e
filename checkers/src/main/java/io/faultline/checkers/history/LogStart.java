package io.faultline.checkers.history;

import java.util.Objects;

/**
 * The log and the snapshot a node found on its disk when it started.
 *
 * <p>What the log holds is not told again: it is what the node had reported durable before, up to the tail.
 *
 * @param firstIndex the first entry the log may still hold, 1 unless a snapshot made room
 * @param tail where the log ends; with nothing behind the snapshot, the snapshot's end
 * @param snapshot the snapshot, null without one
 */
public record LogStart(long firstIndex, LogTail tail, SnapshotPoint snapshot) {

    public LogStart {
        Objects.requireNonNull(tail, "tail");
        if (firstIndex < 1) {
            throw new IllegalArgumentException("a log begins at an index from 1, not " + firstIndex);
        }
    }

    /** A log that ends there and has never been compacted. */
    public static LogStart of(LogTail tail) {
        return new LogStart(1, tail, null);
    }

    /** The last entry that the snapshot stands for, 0 without one. */
    public long snapshotIndex() {
        return snapshot == null ? 0 : snapshot.index();
    }
}
