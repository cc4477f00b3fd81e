package io.faultline.checkers.transactions.inference;

import io.faultline.checkers.transactions.log.TransactionLog;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The versions of a register as clusters: who wrote one and who read it. Whoever of one cluster came before somebody of another
 * in time, or in a process, puts the whole of it before the whole of the other (Gibbons and Korach 1997).
 */
final class Clusters {
    /** Takes one cluster that comes directly before another. */
    interface Pairs {
        void add(int before, int after);
    }

    private final TransactionLog log;
    private final RegisterKey key;
    private final int[] firstEnded;
    private final int[] lastBegun;

    Clusters(TransactionLog log, RegisterKey key) {
        this.log = log;
        this.key = key;
        firstEnded = new int[key.versions()];
        lastBegun = new int[key.versions()];
        for (int version = 0; version < key.versions(); version++) {
            int first = Sources.NOBODY;
            int last = Sources.NOBODY;
            for (int one : members(version)) {
                first = first < 0 || log.end(one) < log.end(first) ? one : first;
                last = last < 0 || log.begin(one) > log.begin(last) ? one : last;
            }
            firstEnded[version] = first;
            lastBegun[version] = last;
        }
    }

    private int[] members(int version) {
        IntStream readers = key.readers(version).stream().mapToInt(Integer::intValue);
        int writer = key.writer(version);
        return (writer == Sources.NOBODY ? readers : IntStream.concat(IntStream.of(writer), readers)).toArray();
    }

    /** The member of this version that ended first, -1 without members. */
    int firstEnded(int version) {
        return firstEnded[version];
    }

    /** The member of this version that began last, -1 without members. */
    int lastBegun(int version) {
        return lastBegun[version];
    }

    /** Pairs in time, without those that follow from others; versions that contradict each other come both ways. */
    void inTime(Pairs pairs) {
        Integer[] byTarget = sorted(true);
        Integer[] bySource = sorted(false);
        int[] buffer = new int[key.versions()];
        boolean[] waiting = new boolean[key.versions()];
        int[][] linked = new int[key.versions()][];
        int size = 0;
        int sources = 0;
        for (int target : byTarget) {
            int moment = log.begin(lastBegun[target]);
            for (; sources < bySource.length && log.end(firstEnded[bySource[sources]]) < moment; sources++) {
                int source = bySource[sources];
                size = drop(linked[source], buffer, size, waiting);
                buffer[size++] = source;
                waiting[source] = true;
            }
            int[] before =
                    Arrays.stream(buffer, 0, size).filter(one -> one != target).toArray();
            for (int one : before) {
                pairs.add(one, target);
            }
            linked[target] = before;
            if (waiting[target]) {
                size = drop(before, buffer, size, waiting);
            }
        }
    }

    private static int drop(int[] some, int[] buffer, int size, boolean[] waiting) {
        if (some == null || some.length == 0) {
            return size;
        }
        for (int one : some) {
            waiting[one] = false;
        }
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (waiting[buffer[i]]) {
                buffer[kept++] = buffer[i];
            }
        }
        return kept;
    }

    private Integer[] sorted(boolean asTargets) {
        return IntStream.range(0, key.versions())
                .filter(version -> firstEnded[version] >= 0)
                .filter(version -> asTargets || log.end(firstEnded[version]) != TransactionLog.NEVER)
                .boxed()
                .sorted((a, b) -> asTargets
                        ? Integer.compare(log.begin(lastBegun[a]), log.begin(lastBegun[b]))
                        : Integer.compare(log.end(firstEnded[a]), log.end(firstEnded[b])))
                .toArray(Integer[]::new);
    }

    /** Pairs that follow each other in a process. */
    void inProcesses(int[] versionsInOrder, int[] transactions, Pairs pairs) {
        Map<Long, Integer> last = new HashMap<>();
        for (int i = 0; i < versionsInOrder.length; i++) {
            long process = log.process(transactions[i]);
            Integer before = last.get(process);
            if (before != null && before != versionsInOrder[i]) {
                pairs.add(before, versionsInOrder[i]);
            }
            if (log.end(transactions[i]) != TransactionLog.NEVER) {
                last.put(process, versionsInOrder[i]);
            }
        }
    }
}
