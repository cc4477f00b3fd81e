package io.faultline.checkers.linearizability.monitor;

import static io.faultline.checkers.linearizability.monitor.Proof.NOBODY;

import io.faultline.checkers.linearizability.Decision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Between which levels of a counter each add may stand, and whether all fit. */
final class Slots {
    /** How many adds that could wait, and how many pending ones, are tried to fill a slot. */
    private static final int TRIED = 64;

    private final CounterCalls counter;
    private final Times times;
    private final int levels;
    /** The greatest read level that is over before each add, and the least that begins after it; by place in {@code adds}. */
    private final int[] after;

    private final int[] before;
    /** Reads that show it. */
    private final int[] afterRead;

    private final int[] beforeRead;

    Slots(CounterCalls counter) {
        this.counter = counter;
        this.times = counter.times;
        this.levels = counter.levels.length;
        int many = counter.adds.length;
        this.after = new int[many];
        this.before = new int[many];
        this.afterRead = new int[many];
        this.beforeRead = new int[many];
    }

    /** What no way of filling slots can mend; null when there is none. */
    Decision contradiction() {
        Stages stages = new Stages(times, levels);
        for (int read : counter.reads) {
            stages.add(read, counter.level[read]);
        }
        int[] conflict = stages.conflict();
        if (conflict != null) {
            return Proof.of(
                    counter.calls,
                    told(conflict[1]) + ", though " + told(conflict[0]) + " before",
                    conflict[0],
                    conflict[1]);
        }
        place();
        for (int i = 0; i < counter.adds.length; i++) {
            if (after[i] >= before[i]) {
                return Proof.of(
                        counter.calls,
                        told(beforeRead[i]) + ", as " + counter.calls[afterRead[i]].told() + " did before, with "
                                + counter.calls[counter.adds[i]].told() + " in between",
                        afterRead[i],
                        counter.adds[i],
                        beforeRead[i]);
            }
        }
        return bounds();
    }

    private String told(int read) {
        return counter.calls[read].told() + " saw " + counter.seen(read);
    }

    private void place() {
        int size = times.size();
        int[] greatest = Proof.nobodies(size + 2);
        int[] least = Proof.nobodies(size + 2);
        for (int read : counter.reads) {
            greatest[times.end(read)] = higher(greatest[times.end(read)], read);
            least[read] = read;
        }
        for (int place = 1; place < greatest.length; place++) {
            greatest[place] = higher(greatest[place], greatest[place - 1]);
        }
        for (int place = size; place >= 0; place--) {
            int later = least[place + 1];
            boolean lower =
                    least[place] != NOBODY && (later == NOBODY || counter.level[least[place]] <= counter.level[later]);
            least[place] = lower ? least[place] : later;
        }
        for (int i = 0; i < counter.adds.length; i++) {
            int add = counter.adds[i];
            afterRead[i] = greatest[add];
            beforeRead[i] = times.isPending(add) ? NOBODY : least[times.end(add)];
            after[i] = afterRead[i] == NOBODY ? NOBODY : counter.level[afterRead[i]];
            before[i] = beforeRead[i] == NOBODY ? levels : counter.level[beforeRead[i]];
        }
    }

    private int higher(int one, int other) {
        if (one == NOBODY || other == NOBODY) {
            return one == NOBODY ? other : one;
        }
        return counter.level[one] >= counter.level[other] ? one : other;
    }

    /** Each level holds what must have been added by then, and no more than can have been. */
    private Decision bounds() {
        long[] must = new long[levels + 1];
        long[] can = new long[levels + 1];
        for (int i = 0; i < counter.adds.length; i++) {
            long amount = counter.amount(counter.adds[i]);
            must[before[i]] += amount;
            can[after[i] + 1] += amount;
        }
        long least = counter.start;
        long most = counter.start;
        for (int level = 0; level < levels; level++) {
            least += must[level];
            most += can[level];
            if (counter.levels[level] < least || counter.levels[level] > most) {
                int read = counter.firstRead(level);
                boolean missed = counter.levels[level] < least;
                String why = missed
                        ? told(read) + ", but adds that were over before it, or before reads that saw no more, come to "
                                + least
                        : told(read) + ", but all adds that had begun, or had before reads that saw no less were over,"
                                + " come to " + most;
                return Proof.of(counter.calls, why + Proof.MORE, read, addAt(level, missed));
            }
        }
        return null;
    }

    /** An add that must, or can, stand just before this level. */
    private int addAt(int level, boolean must) {
        int found = NOBODY;
        for (int i = 0; i < counter.adds.length; i++) {
            if (must ? before[i] <= level : after[i] < level) {
                found = counter.adds[i];
            }
        }
        return found;
    }

    /** Looks for adds that fit each slot. */
    Decision fill() {
        long same = counter.sameAmount();
        return same > 0 ? fillEqual(same) : fillUnequal();
    }

    /** The places in {@code adds}, those that may stand in the first slot first. */
    private int[][] bySlot() {
        int[] many = new int[levels + 1];
        for (int slot : after) {
            many[slot + 1]++;
        }
        int[][] bySlot = new int[levels + 1][];
        Arrays.setAll(bySlot, slot -> new int[many[slot]]);
        for (int i = 0; i < after.length; i++) {
            bySlot[after[i] + 1][--many[after[i] + 1]] = i;
        }
        return bySlot;
    }

    /** What must be placed soonest goes first: by the level that must come after, then by the beginning. */
    private Decision fillEqual(long amount) {
        int[][] bySlot = bySlot();
        Deadlines open = new Deadlines();
        for (int slot = 0; slot < levels; slot++) {
            for (int i : bySlot[slot]) {
                open.add(before[i], i);
            }
            long many = counter.needed(slot) / amount;
            if (counter.needed(slot) % amount != 0) {
                int read = counter.firstRead(slot);
                return Proof.of(counter.calls, told(read) + ", but each add adds " + amount, read);
            }
            for (; many > 0 && !open.isEmpty(); many--) {
                open.take();
            }
            boolean left = !open.isEmpty() && before[open.first()] <= slot;
            if (many > 0 || left) {
                int read = counter.firstRead(slot);
                String why = many > 0
                        ? told(read) + ", but with what must stand elsewhere, adds that can have been before it are "
                                + many + " too few"
                        : told(read) + ", but more adds must have been before it";
                return Proof.of(counter.calls, why + Proof.MORE, read, left ? counter.adds[open.first()] : NOBODY);
            }
        }
        return Decision.linearizable();
    }

    private Decision fillUnequal() {
        int[][] bySlot = bySlot();
        int[] slotOf = new int[after.length];
        Arrays.fill(slotOf, levels);
        List<Integer> open = new ArrayList<>();
        List<Integer> pending = new ArrayList<>();
        for (int slot = 0; slot < levels; slot++) {
            for (int i : bySlot[slot]) {
                insert(i, times.isPending(counter.adds[i]) ? pending : open);
            }
            List<Integer> some = new ArrayList<>(open.subList(0, Math.min(open.size(), must(open, slot) + TRIED)));
            some.addAll(pending.subList(0, Math.min(pending.size(), TRIED)));
            long[] amounts = some.stream()
                    .mapToLong(i -> counter.amount(counter.adds[i]))
                    .toArray();
            int[] chosen = SubsetSum.of(amounts, must(open, slot), counter.needed(slot));
            if (chosen == null) {
                return Decision.declined(
                        "no adds were found that make " + counter.levels[slot] + " of what was seen before");
            }
            for (int place : chosen) {
                int i = some.get(place);
                slotOf[i] = slot;
                (times.isPending(counter.adds[i]) ? pending : open).remove((Integer) i);
            }
        }
        return isTrueToTime(slotOf)
                ? Decision.linearizable()
                : Decision.declined("the adds that were found to make what was seen do not follow each other in time");
    }

    /** Keeps the order: by the level that must come after, then by the end. */
    private void insert(int i, List<Integer> sorted) {
        int place = sorted.size();
        while (place > 0 && isSooner(i, sorted.get(place - 1))) {
            place--;
        }
        sorted.add(place, i);
    }

    private boolean isSooner(int one, int other) {
        return before[one] != before[other]
                ? before[one] < before[other]
                : times.end(counter.adds[one]) < times.end(counter.adds[other]);
    }

    /** How many of these, which are sorted, can't wait for a later slot. */
    private int must(List<Integer> open, int slot) {
        int many = 0;
        while (many < open.size() && before[open.get(many)] <= slot) {
            many++;
        }
        return many;
    }

    private boolean isTrueToTime(int[] slotOf) {
        Stages stages = new Stages(times, 2 * levels + 1);
        for (int read : counter.reads) {
            stages.add(read, 2 * counter.level[read] + 1);
        }
        for (int i = 0; i < slotOf.length; i++) {
            if (slotOf[i] < levels || !times.isPending(counter.adds[i])) {
                stages.add(counter.adds[i], 2 * slotOf[i]);
            }
        }
        return stages.conflict() == null;
    }
}
