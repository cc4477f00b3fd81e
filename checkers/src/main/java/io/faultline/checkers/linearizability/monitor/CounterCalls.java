package io.faultline.checkers.linearizability.monitor;

import static io.faultline.checkers.linearizability.monitor.Proof.NOBODY;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Decision;
import java.util.Arrays;

/** The adds to a counter, and the levels its reads saw. */
final class CounterCalls {
    /** Greater numbers are left to the general search, so that no sum overflows. */
    private static final long GREATEST = 1L << 40;

    private static final long NO_LEVEL = -1;

    final Call[] calls;
    final Times times;
    /** The adds of more than nothing, and the reads that returned, in the order they began. */
    int[] adds;

    int[] reads;
    /** The sums that were seen, growing. */
    long[] levels;
    /** The level each read saw. */
    int[] level;
    /** The sum at first. */
    long start;

    private final boolean key;

    CounterCalls(Call[] calls, boolean key) {
        this.calls = calls;
        this.times = new Times(calls);
        this.key = key;
    }

    /** Sorts the calls; says what speaks against it, or null. */
    Decision sort(Object initial) {
        if (initial != null && !(initial instanceof Long sum && Math.abs(sum) <= GREATEST)) {
            return Decision.declined(Proof.show(initial) + " at first is no sum of a usual size");
        }
        start = initial == null ? 0 : (Long) initial;
        adds = new int[calls.length];
        reads = new int[calls.length];
        int addCount = 0;
        int readCount = 0;
        for (int i = 0; i < calls.length; i++) {
            if (calls[i].is("add")) {
                if (!isUsual(calls[i].argument()) || amount(i) < (key ? 1 : 0)) {
                    return Decision.declined(calls[i].told() + " adds " + Proof.show(calls[i].argument()));
                }
                adds[addCount] = i;
                addCount += amount(i) > 0 ? 1 : 0;
            } else if (!calls[i].is("read") && !calls[i].is("get")) {
                return Decision.declined("a counter with " + calls[i].f() + " is not only added to and read");
            } else if (!times.isPending(i)) {
                if (isStrange(calls[i].result(), initial)) {
                    return Decision.declined(calls[i].told() + " saw " + Proof.show(calls[i].result()));
                }
                reads[readCount++] = i;
            }
        }
        adds = Arrays.copyOf(adds, addCount);
        reads = Arrays.copyOf(reads, readCount);
        return findLevels();
    }

    private static boolean isUsual(Object number) {
        return number instanceof Long sum && Math.abs(sum) <= GREATEST;
    }

    /** In a map nothing and 0 are two things. */
    private boolean isStrange(Object seen, Object initial) {
        if (seen == null) {
            return key && initial != null;
        }
        return !isUsual(seen) || key && initial == null && seen.equals(0L);
    }

    private Decision findLevels() {
        levels = Arrays.stream(reads).mapToLong(this::seen).sorted().distinct().toArray();
        level = Proof.nobodies(calls.length);
        for (int read : reads) {
            level[read] = Arrays.binarySearch(levels, seen(read));
            if (seen(read) < start) {
                return Proof.of(
                        calls, calls[read].told() + " saw " + seen(read) + ", less than " + start + " at first", read);
            }
        }
        return null;
    }

    long seen(int read) {
        return calls[read].result() == null ? 0 : (Long) calls[read].result();
    }

    long amount(int add) {
        return (Long) calls[add].argument();
    }

    /** How much is added between the level before this one and this one. */
    long needed(int slot) {
        return levels[slot] - (slot == 0 ? start : levels[slot - 1]);
    }

    /** The amount of all adds, when it is the same; -1 when it is not. */
    long sameAmount() {
        long same = adds.length == 0 ? 1 : amount(adds[0]);
        for (int add : adds) {
            same = amount(add) == same ? same : NO_LEVEL;
        }
        return same;
    }

    /** The read of a level that ended first. */
    int firstRead(int wanted) {
        int first = NOBODY;
        for (int read : reads) {
            if (level[read] == wanted && (first == NOBODY || times.end(read) < times.end(first))) {
                first = read;
            }
        }
        return first;
    }
}
