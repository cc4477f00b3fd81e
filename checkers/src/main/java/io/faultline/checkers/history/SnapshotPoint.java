package io.faultline.checkers.history;

import java.util.Objects;

/**
 * What a snapshot stands for (Raft §7): all entries up to and including one.
 *
 * @param index the last entry the snapshot replaces, from 1
 * @param term the term of that entry, from 1
 * @param digest tells the state after that entry
 */
public record SnapshotPoint(long index, long term, String digest) {

    public SnapshotPoint {
        Objects.requireNonNull(digest, "digest");
        if (index < 1 || term < 1) {
            throw new IllegalArgumentException(
                    "a snapshot ends at an index and a term from 1, not " + index + " and " + term);
        }
    }
}
