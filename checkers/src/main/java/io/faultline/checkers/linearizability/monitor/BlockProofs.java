package io.faultline.checkers.linearizability.monitor;

import static io.faultline.checkers.linearizability.monitor.Proof.NOBODY;

import io.faultline.checkers.linearizability.Decision;
import java.util.Arrays;

/** Says which calls on a register contradict each other, and how. */
final class BlockProofs {
    private final RegisterCalls register;
    private final Blocks blocks;

    BlockProofs(RegisterCalls register, Blocks blocks) {
        this.register = register;
        this.blocks = blocks;
    }

    /** A cas expected what was never there. */
    Decision unknown(int value) {
        int cas = register.writer[value];
        return Proof.of(
                register.calls,
                register.told(cas) + " expected what nobody wrote",
                cas,
                seer(cas, value),
                seerOfSeer(value));
    }

    /** Two cas replaced the same value. */
    Decision twice(int value, int other) {
        int one = register.writer[value];
        int two = register.writer[other];
        return Proof.of(
                register.calls,
                register.told(one) + " and " + register.told(two) + " both replaced " + register.expectedText(one)
                        + ", which was there once at most",
                one,
                two,
                seer(one, value),
                seer(two, other),
                seerOfSeer(value),
                seerOfSeer(other));
    }

    /** Who shows that a pending write happened; nobody for one that returned. */
    private int seer(int write, int value) {
        if (write == NOBODY || !register.writes(write) || !register.times.isPending(write)) {
            return NOBODY;
        }
        int read = register.firstRead[value];
        int next = blocks.next[value];
        return read != NOBODY || next == NOBODY ? read : register.writer[next];
    }

    /** Where a pending cas is the only one who saw a pending write, who shows that it happened itself. */
    private int seerOfSeer(int value) {
        int write = register.writer[value];
        int next = blocks.next[value];
        boolean byCas = next != NOBODY && seer(write, value) == register.writer[next];
        return byCas ? seer(register.writer[next], next) : NOBODY;
    }

    /** @param start a value in a circle of cas, in which each expects what the one before left */
    Decision circle(int start) {
        int[] all = new int[register.values()];
        int length = 0;
        int value = start;
        do {
            all[length++] = register.writer[value];
            value = blocks.next[value];
        } while (value != start);
        return Proof.of(
                register.calls,
                register.told(all[0]) + " expected a value that could only come of its own",
                Arrays.copyOf(all, length));
    }

    /**
     * A call ended before another began that comes earlier in its block.
     *
     * @param head the first value of the block
     */
    Decision early(int call, int other, int head) {
        int value = head;
        while (!register.isOf(other, value)) {
            value = blocks.next[value];
        }
        int[] chosen = new int[register.values() + 4];
        int length = 0;
        chosen[length++] = call;
        chosen[length++] = other;
        chosen[length++] = seer(other, value);
        boolean same = register.isOf(call, value);
        while (!register.isOf(call, value)) {
            value = blocks.next[value];
            chosen[length++] = register.writer[value];
        }
        String how = same
                ? " was over before " + register.calls[other].told() + ", which wrote that, began"
                : " was over before " + register.told(other) + " began, though " + register.text(call) + " came of "
                        + register.text(other);
        return Proof.of(register.calls, register.told(call) + how, Arrays.copyOf(chosen, length));
    }

    /**
     * Two blocks overlap; the first held the register from the end of one call to the beginning of another.
     *
     * @param since {@link Proof#NOBODY} for what was there at first
     */
    Decision overlap(int since, int until, int first, int last) {
        String held = since == NOBODY
                ? "nothing replaced what was there at first before " + register.told(until) + " began"
                : "from the end of " + register.told(since) + " to the beginning of " + register.told(until)
                        + " nothing else was there";
        String within = first == last
                ? register.told(first) + " was all within that time"
                : register.told(first) + " was over before that time ended, and " + register.told(last)
                        + " began after it had begun";
        return Proof.of(register.calls, held + "; but " + within, since, until, first, last, seer(until), seer(last));
    }

    /** Who shows that a pending write happened, when the call is one. */
    private int seer(int call) {
        for (int value = 0; call != NOBODY && value < register.values(); value++) {
            if (register.writer[value] == call) {
                return seer(call, value);
            }
        }
        return NOBODY;
    }
}
