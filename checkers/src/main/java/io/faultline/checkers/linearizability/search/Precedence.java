package io.faultline.checkers.linearizability.search;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Epoch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Of calls that are open at once, which must be done before which, as far as epochs tell. */
final class Precedence {
    private static final int[] NONE = {};

    private final int[][] before;
    private final boolean contradictory;

    private Precedence(int[][] before, boolean contradictory) {
        this.before = before;
        this.contradictory = contradictory;
    }

    /** The precedence these epochs make on a course. */
    static Precedence of(Course course, List<Epoch> epochs) {
        int[][] before = new int[course.size()][];
        Arrays.fill(before, NONE);
        Epoch[] begun = new Epoch[course.size()];
        epochs.forEach(epoch -> begun[epoch.call()] = epoch);
        List<Epoch> open = new ArrayList<>();
        int call = 0;
        for (int layer = 0; layer < course.layers(); layer++) {
            for (; call < course.invokedUntil(layer); call++) {
                if (begun[call] != null) {
                    relate(begun[call], open, before);
                    open.add(begun[call]);
                }
            }
            if (begun[course.returning(layer)] != null) {
                open.remove(begun[course.returning(layer)]);
            }
        }
        return new Precedence(before, contradict(epochs));
    }

    private static void relate(Epoch one, List<Epoch> open, int[][] before) {
        for (Epoch other : open) {
            if (!Objects.equals(one.of(), other.of())) {
                continue;
            }
            if (other.precedes(one)) {
                add(before, one.call(), other.call());
            }
            if (one.precedes(other)) {
                add(before, other.call(), one.call());
            }
        }
    }

    private static void add(int[][] before, int call, int earlier) {
        int[] all = Arrays.copyOf(before[call], before[call].length + 1);
        all[all.length - 1] = earlier;
        before[call] = all;
    }

    /** Whether of some two blocks each would have to come before the other. */
    private static boolean contradict(List<Epoch> epochs) {
        Map<Object, List<Epoch>> things = new LinkedHashMap<>();
        for (Epoch epoch : epochs) {
            if (epoch.rank() == 0 && epoch.first() != Call.NEVER) {
                things.computeIfAbsent(epoch.of(), anew -> new ArrayList<>()).add(epoch);
            }
        }
        return things.values().stream().anyMatch(Precedence::contradictOfOne);
    }

    /**
     * Zones (P. B. Gibbons, E. Korach, "Testing shared memories", 1997): a block that must last from its first return to its
     * last invocation must not meet another such, nor hold a whole one that may be as short as a moment.
     */
    private static boolean contradictOfOne(List<Epoch> blocks) {
        TreeMap<Long, Long> lasting = new TreeMap<>();
        List<Epoch> sorted = new ArrayList<>(blocks);
        sorted.sort(Comparator.comparingLong(Epoch::first));
        long end = Long.MIN_VALUE;
        for (Epoch block : sorted) {
            if (block.first() < block.last()) {
                if (block.first() < end) {
                    return true;
                }
                end = block.last();
                lasting.put(block.first(), block.last());
            }
        }
        for (Epoch block : sorted) {
            Map.Entry<Long, Long> around = lasting.lowerEntry(block.last());
            if (block.first() >= block.last() && around != null && around.getValue() > block.first()) {
                return true;
            }
        }
        return false;
    }

    /** Whether there is no order at all that keeps to it. */
    boolean isContradictory() {
        return contradictory;
    }

    /** The calls that must be done before that one. */
    int[] before(int call) {
        return before[call];
    }
}
