package io.faultline.checkers.transactions.inference;

import io.faultline.checkers.transactions.consistency.Anomaly;
import io.faultline.checkers.transactions.inference.Inferred.Broken;
import io.faultline.checkers.transactions.log.Fate;
import io.faultline.checkers.transactions.log.StepKind;
import io.faultline.checkers.transactions.log.TransactionLog;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the order of the versions of one list after the other, and who must have committed because somebody saw it. */
final class ListKeyReader {
    private final TransactionLog log;
    private final StepsByKey steps;
    private final Findings findings;
    private final boolean[] present;

    private Map<Object, Integer> appends;
    private boolean ordered;
    private Broken broken;

    ListKeyReader(TransactionLog log, StepsByKey steps, Findings findings, boolean[] present) {
        this.log = log;
        this.steps = steps;
        this.findings = findings;
        this.present = present;
    }

    /** The precondition that does not hold in what was read so far, null when all do. */
    Broken broken() {
        return broken;
    }

    ListKey read(int key) {
        int longest = collect(key);
        if (broken != null) {
            return null;
        }
        List<?> elements = longest == ListKey.NOBODY ? List.of() : ListKey.list(log.value(longest));
        int[] chain = chain(longest, elements);
        ordered = !repeats(longest, elements);
        compare(key, longest, elements);
        return new ListKey(key, chain, longest, unseen(key, elements), ordered);
    }

    /** Files who appended what; the longest read. */
    private int collect(int key) {
        int longest = ListKey.NOBODY;
        int length = -1;
        appends = new HashMap<>();
        for (int place = steps.first(key); place < steps.first(key + 1); place++) {
            int step = steps.step(place);
            if (log.kind(step) == StepKind.APPEND) {
                Integer before = appends.put(log.value(step), step);
                if (before != null) {
                    broken = new Broken(
                            TransactionLog.text(log.value(step)) + " was appended to " + log.keyName(key)
                                    + " twice: by " + told(before) + " and by " + told(step)
                                    + "; nothing can be told unless what is appended to a key is unique",
                            List.of(steps.transaction(before), steps.transaction(step)));
                }
            } else if (log.kind(step) == StepKind.WRITE) {
                broken = new Broken(
                        told(step) + " writes " + log.keyName(key) + " as a register; in histories of lists keys are"
                                + " only appended to and read",
                        List.of(steps.transaction(step)));
            } else if (steps.sees(log, step)) {
                Object value = log.value(step);
                if (value != null && !(value instanceof List<?>)) {
                    broken = new Broken(
                            told(step) + " read " + log.keyName(key) + " = " + TransactionLog.text(value)
                                    + ", which is no list",
                            List.of(steps.transaction(step)));
                } else if (ListKey.list(value).size() > length) {
                    longest = step;
                    length = ListKey.list(value).size();
                }
            }
            if (broken != null) {
                return ListKey.NOBODY;
            }
        }
        return longest;
    }

    private int[] chain(int read, List<?> elements) {
        int[] chain = new int[elements.size()];
        for (int i = 0; i < chain.length; i++) {
            chain[i] = see(read, elements.get(i));
        }
        return chain;
    }

    /** Somebody saw this element, so that whoever appended it committed, unless it is known to have aborted. */
    private int see(int read, Object element) {
        Integer append = appends.get(element);
        if (append == null) {
            findings.add(
                    Anomaly.GARBAGE_READ,
                    () -> told(read) + " saw " + TransactionLog.text(element) + " in " + name(read)
                            + ", which nobody ever appended",
                    steps.transaction(read));
            return ListKey.NOBODY;
        }
        int writer = steps.transaction(append);
        if (log.fate(writer) == Fate.FAIL) {
            findings.add(
                    Anomaly.G1A,
                    () -> told(read) + " read " + name(read) + " = " + TransactionLog.text(log.value(read))
                            + ", with " + TransactionLog.text(element) + " in it, which " + log.told(writer)
                            + " had appended, and that one aborted",
                    writer,
                    steps.transaction(read));
        } else {
            present[writer] = true;
        }
        return append;
    }

    private boolean repeats(int read, List<?> elements) {
        Set<Object> once = new HashSet<>(elements.size() * 2);
        for (Object element : elements) {
            if (!once.add(element)) {
                findings.add(
                        Anomaly.DUPLICATE_ELEMENTS,
                        () -> told(read) + " read " + name(read) + " = " + TransactionLog.text(log.value(read))
                                + ", with " + TransactionLog.text(element) + " in it twice",
                        steps.transaction(read));
                return true;
            }
        }
        return false;
    }

    private void compare(int key, int longest, List<?> elements) {
        for (int place = steps.first(key); place < steps.first(key + 1); place++) {
            int step = steps.step(place);
            if (step == longest || !steps.sees(log, step)) {
                continue;
            }
            List<?> list = ListKey.list(log.value(step));
            if (!list.equals(list.size() == elements.size() ? elements : elements.subList(0, list.size()))) {
                ordered = false;
                if (!repeats(step, list)) {
                    findings.add(
                            Anomaly.INCOMPATIBLE_ORDER,
                            () -> told(step) + " read " + name(step) + " = " + TransactionLog.text(log.value(step))
                                    + " and " + told(longest) + " read " + TransactionLog.text(log.value(longest))
                                    + ": neither begins the other",
                            steps.transaction(step),
                            steps.transaction(longest));
                }
                Set<Object> known = new HashSet<>(elements);
                list.stream().filter(known::add).forEach(element -> see(step, element));
            }
        }
    }

    /** Of transactions whose end nobody knows only those are of interest that are seen to have committed, by any key. */
    private int[] unseen(int key, List<?> elements) {
        if (appends.size() == elements.size() && ordered) {
            return new int[0];
        }
        elements.forEach(appends::remove);
        int[] unseen = new int[appends.size()];
        int size = 0;
        for (int place = steps.first(key); place < steps.first(key + 1); place++) {
            int step = steps.step(place);
            if (log.kind(step) == StepKind.APPEND
                    && log.fate(steps.transaction(step)) != Fate.FAIL
                    && appends.containsKey(log.value(step))) {
                unseen[size++] = step;
            }
        }
        return Arrays.copyOf(unseen, size);
    }

    private String told(int step) {
        return log.told(steps.transaction(step));
    }

    private Object name(int step) {
        return log.keyName(log.key(step));
    }
}
