package io.faultline.node.raft;

import java.util.Arrays;
import java.util.List;

/**
 * The entries behind the last snapshot, in memory, with a digest of the log up to each.
 *
 * <p>Indexes run from 1; the entry at {@link #baseIndex} is the last one that the snapshot stands for, and of it only
 * term, time and digest are known. Log time is counted from the first leader's start of leading on, and each leader goes on
 * from its last entry's time: so it never goes back, and asks nothing of the clocks of two machines.
 */
final class RaftLog {
    private long baseIndex;
    private long baseTerm;
    private long baseTime;
    private long baseDigest = Digests.EMPTY;
    private Entry[] entries = new Entry[16];
    private long[] digests = new long[16];
    private int size;
    /** The place asked for last: all followers of a healthy leader are sent the same. */
    private LogTail lastTail = LogTail.EMPTY;

    private List<Entry> lastSlice = List.of();
    private long lastSliceFrom;

    /** Forgets everything, and begins behind that snapshot. */
    void reset(Snapshot.Meta meta) {
        clear(meta.index(), meta.term(), meta.time(), meta.logDigest());
    }

    /** Forgets everything: an empty log without a snapshot. */
    void reset() {
        clear(0, 0, 0, Digests.EMPTY);
    }

    private void clear(long index, long term, long time, long digest) {
        baseIndex = index;
        baseTerm = term;
        baseTime = time;
        baseDigest = digest;
        Arrays.fill(entries, 0, size, null);
        size = 0;
        changed();
    }

    long baseIndex() {
        return baseIndex;
    }

    long lastIndex() {
        return baseIndex + size;
    }

    LogTail tail() {
        return tailAt(lastIndex());
    }

    /** The log as it would be if it ended with that entry, which it {@link #knows}. */
    LogTail tailAt(long index) {
        long term = termAt(index);
        if (lastTail.index() != index || lastTail.term() != term) {
            lastTail = new LogTail(index, term);
        }
        return lastTail;
    }

    long lastTime() {
        return size == 0 ? baseTime : entries[size - 1].time();
    }

    /** Whether the entry itself is here. */
    boolean holds(long index) {
        return index > baseIndex && index <= baseIndex + size;
    }

    /** Whether the term of the entry is known: it is here, or the last of the snapshot, or the start of all logs. */
    boolean knows(long index) {
        return index >= baseIndex && index <= baseIndex + size;
    }

    Entry at(long index) {
        return entries[slot(index)];
    }

    /** The term of an entry that the log {@link #knows}. */
    long termAt(long index) {
        return index == baseIndex ? baseTerm : entries[slot(index)].term();
    }

    /** The time of an entry that the log {@link #knows}. */
    long timeAt(long index) {
        return index == baseIndex ? baseTime : entries[slot(index)].time();
    }

    /** The digest of the log up to and including an entry that it {@link #knows}. */
    long digestAt(long index) {
        return index == baseIndex ? baseDigest : digests[slot(index)];
    }

    void append(Entry entry) {
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, 2 * size);
            digests = Arrays.copyOf(digests, 2 * size);
        }
        digests[size] = Digests.mix(digestAt(lastIndex()), entry.hash());
        entries[size++] = entry;
        changed();
    }

    /** Replaces one entry and leaves those behind it: no correct node does that; it is there for a mutant. */
    void replace(long index, Entry entry) {
        int slot = slot(index);
        entries[slot] = entry;
        for (int i = slot; i < size; i++) {
            digests[i] = Digests.mix(i == 0 ? baseDigest : digests[i - 1], entries[i].hash());
        }
        changed();
    }

    /** Removes the entries from there on. */
    void truncate(long from) {
        int kept = slot(from);
        Arrays.fill(entries, kept, size, null);
        size = kept;
        changed();
    }

    /** Removes the entries up to there, for which a snapshot stands now. */
    void compact(long through) {
        int gone = slot(through) + 1;
        baseTerm = entries[gone - 1].term();
        baseTime = entries[gone - 1].time();
        baseDigest = digests[gone - 1];
        baseIndex = through;
        int left = size - gone;
        Entry[] keptEntries = new Entry[Math.max(16, left * 2)];
        long[] keptDigests = new long[keptEntries.length];
        System.arraycopy(entries, gone, keptEntries, 0, left);
        System.arraycopy(digests, gone, keptDigests, 0, left);
        entries = keptEntries;
        digests = keptDigests;
        size = left;
        changed();
    }

    /** Some entries from there on, as many as a message takes; at least one if there is one. Immutable. */
    List<Entry> slice(long from, Features.Limits limits) {
        if (from > lastIndex()) {
            return List.of();
        }
        // All followers of a healthy leader are sent the same.
        if (from == lastSliceFrom && !lastSlice.isEmpty()) {
            return lastSlice;
        }
        int first = slot(from);
        int end = first;
        long bytes = 0;
        while (end < size && end - first < limits.batchEntries() && (end == first || bytes < limits.batchBytes())) {
            bytes += entries[end++].size();
        }
        lastSliceFrom = from;
        lastSlice = List.of(Arrays.copyOfRange(entries, first, end));
        return lastSlice;
    }

    /** The first entry of the run of entries of one term that this one belongs to, as far as the log goes back. */
    long firstOfTerm(long index) {
        long first = index;
        while (first - 1 > baseIndex && termAt(first - 1) == termAt(index)) {
            first--;
        }
        return first;
    }

    /** The last entry of that term at or before an index; 0 when the log holds none. */
    long lastOfTerm(long term, long before) {
        for (long index = Math.min(before, lastIndex()); index >= baseIndex && index > 0; index--) {
            if (termAt(index) <= term) {
                return termAt(index) == term ? index : 0;
            }
        }
        return 0;
    }

    private int slot(long index) {
        if (index <= baseIndex || index > baseIndex + size + 1) {
            throw new IndexOutOfBoundsException(
                    "entry " + index + " of a log from " + (baseIndex + 1) + " to " + lastIndex());
        }
        return (int) (index - baseIndex - 1);
    }

    private void changed() {
        lastSlice = List.of();
    }
}
