package io.faultline.checkers.history;

/** Where a log ends: index and term of its last entry, both 0 when it is empty. */
public record LogTail(long index, long term) implements Comparable<LogTail> {

    /** The end of an empty log. */
    public static final LogTail EMPTY = new LogTail(0, 0);

    /** Less is less up to date: the last term decides, then the index (Raft §5.4.1). */
    @Override
    public int compareTo(LogTail other) {
        int byTerm = Long.compare(term, other.term);
        return byTerm != 0 ? byTerm : Long.compare(index, other.index);
    }
}
