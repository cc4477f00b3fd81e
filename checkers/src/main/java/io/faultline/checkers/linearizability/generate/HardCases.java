package io.faultline.checkers.linearizability.generate;

import io.faultline.checkers.linearizability.Call;
import java.util.ArrayList;
import java.util.List;

/** Calls that are made to be hard: small, and with more orders than anybody can try one by one. */
public final class HardCases {
    private HardCases() {}

    /**
     * So many concurrent writes of so few values to one register, then reads of two of them, one after the other: not
     * linearizable, as nothing is written between the reads.
     */
    public static List<Call> manyWritesOfFewValues(int writes, int values) {
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < writes; i++) {
            Object value = 1L + i % values;
            calls.add(Call.ok(i, "write", "x", value, value, i, writes + i));
        }
        calls.add(Call.ok(writes, "read", "x", null, 1L, 2L * writes, 2L * writes + 1));
        calls.add(Call.ok(writes, "read", "x", null, 2L, 2L * writes + 2, 2L * writes + 3));
        return List.copyOf(calls);
    }

    /**
     * So many concurrent additions of powers of two to one counter, then a read of a sum that has one more: not
     * linearizable, and every set of the additions leads to a state of its own.
     */
    public static List<Call> subsetSums(int additions) {
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < additions; i++) {
            Object power = 1L << i;
            calls.add(Call.pending(i, "add", "x", power, i));
        }
        calls.add(Call.ok(additions, "read", "x", null, 1L << additions, additions, additions + 1L));
        return List.copyOf(calls);
    }

    /**
     * A long fork: writes of 1 and 2 at once, then so many rounds of what tells nobody which of them came last, and in the
     * end reads of both, one after the other: not linearizable.
     */
    public static List<Call> longFork(int rounds) {
        List<Call> calls = new ArrayList<>();
        calls.add(Call.ok(0, "write", "x", 1L, 1L, 0, 2));
        calls.add(Call.ok(1, "write", "x", 2L, 2L, 1, 3));
        long at = 4;
        for (int round = 0; round < rounds; round++) {
            calls.add(Call.ok(0, "cas", "x", List.of(1L, 1L), List.of(1L, 1L), at, at + 2));
            calls.add(Call.ok(1, "cas", "x", List.of(2L, 2L), List.of(2L, 2L), at + 1, at + 3));
            at += 4;
        }
        calls.add(Call.ok(0, "read", "x", null, 1L, at, at + 1));
        calls.add(Call.ok(1, "read", "x", null, 2L, at + 2, at + 3));
        return List.copyOf(calls);
    }
}
