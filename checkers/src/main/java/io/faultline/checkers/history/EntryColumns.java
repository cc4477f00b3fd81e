package io.faultline.checkers.history;

import java.util.Arrays;

/** The entries of all batches that nodes told of, as columns; what has been taken in is never copied again. */
final class EntryColumns {
    private static final int PAGE_BITS = 13;
    private static final int PAGE = 1 << PAGE_BITS;

    private long[][] digests = new long[4][];
    private long[][] terms = new long[4][];
    private int size;

    int size() {
        return size;
    }

    /**
     * Takes a batch in.
     *
     * @param ofTerms null where it tells no terms
     */
    void take(long[] ofDigests, long[] ofTerms) {
        // More than can be numbered is refused before any is taken.
        Math.addExact(size, ofDigests.length);
        for (int i = 0; i < ofDigests.length; i++) {
            int page = size >> PAGE_BITS;
            int at = size & PAGE - 1;
            if (at == 0) {
                makeRoom(page);
            }
            digests[page][at] = ofDigests[i];
            terms[page][at] = ofTerms == null ? 0 : ofTerms[i];
            size++;
        }
    }

    private void makeRoom(int page) {
        if (page == digests.length) {
            digests = Arrays.copyOf(digests, 2 * page);
            terms = Arrays.copyOf(terms, 2 * page);
        }
        digests[page] = new long[PAGE];
        terms[page] = new long[PAGE];
    }

    long digest(int entry) {
        return digests[entry >> PAGE_BITS][entry & PAGE - 1];
    }

    long term(int entry) {
        return terms[entry >> PAGE_BITS][entry & PAGE - 1];
    }

    long[] digests(int from, int count) {
        long[] some = new long[count];
        for (int i = 0; i < count; i++) {
            some[i] = digest(from + i);
        }
        return some;
    }

    long[] terms(int from, int count) {
        long[] some = new long[count];
        for (int i = 0; i < count; i++) {
            some[i] = term(from + i);
        }
        return some;
    }
}
