package io.faultline.checkers.linearizability.search;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Model;
import java.util.Arrays;
import java.util.List;

/**
 * A model as a table: what each kind of call makes of each state, both by number, asked of the model once.
 *
 * <p>States get their numbers when they are first reached, so that a model with few of them is soon a small array, and one
 * with many is not enumerated.
 */
final class TransitionTable<S> implements Transitions<S> {
    /** Table entries are one more than this less than what they stand for, so that 0 stands for what was not asked yet. */
    private static final int OFFSET = 2;

    private static final int CHUNK_BITS = 5;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final long CHUNK_BYTES = 16 + 4L * CHUNK;

    private static final long ROW_BYTES = 16;

    /** Asking a model is worth about so much work in tables. */
    private static final int STEP_WORK = 8;

    private final Model<S> model;
    private final List<Call> kinds;
    private final Limits limits;
    private final States<S> states;
    private int[][][] rows;

    /**
     * @param initial the state before the first call
     * @param kinds one call of each kind
     */
    TransitionTable(Model<S> model, S initial, List<Call> kinds, Limits limits) {
        this.model = model;
        this.kinds = kinds;
        this.limits = limits;
        this.states = new States<>(model, limits);
        this.rows = new int[states.capacity()][][];
        number(initial);
    }

    @Override
    public int initial() {
        return 0;
    }

    @Override
    public int next(int state, int kind) {
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
        int known = states.size();
        int number = states.number(state);
        return number == States.NONE || number == known && !addRow(number) ? ILLEGAL : number;
    }

    private boolean addRow(int number) {
        int chunks = (kinds.size() + CHUNK - 1) >>> CHUNK_BITS;
        if (!limits.take(ROW_BYTES + 8L * chunks)) {
            return false;
        }
        if (number == rows.length) {
            rows = Arrays.copyOf(rows, states.capacity());
        }
        rows[number] = new int[chunks][];
        return true;
    }

    @Override
    public S state(int number) {
        return states.get(number);
    }
}
