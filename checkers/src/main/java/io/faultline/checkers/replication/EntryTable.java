package io.faultline.checkers.replication;

import java.util.Arrays;

/** The slot that first named an entry, by index and term: a hash table of plain numbers. */
final class EntryTable {
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final long[] index;
    private final long[] term;
    private final int[] slot;
    private int size;

    /** A table for at most so many entries. */
    EntryTable(int most) {
        int length = Integer.highestOneBit(Math.max(4, Math.min(most, 1 << 28))) * 4;
        index = new long[length];
        term = new long[length];
        slot = new int[length];
        Arrays.fill(slot, -1);
    }

    /** The slot that stands for this entry: the one that was put first. */
    int put(long ofIndex, long ofTerm, int ofSlot) {
        int at = place(ofIndex, ofTerm);
        while (slot[at] >= 0) {
            if (index[at] == ofIndex && term[at] == ofTerm) {
                return slot[at];
            }
            at = at + 1 & slot.length - 1;
        }
        index[at] = ofIndex;
        term[at] = ofTerm;
        slot[at] = ofSlot;
        size++;
        return ofSlot;
    }

    /** How many different entries there are. */
    int size() {
        return size;
    }

    private int place(long ofIndex, long ofTerm) {
        long hash = (ofIndex * MIX ^ ofTerm) * MIX;
        return (int) (hash >>> 32) & slot.length - 1;
    }
}
