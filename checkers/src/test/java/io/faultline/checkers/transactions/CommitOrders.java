package io.faultline.checkers.transactions;

import io.faultline.checkers.transactions.log.StepKind;
import io.faultline.checkers.transactions.log.TransactionLog;
import io.faultline.checkers.transactions.weak.WeakLevel;
import java.util.ArrayList;
import java.util.List;

/**
 * The slow and obvious twin of the weak levels on registers: tries all orders of commits, and asks of each what the level's axiom
 * asks (Biswas and Enea 2019, figure 2).
 */
final class CommitOrders {
    private static final int INITIAL = -1;

    /** A read of a key by a transaction, from another. */
    private record Read(int reader, int key, int from, int step) {}

    private final TransactionLog log;
    private final List<Integer> present = new ArrayList<>();
    private final List<Read> reads = new ArrayList<>();

    CommitOrders(TransactionLog log) {
        this.log = log;
        for (int one = 0; one < log.size(); one++) {
            for (int step = log.firstStep(one); log.isOk(one) && step < log.firstStep(one + 1); step++) {
                if (log.kind(step) == StepKind.READ && isExternal(one, step)) {
                    reads.add(new Read(one, log.key(step), writer(step), step));
                }
            }
        }
        for (int one = 0; one < log.size(); one++) {
            int writer = one;
            if (log.isOk(one) || reads.stream().anyMatch(read -> read.from == writer)) {
                present.add(one);
            }
        }
    }

    private boolean isExternal(int one, int step) {
        for (int before = log.firstStep(one); before < step; before++) {
            if (log.key(before) == log.key(step)) {
                return false;
            }
        }
        return true;
    }

    private int writer(int read) {
        for (int one = 0; one < log.size(); one++) {
            for (int step = log.firstStep(one); step < log.firstStep(one + 1); step++) {
                if (log.kind(step) == StepKind.WRITE
                        && log.key(step) == log.key(read)
                        && log.value(step).equals(log.value(read))) {
                    return one;
                }
            }
        }
        return INITIAL;
    }

    boolean holds(WeakLevel level) {
        return place(level, new ArrayList<>());
    }

    private boolean place(WeakLevel level, List<Integer> order) {
        if (order.size() == present.size()) {
            return reads.stream().allMatch(read -> holds(level, read, order));
        }
        for (int one : present) {
            if (!order.contains(one)
                    && causes(one, level == WeakLevel.CAUSAL).stream().allMatch(order::contains)) {
                order.add(one);
                if (place(level, order)) {
                    return true;
                }
                order.remove(order.size() - 1);
            }
        }
        return false;
    }

    /** Whoever wrote what was read, and, where sessions count, whoever came before in the process. */
    private List<Integer> causes(int one, boolean sessions) {
        List<Integer> causes = new ArrayList<>();
        reads.stream().filter(read -> read.reader == one && read.from >= 0).forEach(read -> causes.add(read.from));
        for (int other : present) {
            if (sessions && other < one && log.process(other) == log.process(one) && log.isOk(other)) {
                causes.add(other);
            }
        }
        return causes;
    }

    private boolean holds(WeakLevel level, Read read, List<Integer> order) {
        for (int other : order) {
            if (other != read.from
                    && other != read.reader
                    && writes(other, read.key)
                    && isKnown(level, other, read)
                    && order.indexOf(other) > order.indexOf(read.from)) {
                return false;
            }
        }
        return true;
    }

    private boolean isKnown(WeakLevel level, int other, Read read) {
        return switch (level) {
            case MONOTONIC_ATOMIC_VIEW ->
                reads.stream().anyMatch(one -> one.reader == read.reader && one.from == other && one.step < read.step);
            case READ_ATOMIC -> reads.stream().anyMatch(one -> one.reader == read.reader && one.from == other);
            case CAUSAL -> past(read.reader).contains(other);
        };
    }

    private List<Integer> past(int one) {
        List<Integer> past = new ArrayList<>(causes(one, true));
        for (int i = 0; i < past.size(); i++) {
            for (int cause : causes(past.get(i), true)) {
                if (!past.contains(cause)) {
                    past.add(cause);
                }
            }
        }
        return past;
    }

    private boolean writes(int one, int key) {
        for (int step = log.firstStep(one); step < log.firstStep(one + 1); step++) {
            if (log.key(step) == key && log.kind(step) == StepKind.WRITE) {
                return true;
            }
        }
        return false;
    }
}
