package io.faultline.checkers.linearizability.search;

import io.faultline.checkers.linearizability.Budget;

/**
 * What one search may still spend.
 *
 * <p>Whoever works counts its work here and looks whether it {@link #isSpent}; what it found until then is worth nothing but
 * a linearization.
 */
final class Limits {
    /** Reading a clock costs as much as some work; so it is read once in so much. */
    private static final int WORK_PER_LOOK = 64;

    private final Budget budget;
    private final Memory memory;
    private int work;
    private long taken;
    private long most;
    private boolean late;
    private boolean full;

    Limits(Budget budget, Memory memory) {
        this.budget = budget;
        this.memory = memory;
    }

    /** Counts work, a little table work being 1. */
    void work(int amount) {
        work += amount;
        if (work >= WORK_PER_LOOK) {
            work = 0;
            late = late || budget.isOver();
        }
    }

    /** Takes so many bytes, or says that there are none left. */
    boolean take(long bytes) {
        if (full || !memory.take(bytes)) {
            full = true;
            return false;
        }
        taken += bytes;
        most = Math.max(most, taken);
        return true;
    }

    void giveBack(long bytes) {
        memory.giveBack(bytes);
        taken -= bytes;
    }

    /** Gives back all that is taken; whoever took it must not use it any more. */
    void giveBackAll() {
        giveBack(taken);
        full = false;
    }

    /** Whether there is nothing left to work with. */
    boolean isSpent() {
        return late || full;
    }

    /** Whether it was the time that ran out. */
    boolean isLate() {
        return late;
    }

    /** Most bytes that were taken at once. */
    long most() {
        return most;
    }
}
