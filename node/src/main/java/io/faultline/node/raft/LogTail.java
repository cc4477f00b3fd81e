package io.faultline.node.raft;

/**
 * Where a log ends: all that an election needs to know of it (§5.4.1).
 *
 * @param index index of the last entry, 0 for an empty log
 * @param term term of the last entry, 0 for an empty log
 */
public record LogTail(long index, long term) {
    public static final LogTail EMPTY = new LogTail(0, 0);

    public LogTail {
        if (index < 0 || term < 0) {
            throw new IllegalArgumentException("a log ends at index and term >= 0, not " + index + ", " + term);
        }
    }
}
