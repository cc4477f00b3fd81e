package io.faultline.checkers.linearizability.monitor;

import java.util.Arrays;

/**
 * Gives plain trees small numbers, equal ones the same, in the order they are first seen.
 *
 * <p>A hash table without a node per entry: a million values are numbered in a tenth of a second. What is hashed is only ever
 * looked up, so that no order of hashes can be seen.
 */
final class Numbering {
    static final int UNKNOWN = -1;
    private static final Object NULL = new Object();
    private static final int SPREAD = 0x9E3779B9;

    private Object[] values = new Object[16];
    private int[] table = new int[32];
    private int size;

    Numbering() {
        Arrays.fill(table, UNKNOWN);
    }

    int size() {
        return size;
    }

    /** What has this number. */
    Object value(int number) {
        return values[number] == NULL ? null : values[number];
    }

    /** The number of this value, a new one if it has none yet. */
    int of(Object value) {
        Object key = value == null ? NULL : value;
        int place = place(key);
        if (table[place] != UNKNOWN) {
            return table[place];
        }
        if (size == values.length) {
            grow();
            place = place(key);
        }
        values[size] = key;
        table[place] = size;
        return size++;
    }

    /** The number of this value, or {@link #UNKNOWN}. */
    int find(Object value) {
        return table[place(value == null ? NULL : value)];
    }

    private int place(Object key) {
        int mask = table.length - 1;
        int hash = (key == NULL ? 0 : key.hashCode()) * SPREAD;
        int place = (hash ^ hash >>> 15) & mask;
        while (table[place] != UNKNOWN && !values[table[place]].equals(key)) {
            place = place + 1 & mask;
        }
        return place;
    }

    private void grow() {
        values = Arrays.copyOf(values, 2 * values.length);
        table = new int[2 * values.length];
        Arrays.fill(table, UNKNOWN);
        for (int number = 0; number < size; number++) {
            table[place(values[number])] = number;
        }
    }
}
