package io.faultline.checkers.linearizability.search;

import java.util.Arrays;

/** A set of few numbers in their order: in an array, where a tree would make an object of each. */
final class Ranks {
    static final int NONE = -1;

    private int[] ranks = new int[16];
    private int size;

    /** Adds one that is not in it; returns the greatest below it, or {@link #NONE}. */
    int add(int rank) {
        if (size == ranks.length) {
            ranks = Arrays.copyOf(ranks, 2 * size);
        }
        int place = -1 - Arrays.binarySearch(ranks, 0, size, rank);
        System.arraycopy(ranks, place, ranks, place + 1, size - place);
        ranks[place] = rank;
        size++;
        return place == 0 ? NONE : ranks[place - 1];
    }

    /** Takes one out that is in it. */
    void remove(int rank) {
        int place = Arrays.binarySearch(ranks, 0, size, rank);
        size--;
        System.arraycopy(ranks, place + 1, ranks, place, size - place);
    }

    /** The greatest, or {@link #NONE}. */
    int greatest() {
        return size == 0 ? NONE : ranks[size - 1];
    }
}
