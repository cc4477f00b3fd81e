package io.faultline.checkers.linearizability.search;

import io.faultline.checkers.linearizability.Model;
import java.util.Arrays;

/**
 * The states a search has reached, by number; equal states have one number.
 *
 * <p>A hash table in arrays, so that what it takes is known to the byte but for the states themselves, for which the model
 * answers.
 */
final class States<S> {
    /** No state, as the limits are spent. */
    static final int NONE = -1;

    private static final int FIRST = 16;
    private static final int ARRAY_HEADER = 16;

    /** A reference to it, its hash, two slots, a place for its row. */
    private static final long BYTES_EACH = 8 + 4 + 8 + 8;

    private final Model<S> model;
    private final Limits limits;
    private Object[] states = new Object[FIRST];
    private int[] hashes = new int[FIRST];
    /** One more than a state's number, 0 for a free slot; at most half of them are taken. */
    private int[] slots = new int[2 * FIRST];

    private int size;

    States(Model<S> model, Limits limits) {
        this.model = model;
        this.limits = limits;
        limits.take(bytes(FIRST));
    }

    private static long bytes(int capacity) {
        return 4 * ARRAY_HEADER + BYTES_EACH * capacity;
    }

    /** The number of that state, a new one if it was not seen before; {@link #NONE} if there is no room for it. */
    int number(S state) {
        int hash = spread(state.hashCode());
        int slot = hash & slots.length - 1;
        while (slots[slot] != 0) {
            int number = slots[slot] - 1;
            if (hashes[number] == hash && states[number].equals(state)) {
                return number;
            }
            slot = slot + 1 & slots.length - 1;
        }
        return add(state, hash);
    }

    private int add(S state, int hash) {
        if (!limits.take(model.bytes(state)) || size == states.length && !grow()) {
            return NONE;
        }
        states[size] = state;
        hashes[size] = hash;
        file(size);
        return size++;
    }

    private void file(int number) {
        int slot = hashes[number] & slots.length - 1;
        while (slots[slot] != 0) {
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = number + 1;
    }

    /** Old and new arrays are there at once for a while, and are counted both. */
    private boolean grow() {
        int more = 2 * states.length;
        if (!limits.take(bytes(more))) {
            return false;
        }
        states = Arrays.copyOf(states, more);
        hashes = Arrays.copyOf(hashes, more);
        slots = new int[2 * more];
        for (int number = 0; number < size; number++) {
            file(number);
        }
        limits.giveBack(bytes(more / 2));
        return true;
    }

    private static int spread(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ mixed >>> 15;
    }

    /** The state with that number. */
    @SuppressWarnings("unchecked") // only states are put in
    S get(int number) {
        return (S) states[number];
    }

    int size() {
        return size;
    }

    /** How many there is room for now. */
    int capacity() {
        return states.length;
    }
}
