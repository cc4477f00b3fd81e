package io.faultline.checkers.history;

import java.util.Arrays;

/** The entries of all batches that nodes told of, as columns. */
final class EntryColumns {
    private long[] digests = new long[1 << 10];
    private long[] terms = new long[1 << 10];
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
        int end = Math.addExact(size, ofDigests.length);
        if (end > digests.length) {
            int length = Math.max(end, Math.multiplyExact(digests.length, 2));
            digests = Arrays.copyOf(digests, length);
            terms = Arrays.copyOf(terms, length);
        }
        for (int i = 0; i < ofDigests.length; i++) {
            digests[size + i] = ofDigests[i];
            terms[size + i] = ofTerms == null ? 0 : ofTerms[i];
        }
        size = end;
    }

    long digest(int entry) {
        return digests[entry];
    }

    long term(int entry) {
        return terms[entry];
    }

    long[] digests(int from, int count) {
        return Arrays.copyOfRange(digests, from, from + count);
    }

    long[] terms(int from, int count) {
        return Arrays.copyOfRange(terms, from, from + count);
    }
}
