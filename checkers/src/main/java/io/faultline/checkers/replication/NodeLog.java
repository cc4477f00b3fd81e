package io.faultline.checkers.replication;

import java.util.Arrays;

/**
 * A log as what is known of it: runs of reported entries, in the order of their indexes, that refer to slots of {@link
 * ReplicatedLogs}.
 *
 * <p>An entry within the log that is in no run is there, but nobody said what it is: the node had it on its disk when it
 * started, or has only a snapshot instead of it. All operations cost the number of runs they add or take away, but for
 * looking an entry up, which is a binary search.
 */
final class NodeLog {
    /** The log has this entry, or a snapshot instead, and nobody said which entry it is. */
    static final int UNKNOWN = -1;
    /** The log ends before this entry. */
    static final int ABSENT = -2;

    private static final int STEPS_BACK = 8;

    private final ReplicatedLogs logs;
    private long[] first = new long[8];
    private int[] slot = new int[8];
    private int[] count = new int[8];
    private int runs;

    private long base;
    private long end;
    private boolean sure;

    NodeLog(ReplicatedLogs logs) {
        this.logs = logs;
    }

    /** What is known now, for whoever judges it later. */
    NodeLog copy() {
        NodeLog copy = new NodeLog(logs);
        copy.first = Arrays.copyOf(first, runs);
        copy.slot = Arrays.copyOf(slot, runs);
        copy.count = Arrays.copyOf(count, runs);
        copy.runs = runs;
        copy.base = base;
        copy.end = end;
        copy.sure = sure;
        return copy;
    }

    /** The index of the last entry, 0 for an empty log; meaningless unless it is {@link #sure}. */
    long end() {
        return end;
    }

    /** Whether it is known where the log ends. */
    boolean sure() {
        return sure;
    }

    /** The last entry that a snapshot stands for, 0 without one. */
    long base() {
        return base;
    }

    /** The slot of the entry at this index, {@link #UNKNOWN} or {@link #ABSENT}. */
    int at(long index) {
        if (index > end) {
            return sure ? ABSENT : UNKNOWN;
        }
        int run = runAt(index);
        if (run < 0 || index >= first[run] + count[run]) {
            return UNKNOWN;
        }
        return slot[run] + (int) (index - first[run]);
    }

    /** The last index up to this one at which it is known of both logs which entry they have; 0 if there is none. */
    long lastKnown(NodeLog other, long index) {
        long mine = lastKnown(index);
        long both = other.lastKnown(mine);
        while (mine != both) {
            mine = lastKnown(both);
            both = other.lastKnown(mine);
        }
        return both;
    }

    private long lastKnown(long index) {
        int run = runAt(index);
        return run < 0 ? 0 : Math.min(index, first[run] + count[run] - 1);
    }

    /** How many entries of the batch at this position are held already, from its first one on, or not known to differ. */
    int agreeing(int p) {
        for (int k = 0; k < logs.count[p] && logs.from[p] + k <= end; k++) {
            int held = at(logs.from[p] + k);
            if (held >= 0 && !logs.same(held, logs.slot[p] + k)) {
                return k;
            }
        }
        return logs.count[p];
    }

    /** Whether the batch at this position replaces an entry by a different one. */
    boolean conflicts(int p) {
        return agreeing(p) < logs.count[p];
    }

    /**
     * The log holds the batch at this position. What followed an entry that is replaced is taken as removed, so that a
     * node that keeps it is accused once.
     */
    void append(int p) {
        int k = agreeing(p);
        long from = logs.from[p];
        if (k < logs.count[p]) {
            cut(from + k);
        } else {
            k = (int) Math.max(0, Math.min(k, end - from + 1));
        }
        if (k < logs.count[p]) {
            push(from + k, logs.slot[p] + k, logs.count[p] - k);
            end = Math.max(base, logs.end(p) - 1);
        }
        sure |= end < logs.end(p);
    }

    /** The entries from this index on are gone, and the log ends before them. */
    void cut(long from) {
        forgetFrom(from);
        end = Math.max(base, sure ? Math.min(end, from - 1) : from - 1);
        sure = true;
    }

    /** A snapshot stands for the entries up to this index; they may stay known. */
    void compact(long index) {
        base = Math.max(base, index);
        end = Math.max(base, end);
    }

    /** A snapshot replaces the log up to this index, and all of it where it has no such entry of that term. */
    void install(long index, long ofTerm) {
        if (index <= base) {
            return;
        }
        int held = at(index);
        boolean dropped = held == ABSENT || held >= 0 && logs.term(held) != ofTerm;
        if (held < 0 || dropped) {
            // Where nobody said what is there, nobody knows either whether what follows stays, nor whether what is
            // before
            // it was the same as what the snapshot stands for: a flush that a crash let through is never told of.
            sure = dropped || sure && index == end;
            forgetFrom(1);
            end = index;
        }
        compact(index);
    }

    /** Nothing is known any more. */
    void forget() {
        runs = 0;
        base = 0;
        end = 0;
        sure = false;
    }

    /** Nothing is known any more from this index on, but that the log ends at {@code last}. */
    void endAt(long last, long knownBelow) {
        forgetFrom(Math.min(knownBelow, last + 1));
        end = Math.max(base, last);
        sure = true;
    }

    /** Takes over what {@code other} knows of the entries from {@link #end} to {@code last}; the log then ends there. */
    void extend(NodeLog other, long last) {
        long next = end + 1;
        for (int run = Math.max(0, other.runAt(next)); run < other.runs && other.first[run] <= last; run++) {
            long begin = Math.max(next, other.first[run]);
            long behind = Math.min(last + 1, other.first[run] + other.count[run]);
            if (begin < behind) {
                push(begin, other.slot[run] + (int) (begin - other.first[run]), (int) (behind - begin));
            }
        }
        end = last;
        sure = true;
    }

    /** The first index up to {@code last} at which the other log has another entry than this one, or none; 0 if none. */
    long firstDifference(NodeLog other, long last) {
        for (int run = 0; run < runs; run++) {
            for (int k = 0; k < count[run] && first[run] + k <= last; k++) {
                int theirs = other.at(first[run] + k);
                if (theirs == ABSENT || theirs >= 0 && !logs.same(slot[run] + k, theirs)) {
                    return first[run] + k;
                }
            }
        }
        return 0;
    }

    private void forgetFrom(long from) {
        while (runs > 0 && first[runs - 1] >= from) {
            runs--;
        }
        if (runs > 0 && first[runs - 1] + count[runs - 1] > from) {
            count[runs - 1] = (int) (from - first[runs - 1]);
        }
    }

    private void push(long from, int ofSlot, int length) {
        if (runs == first.length) {
            first = Arrays.copyOf(first, 2 * runs);
            slot = Arrays.copyOf(slot, 2 * runs);
            count = Arrays.copyOf(count, 2 * runs);
        }
        first[runs] = from;
        slot[runs] = ofSlot;
        count[runs] = length;
        runs++;
    }

    /** The last run that begins at this index or before, -1 if there is none. */
    private int runAt(long index) {
        // What is asked for is mostly what was said last: a few steps back, where a search would begin in the middle.
        int above = runs;
        for (int step = 1; above > 0 && first[above - 1] > index && step <= STEPS_BACK; step++) {
            above--;
        }
        if (above == 0 || first[above - 1] <= index) {
            return above - 1;
        }
        int found = Arrays.binarySearch(first, 0, above, index);
        return found >= 0 ? found : -found - 2;
    }
}
