package io.faultline.checkers.transactions.inference;

import io.faultline.checkers.transactions.consistency.Anomaly;
import io.faultline.checkers.transactions.log.StepKind;
import io.faultline.checkers.transactions.log.TransactionLog;
import java.util.ArrayList;
import java.util.List;

/** Whether a transaction agrees with itself: with what it read before, what it appended, and what it had yet to append. */
final class OwnLists {
    private final TransactionLog log;
    private final Findings findings;

    OwnLists(TransactionLog log, Findings findings) {
        this.log = log;
        this.findings = findings;
    }

    void check() {
        for (int transaction = 0; transaction < log.size(); transaction++) {
            int end = log.firstStep(transaction + 1);
            for (int step = log.firstStep(transaction); log.isOk(transaction) && step < end; step++) {
                if (log.kind(step) == StepKind.READ) {
                    checkPast(transaction, step);
                    checkFuture(transaction, step);
                }
            }
        }
    }

    private void checkPast(int transaction, int read) {
        int before = read - 1;
        boolean appended = false;
        for (; before >= log.firstStep(transaction); before--) {
            if (log.key(before) == log.key(read)) {
                if (log.kind(before) == StepKind.READ) {
                    break;
                }
                appended = true;
            }
        }
        boolean hasRead = before >= log.firstStep(transaction);
        if (!hasRead && !appended) {
            return;
        }
        List<Object> expected = new ArrayList<>(hasRead ? ListKey.list(log.value(before)) : List.of());
        for (int step = before + 1; step < read; step++) {
            if (log.key(step) == log.key(read)) {
                expected.add(log.value(step));
            }
        }
        List<?> seen = ListKey.list(log.value(read));
        int extra = hasRead ? 0 : Math.max(0, seen.size() - expected.size());
        if (!expected.equals(seen.subList(extra, seen.size()))) {
            findings.add(
                    Anomaly.INTERNAL,
                    () -> log.told(transaction) + " read " + log.keyName(log.key(read)) + " = "
                            + TransactionLog.text(seen) + ", where its own steps left "
                            + (hasRead ? "" : "a list that ends with ") + TransactionLog.text(expected),
                    transaction);
        }
    }

    private void checkFuture(int transaction, int read) {
        for (int step = read + 1; step < log.firstStep(transaction + 1); step++) {
            if (log.key(step) == log.key(read)
                    && log.kind(step) == StepKind.APPEND
                    && ListKey.list(log.value(read)).contains(log.value(step))) {
                Object element = log.value(step);
                findings.add(
                        Anomaly.FUTURE_READ,
                        () -> log.told(transaction) + " read " + log.keyName(log.key(read)) + " = "
                                + TransactionLog.text(log.value(read)) + ", with " + TransactionLog.text(element)
                                + " in it, which it appended only afterwards",
                        transaction);
            }
        }
    }
}
