package io.faultline.checkers.replication;

import java.util.Arrays;

/**
 * The slot that first named an entry, by index and term: a hash table of pages.
 *
 * <p>A page has the entries of one term at some indexes in a row. Nodes speak of entries nearly in their order, so that nearly
 * all are found in a page that was asked for just before, and no number is hashed for them.
 */
final class EntryTable {
    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final int BITS = 6;
    private static final int PAGE = 1 << BITS;
    private static final int NONE = -1;

    /** Which page stands at a place of the hash table, {@link #NONE} for no page. */
    private int[] places = filled(64);

    private long[] number = new long[16];
    private long[] term = new long[16];
    private int[] slots = new int[16 * PAGE];
    private int pages;
    private int latest = NONE;
    private int size;

    /** The slot that stands for this entry: the one that was put first. */
    int put(long ofIndex, long ofTerm, int ofSlot) {
        int at = page(ofIndex >> BITS, ofTerm) * PAGE + (int) (ofIndex & PAGE - 1);
        if (slots[at] == NONE) {
            slots[at] = ofSlot;
            size++;
        }
        return slots[at];
    }

    /** How many different entries there are. */
    int size() {
        return size;
    }

    private int page(long ofNumber, long ofTerm) {
        if (latest == NONE || number[latest] != ofNumber || term[latest] != ofTerm) {
            latest = find(ofNumber, ofTerm);
        }
        return latest;
    }

    private int find(long ofNumber, long ofTerm) {
        int at = place(ofNumber, ofTerm);
        while (places[at] != NONE) {
            int page = places[at];
            if (number[page] == ofNumber && term[page] == ofTerm) {
                return page;
            }
            at = at + 1 & places.length - 1;
        }
        return add(ofNumber, ofTerm);
    }

    private int add(long ofNumber, long ofTerm) {
        if (pages == number.length) {
            grow();
        }
        number[pages] = ofNumber;
        term[pages] = ofTerm;
        Arrays.fill(slots, pages * PAGE, (pages + 1) * PAGE, NONE);
        settle(pages);
        return pages++;
    }

    private void settle(int page) {
        int at = place(number[page], term[page]);
        while (places[at] != NONE) {
            at = at + 1 & places.length - 1;
        }
        places[at] = page;
    }

    /** Twice as many pages, and places that stay three quarters empty. */
    private void grow() {
        int length = 2 * pages;
        number = Arrays.copyOf(number, length);
        term = Arrays.copyOf(term, length);
        slots = Arrays.copyOf(slots, Math.multiplyExact(length, PAGE));
        places = filled(4 * length);
        for (int page = 0; page < pages; page++) {
            settle(page);
        }
    }

    private int place(long ofNumber, long ofTerm) {
        long hash = (ofNumber * MIX ^ ofTerm) * MIX;
        return (int) (hash >>> 32) & places.length - 1;
    }

    private static int[] filled(int length) {
        int[] places = new int[length];
        Arrays.fill(places, NONE);
        return places;
    }
}
