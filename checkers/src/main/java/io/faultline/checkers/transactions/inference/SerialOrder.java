package io.faultline.checkers.transactions.inference;

import io.faultline.checkers.transactions.graph.EdgeKind;
import io.faultline.checkers.transactions.log.StepKind;
import io.faultline.checkers.transactions.log.TransactionLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Tries to put transactions on registers into an order that explains every read: whoever finds one has proved more than any
 * absence of cycles.
 *
 * <p>Greedy: whoever may come next by all that is known, and overwrites nothing that somebody has yet to read, comes next; of
 * several the one that ended first. That it finds no order proves nothing.
 */
public final class SerialOrder {
    private final TransactionLog log;
    private final Inferred inferred;
    private final Set<EdgeKind> kinds;
    private final int[] waits;
    private final int[] present;
    private final Map<Integer, Map<Integer, Integer>> unread = new HashMap<>();
    private final Map<Integer, List<Integer>> blocked = new HashMap<>();

    private SerialOrder(TransactionLog log, Inferred inferred, Set<EdgeKind> kinds) {
        this.log = log;
        this.inferred = inferred;
        this.kinds = kinds;
        this.waits = new int[log.size()];
        this.present = new int[log.keys()];
    }

    /** Whether an order was found that keeps what is known about data, and the orders that are asked for. */
    public static boolean exists(TransactionLog log, Inferred inferred, boolean inProcesses, boolean inTime) {
        Set<EdgeKind> kinds = EnumSet.of(EdgeKind.WW, EdgeKind.WR, EdgeKind.RW);
        if (inProcesses) {
            kinds.addAll(EnumSet.of(EdgeKind.PROCESS, EdgeKind.WW_PROCESS, EdgeKind.RW_PROCESS));
        }
        if (inTime) {
            kinds.addAll(EnumSet.of(EdgeKind.REALTIME, EdgeKind.WW_REALTIME, EdgeKind.RW_REALTIME));
        }
        return new SerialOrder(log, inferred, kinds).find();
    }

    private boolean find() {
        int all = prepare();
        PriorityQueue<Integer> ready = new PriorityQueue<>(
                Comparator.<Integer>comparingInt(log::end).thenComparing(Comparator.naturalOrder()));
        for (int one = 0; one < log.size(); one++) {
            if (inferred.present()[one] && waits[one] == 0) {
                ready.add(one);
            }
        }
        int placed = 0;
        while (!ready.isEmpty()) {
            int one = ready.remove();
            int hindrance = hindrance(one);
            if (hindrance >= 0) {
                blocked.computeIfAbsent(hindrance, key -> new ArrayList<>()).add(one);
            } else {
                place(one, ready);
                placed++;
            }
        }
        return placed == all;
    }

    private int prepare() {
        int all = 0;
        Arrays.fill(present, Sources.NOBODY);
        for (int one = 0; one < log.size(); one++) {
            if (inferred.present()[one]) {
                all++;
                for (int edge = inferred.graph().first(one);
                        edge < inferred.graph().first(one + 1);
                        edge++) {
                    waits[inferred.graph().target(edge)] +=
                            kinds.contains(inferred.graph().kind(edge)) ? 1 : 0;
                }
            }
        }
        for (int step = 0; step < log.steps(); step++) {
            if (inferred.sources().of(step) != Sources.UNKNOWN) {
                unread.computeIfAbsent(log.key(step), key -> new HashMap<>())
                        .merge(inferred.sources().of(step), 1, Integer::sum);
            }
        }
        return all;
    }

    /** A key that keeps this transaction from coming next, -1 when none does. */
    private int hindrance(int one) {
        for (int step = log.firstStep(one); step < log.firstStep(one + 1); step++) {
            int key = log.key(step);
            int source = inferred.sources().of(step);
            if (source != Sources.UNKNOWN && source != present[key]) {
                return key;
            } else if (log.kind(step) == StepKind.WRITE && unread(key) > ownReads(one, key)) {
                return key;
            }
        }
        return -1;
    }

    private int unread(int key) {
        return unread.getOrDefault(key, Map.of()).getOrDefault(present[key], 0);
    }

    private int ownReads(int one, int key) {
        int reads = 0;
        for (int step = log.firstStep(one); step < log.firstStep(one + 1); step++) {
            reads += log.key(step) == key && inferred.sources().of(step) != Sources.UNKNOWN ? 1 : 0;
        }
        return reads;
    }

    private void place(int one, PriorityQueue<Integer> ready) {
        for (int step = log.firstStep(one); step < log.firstStep(one + 1); step++) {
            int key = log.key(step);
            if (inferred.sources().of(step) != Sources.UNKNOWN) {
                unread.get(key).merge(present[key], -1, Integer::sum);
            }
            if (log.kind(step) == StepKind.WRITE) {
                present[key] = one;
            }
            List<Integer> freed = blocked.remove(key);
            if (freed != null) {
                ready.addAll(freed);
            }
        }
        for (int edge = inferred.graph().first(one); edge < inferred.graph().first(one + 1); edge++) {
            int target = inferred.graph().target(edge);
            if (kinds.contains(inferred.graph().kind(edge)) && --waits[target] == 0) {
                ready.add(target);
            }
        }
    }
}
