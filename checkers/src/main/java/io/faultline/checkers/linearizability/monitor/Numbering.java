package io.faultline.checkers.linearizability.monitor;

import java.util.Arrays;

/**
 * Gives plain trees small numbers, equal ones the same, in the order they are first seen.
 *
 * <p>A hash table without a node per entry. Numbers that follow each other stand side by side in it, as values of a history
 * mostly do. What is hashed is only ever looked up, so that no order of hashes can be seen.
 */
final class Numbering {
    static final int UNKNOWN = -1;
    private static final Object NULL = new Object();

    private Object[] values = new Object[16];
    /** The last number of each hash. */
    private int[] table = new int[32];
    /** The number before with the same hash. */
    private int[] next = new int[16];

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
        int number = find(value);
        if (number != UNKNOWN) {
            return number;
        }
        if (size == values.length) {
            grow();
        }
        values[size] = value == null ? NULL : value;
        link(size);
        return size++;
    }

    /** The number of this value, or {@link #UNKNOWN}. */
    int find(Object value) {
        Object key = value == null ? NULL : value;
        int number = table[place(key)];
        while (number != UNKNOWN && !values[number].equals(key)) {
            number = next[number];
        }
        return number;
    }

    private int place(Object key) {
        int hash = key == NULL ? 0 : key.hashCode();
        return (hash ^ hash >>> 16) & table.length - 1;
    }

    private void link(int number) {
        int place = place(values[number]);
        next[number] = table[place];
        table[place] = number;
    }

    private void grow() {
        values = Arrays.copyOf(values, 2 * values.length);
        next = Arrays.copyOf(next, values.length);
        table = new int[2 * values.length];
        Arrays.fill(table, UNKNOWN);
        for (int number = 0; number < size; number++) {
            link(number);
        }
    }
}
