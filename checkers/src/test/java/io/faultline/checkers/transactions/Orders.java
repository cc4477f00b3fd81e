package io.faultline.checkers.transactions;

import io.faultline.checkers.transactions.log.Fate;
import io.faultline.checkers.transactions.log.StepKind;
import io.faultline.checkers.transactions.log.TransactionLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The slow and obvious twin: tries all orders in which transactions may have happened, one after the other or by snapshots. */
final class Orders {
    private final TransactionLog log;
    private final boolean lists;

    /** @param lists whether writes append to lists, else they replace values */
    Orders(TransactionLog log, boolean lists) {
        this.log = log;
        this.lists = lists;
    }

    /** Whether some order explains everything; {@code strict}: one in which nobody stands before who ended before it began. */
    boolean serializable(boolean strict) {
        return serial(strict, new TreeSet<>(), new HashMap<>());
    }

    private boolean serial(boolean strict, Set<Integer> done, Map<Integer, Object> state) {
        boolean complete = true;
        for (int one = 0; one < log.size(); one++) {
            if (done.contains(one) || log.fate(one) == Fate.FAIL) {
                continue;
            }
            complete &= !log.isOk(one);
            if (strict && othersFirst(one, done)) {
                continue;
            }
            Map<Integer, Object> after = new HashMap<>(state);
            if (run(one, after)) {
                done.add(one);
                if (serial(strict, done, after)) {
                    return true;
                }
                done.remove(one);
            }
        }
        return complete;
    }

    private boolean othersFirst(int one, Set<Integer> done) {
        for (int other = 0; other < log.size(); other++) {
            if (log.isOk(other) && !done.contains(other) && log.end(other) < log.begin(one)) {
                return true;
            }
        }
        return false;
    }

    /** Whether each transaction may have read a snapshot and committed when nobody else had changed what it changes. */
    boolean snapshotIsolated() {
        return snapshots(new HashMap<>(), new TreeSet<>(), new HashMap<>(), new HashMap<>());
    }

    private boolean snapshots(
            Map<Integer, Integer> started,
            Set<Integer> done,
            Map<Integer, Integer> changed,
            Map<Integer, Object> state) {
        boolean complete = true;
        for (int one = 0; one < log.size(); one++) {
            if (done.contains(one) || log.fate(one) == Fate.FAIL) {
                continue;
            }
            complete &= !log.isOk(one);
            if (!started.containsKey(one)) {
                if (run(one, new HashMap<>(state))) {
                    started.put(one, done.size());
                    if (snapshots(started, done, changed, state)) {
                        return true;
                    }
                    started.remove(one);
                }
            } else if (commit(one, started, done, changed, state)) {
                return true;
            }
        }
        return complete;
    }

    private boolean commit(
            int one,
            Map<Integer, Integer> started,
            Set<Integer> done,
            Map<Integer, Integer> changed,
            Map<Integer, Object> state) {
        Map<Integer, Integer> changedAfter = new HashMap<>(changed);
        Map<Integer, Object> after = new HashMap<>(state);
        for (int step = log.firstStep(one); step < log.firstStep(one + 1); step++) {
            if (log.kind(step) != StepKind.READ) {
                if (changed.getOrDefault(log.key(step), 0) > started.get(one)) {
                    return false;
                }
                changedAfter.put(log.key(step), done.size() + 1);
                change(step, after);
            }
        }
        done.add(one);
        boolean explained = snapshots(started, done, changedAfter, after);
        done.remove(one);
        return explained;
    }

    /** Runs it on that state; whether it sees what it said it saw. */
    private boolean run(int one, Map<Integer, Object> state) {
        for (int step = log.firstStep(one); step < log.firstStep(one + 1); step++) {
            if (log.kind(step) != StepKind.READ) {
                change(step, state);
            } else if (log.isOk(one) && !seen(state.get(log.key(step))).equals(seen(log.value(step)))) {
                return false;
            }
        }
        return true;
    }

    private void change(int step, Map<Integer, Object> state) {
        if (lists) {
            List<Object> longer = new ArrayList<>((List<?>) seen(state.get(log.key(step))));
            longer.add(log.value(step));
            state.put(log.key(step), longer);
        } else {
            state.put(log.key(step), log.value(step));
        }
    }

    private Object seen(Object value) {
        return value != null ? value : lists ? List.of() : "nil";
    }
}
