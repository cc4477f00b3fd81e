package io.faultline.checkers.transactions.weak;

import java.util.Arrays;

/** Who was forced before whom, and by whose read: {@code before} wrote a key that {@code reader} read from {@code after}. */
final class Forced {
    private int[] before = new int[64];
    private int[] after = new int[64];
    private int[] readers = new int[64];
    private int[] keys = new int[64];
    private int size;

    /** Who wrote a key before the very first of its versions was read: a contradiction by itself. */
    private int broken = -1;

    private final int transactions;

    Forced(int transactions) {
        this.transactions = transactions;
    }

    /** Takes one more; {@code after} may be nobody, if the reader saw what was there before all. */
    void add(int one, int other, int reader, int key) {
        if (one == other) {
            return;
        }
        if (size == before.length) {
            before = Arrays.copyOf(before, 2 * size);
            after = Arrays.copyOf(after, 2 * size);
            readers = Arrays.copyOf(readers, 2 * size);
            keys = Arrays.copyOf(keys, 2 * size);
        }
        before[size] = one;
        after[size] = other;
        readers[size] = reader;
        keys[size] = key;
        if (other < 0 && broken < 0) {
            broken = size;
        }
        size++;
    }

    int size() {
        return size;
    }

    int transactions() {
        return transactions;
    }

    int before(int place) {
        return before[place];
    }

    int after(int place) {
        return after[place];
    }

    int reader(int place) {
        return readers[place];
    }

    int key(int place) {
        return keys[place];
    }

    /** The place of one that is a contradiction by itself, -1 when there is none. */
    int broken() {
        return broken;
    }

    /** The place of one that puts the first before the other, -1 when nothing does. */
    int find(int one, int other) {
        for (int place = 0; place < size; place++) {
            if (before[place] == one && after[place] == other) {
                return place;
            }
        }
        return -1;
    }
}
