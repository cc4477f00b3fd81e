package io.faultline.checkers.transactions.inference;

import io.faultline.checkers.transactions.consistency.Anomaly;
import io.faultline.checkers.transactions.graph.EdgeKind;
import io.faultline.checkers.transactions.graph.GraphBuilder;
import io.faultline.checkers.transactions.log.Fate;
import io.faultline.checkers.transactions.log.StepKind;
import io.faultline.checkers.transactions.log.TransactionLog;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * What the order of a list's versions says of transactions.
 *
 * <p>A committed append that nobody saw comes after all that was seen, whatever its order among its like: so whoever read all
 * that was seen comes before it. All of these edges together are all that can be said: any order of transactions that keeps
 * them explains every read.
 */
final class ListEdges {
    /** So many edges from readers to unseen appends of one key; beyond it, some are left out. */
    private static final long UNSEEN_MOST = 1_000_000;

    private final TransactionLog log;
    private final StepsByKey steps;
    private final boolean[] present;
    private final Findings findings;
    private final Map<Object, Integer> appends = new HashMap<>();
    private int outOfOrder = ListKey.NOBODY;

    ListEdges(TransactionLog log, StepsByKey steps, boolean[] present, Findings findings) {
        this.log = log;
        this.steps = steps;
        this.present = present;
        this.findings = findings;
    }

    /** Adds what this key says; whether that is all there is to say. */
    boolean add(ListKey key, GraphBuilder graph) {
        int[] next = key.ordered() ? next(key) : null;
        if (key.ordered()) {
            addWrites(key, next, graph);
            findDirtyUpdates(key, next);
        }
        int[] updaters = new int[key.chain().length + 1];
        Arrays.fill(updaters, ListKey.NOBODY);
        int[] unseen = Arrays.stream(key.unseen())
                .filter(step -> present[steps.transaction(step)])
                .toArray();
        long room = UNSEEN_MOST;
        for (int place = steps.first(key.key()); place < steps.first(key.key() + 1); place++) {
            int step = steps.step(place);
            if (!steps.sees(log, step) || !steps.isExternal(log, step)) {
                continue;
            }
            int reader = steps.transaction(step);
            boolean whole = addWrite(key, step, reader, graph);
            if (key.ordered()) {
                int length = ListKey.list(log.value(step)).size();
                findLostUpdate(step, updaters, length);
                if (whole && length < next.length && next[length] != ListKey.NOBODY) {
                    graph.add(reader, steps.transaction(next[length]), EdgeKind.RW);
                } else if (whole && (room -= unseen.length) >= 0) {
                    forEach(unseen, writer -> graph.add(reader, writer, EdgeKind.RW));
                }
            }
        }
        return room >= 0;
    }

    /** For each length of the list the append that came next by a transaction that committed. */
    private int[] next(ListKey key) {
        int[] chain = key.chain();
        int[] next = new int[chain.length + 1];
        next[chain.length] = ListKey.NOBODY;
        for (int i = chain.length - 1; i >= 0; i--) {
            next[i] = isPresent(chain[i]) ? chain[i] : next[i + 1];
        }
        return next;
    }

    private boolean isPresent(int step) {
        return step != ListKey.NOBODY && present[steps.transaction(step)];
    }

    private void addWrites(ListKey key, int[] next, GraphBuilder graph) {
        int before = ListKey.NOBODY;
        for (int step : key.chain()) {
            if (isPresent(step)) {
                if (before != ListKey.NOBODY) {
                    graph.add(steps.transaction(before), steps.transaction(step), EdgeKind.WW);
                }
                before = step;
            }
        }
        if (before != ListKey.NOBODY) {
            int last = steps.transaction(before);
            for (int step : key.unseen()) {
                if (isPresent(step)) {
                    graph.add(last, steps.transaction(step), EdgeKind.WW);
                }
            }
        }
    }

    private void forEach(int[] appends, IntConsumer writer) {
        for (int step : appends) {
            writer.accept(steps.transaction(step));
        }
    }

    /** Adds who wrote what was read; whether it was the last that transaction wrote there. */
    private boolean addWrite(ListKey key, int step, int reader, GraphBuilder graph) {
        List<?> list = ListKey.list(log.value(step));
        if (list.isEmpty()) {
            return true;
        }
        Object element = list.get(list.size() - 1);
        int append = key.ordered()
                ? key.chain()[list.size() - 1]
                : appendsOutOfOrder(key.key()).getOrDefault(element, ListKey.NOBODY);
        if (append == ListKey.NOBODY) {
            return true;
        }
        int writer = steps.transaction(append);
        if (!present[writer]) {
            return true;
        }
        graph.add(writer, reader, EdgeKind.WR);
        int last = lastAppend(writer, key.key());
        if (writer != reader && last != append) {
            findings.add(
                    Anomaly.G1B,
                    () -> log.told(reader) + " read " + log.keyName(key.key()) + " = " + TransactionLog.text(list)
                            + ", which ends with " + TransactionLog.text(log.value(append)) + ", though "
                            + log.told(writer) + " that appended it also appended "
                            + TransactionLog.text(log.value(last)),
                    writer,
                    reader);
            return false;
        }
        return true;
    }

    /** Who appended what to a key for which there is no order to look it up in. */
    private Map<Object, Integer> appendsOutOfOrder(int key) {
        if (outOfOrder != key) {
            outOfOrder = key;
            appends.clear();
            for (int place = steps.first(key); place < steps.first(key + 1); place++) {
                int step = steps.step(place);
                if (log.kind(step) == StepKind.APPEND) {
                    appends.put(log.value(step), step);
                }
            }
        }
        return appends;
    }

    private int lastAppend(int transaction, int key) {
        for (int step = log.firstStep(transaction + 1) - 1; step >= log.firstStep(transaction); step--) {
            if (log.key(step) == key && log.kind(step) == StepKind.APPEND) {
                return step;
            }
        }
        return ListKey.NOBODY;
    }

    private void findDirtyUpdates(ListKey key, int[] next) {
        int[] chain = key.chain();
        for (int i = 0; i < chain.length; i++) {
            int aborted = chain[i];
            int after = next[i + 1];
            if (aborted != ListKey.NOBODY
                    && log.fate(steps.transaction(aborted)) == Fate.FAIL
                    && after != ListKey.NOBODY) {
                findings.add(
                        Anomaly.DIRTY_UPDATE,
                        () -> log.told(steps.transaction(after)) + " appended "
                                + TransactionLog.text(log.value(after)) + " to " + log.keyName(key.key()) + " after "
                                + TransactionLog.text(log.value(aborted)) + " of "
                                + log.told(steps.transaction(aborted)) + ", which aborted",
                        steps.transaction(aborted),
                        steps.transaction(after));
            }
        }
    }

    private void findLostUpdate(int step, int[] updaters, int length) {
        int reader = steps.transaction(step);
        if (length >= updaters.length || lastAppend(reader, log.key(step)) == ListKey.NOBODY) {
            return;
        }
        int other = updaters[length];
        if (other == ListKey.NOBODY) {
            updaters[length] = reader;
        } else if (other != reader) {
            findings.add(
                    Anomaly.LOST_UPDATE,
                    () -> log.told(other) + " and " + log.told(reader) + " both read " + log.keyName(log.key(step))
                            + " = " + TransactionLog.text(ListKey.list(log.value(step)))
                            + " and both appended to it: one did so without the other's update",
                    other,
                    reader);
        }
    }
}
