package io.faultline.checkers.linearizability.search;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A model as a table: what each kind of call makes of each state, both by number, asked of the model once.
 *
 * <p>States get their numbers when they are first reached, so that a model with few of them is soon a small array, and one
 * with many is not enumerated.
 */
final class Transitions<S> {
    /** No such transition. */
    static final int ILLEGAL = -1;

    /** The number of the initial state. */
    static final int INITIAL = 0;

    /** Table entries are one more than this less than what they stand for, so that 0 stands for what was not asked yet. */
    private static final int OFFSET = 2;

    private static final int CHUNK_BITS = 5;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final long CHUNK_BYTES = 16 + 4L * CHUNK;

    /** A state's place in the map and the list, its row's header. */
    private static final long STATE_BYTES = 112;

    /** Asking a model is worth about so much work in tables. */
    private static final int STEP_WORK = 8;

    private final Model<S> model;
    private final List<Call> kinds;
    private final Limits limits;
    private final Map<S, Integer> numbers = new HashMap<>();
    private final List<S> states = new ArrayList<>();
    private int[][][] rows = new int[16][][];

    /**
     * @param initial the state before the first call
     * @param kinds one call of each kind
     */
    Transitions(Model<S> model, S initial, List<Call> kinds, Limits limits) {
        this.model = model;
        this.kinds = kinds;
        this.limits = limits;
        number(initial);
    }

    /** The state after a call of that kind, or {@link #ILLEGAL}; also when the limits are spent. */
    int next(int state, int kind) {
        int[] chunk = rows[state][kind >>> CHUNK_BITS];
        int entry = chunk == null ? 0 : chunk[kind & CHUNK - 1];
        return entry == 0 ? ask(state, kind) : entry - OFFSET;
    }

    private int ask(int state, int kind) {
        limits.work(STEP_WORK);
        if (limits.isSpent()) {
            return ILLEGAL;
        }
        int[][] row = rows[state];
        int place = kind >>> CHUNK_BITS;
        if (row[place] == null) {
            if (!limits.take(CHUNK_BYTES)) {
                return ILLEGAL;
            }
            row[place] = new int[CHUNK];
        }
        S after = model.step(states.get(state), kinds.get(kind));
        int next = after == null ? ILLEGAL : number(after);
        if (!limits.isSpent()) {
            row[place][kind & CHUNK - 1] = next + OFFSET;
        }
        return next;
    }

    private int number(S state) {
        Integer known = numbers.get(state);
        if (known != null) {
            return known;
        }
        int chunks = (kinds.size() + CHUNK - 1) >>> CHUNK_BITS;
        if (!limits.take(STATE_BYTES + 4L * chunks + model.bytes(state))) {
            return ILLEGAL;
        }
        int number = states.size();
        if (number == rows.length) {
            rows = Arrays.copyOf(rows, 2 * number);
        }
        rows[number] = new int[chunks][];
        numbers.put(state, number);
        states.add(state);
        return number;
    }

    /** The state with that number. */
    S state(int number) {
        return states.get(number);
    }

    /** How many states were reached. */
    int size() {
        return states.size();
    }
}
