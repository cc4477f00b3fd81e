package io.faultline.checkers.linearizability.monitor;

import static io.faultline.checkers.linearizability.monitor.Proof.NOBODY;

import io.faultline.checkers.linearizability.Decision;
import java.util.ArrayList;
import java.util.List;

/** Says which calls on a register contradict each other, and how. */
final class BlockProofs {
    private final RegisterCalls register;
    private final Blocks blocks;
    /** The calls of the proof, the most telling first. */
    private final List<Integer> chosen = new ArrayList<>();

    BlockProofs(RegisterCalls register, Blocks blocks) {
        this.register = register;
        this.blocks = blocks;
    }

    /** A cas expected what was never there. */
    Decision unknown(int value) {
        int cas = register.writer[value];
        choose(cas);
        chooseWitnesses(value);
        return because(register.told(cas) + " expected what nobody wrote");
    }

    /** Two cas replaced the same value. */
    Decision twice(int value, int other) {
        int one = register.writer[value];
        int two = register.writer[other];
        choose(one, two);
        chooseWitnesses(value);
        chooseWitnesses(other);
        return because(register.told(one) + " and " + register.told(two) + " both replaced "
                + register.expectedText(one) + ", which was there once at most");
    }

    /** @param start a value in a circle of cas, in which each expects what the one before left */
    Decision circle(int start) {
        int value = start;
        do {
            choose(register.writer[value]);
            value = blocks.next[value];
        } while (value != start);
        chooseWitnesses(start);
        return because(register.told(register.writer[start]) + " expected a value that could only come of its own");
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
        choose(call, other);
        boolean same = register.isOf(call, value);
        while (!register.isOf(call, value)) {
            value = blocks.next[value];
            choose(register.writer[value]);
        }
        return because(register.told(call)
                + (same
                        ? " was over before " + register.calls[other].told() + ", which wrote that, began"
                        : " was over before " + register.told(other) + " began, though " + register.text(call)
                                + " came of " + register.text(other)));
    }

    /**
     * Two blocks overlap; the first held the register from the end of one call to the beginning of another.
     *
     * @param since {@link Proof#NOBODY} for what was there at first
     */
    Decision overlap(int since, int until, int first, int last) {
        String still = register.did(until);
        if (since == NOBODY) {
            choose(until, first);
            chooseWitnessesOf(until);
            return because(still + ", as at first; but " + register.told(first) + " was over before that began");
        }
        choose(since, until, first, last);
        chooseWitnessesOf(until);
        chooseWitnessesOf(last);
        String before = register.text(since).equals(register.text(until))
                ? ", as " + register.did(since) + "; but "
                : ", which came of what " + register.did(since) + "; but ";
        String between = first == last
                ? register.told(first) + " came in between"
                : register.told(first) + " was over before the one began, and " + register.told(last)
                        + " began when the other was over";
        return because(still + before + between);
    }

    private void choose(int... calls) {
        for (int call : calls) {
            chosen.add(call);
        }
    }

    /** Those who show that the write of this value happened, if it is pending: who saw the value, or what came of it. */
    private void chooseWitnesses(int value) {
        int now = value;
        while (now > RegisterCalls.INITIAL && register.times.isPending(register.writer[now])) {
            int read = register.firstRead[now];
            now = read == NOBODY ? blocks.next[now] : NOBODY;
            choose(read, now == NOBODY ? NOBODY : register.writer[now]);
        }
    }

    private void chooseWitnessesOf(int call) {
        for (int value = 1; value < register.values(); value++) {
            if (register.writer[value] == call) {
                chooseWitnesses(value);
            }
        }
    }

    private Decision because(String why) {
        return Proof.of(
                register.calls, why, chosen.stream().mapToInt(place -> place).toArray());
    }
}
