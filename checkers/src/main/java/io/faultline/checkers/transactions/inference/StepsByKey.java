package io.faultline.checkers.transactions.inference;

import io.faultline.checkers.transactions.log.StepKind;
import io.faultline.checkers.transactions.log.TransactionLog;

/** The steps of a log by their keys: reads that saw something, and changes, each in the order of the log. */
final class StepsByKey {
    private final int[] firsts;
    private final int[] steps;
    private final int[] transactions;

    private StepsByKey(int[] firsts, int[] steps, int[] transactions) {
        this.firsts = firsts;
        this.steps = steps;
        this.transactions = transactions;
    }

    static StepsByKey of(TransactionLog log) {
        int[] firsts = new int[log.keys() + 1];
        int[] transactions = new int[log.steps()];
        for (int transaction = 0; transaction < log.size(); transaction++) {
            for (int step = log.firstStep(transaction); step < log.firstStep(transaction + 1); step++) {
                transactions[step] = transaction;
                firsts[log.key(step) + 1]++;
            }
        }
        for (int key = 0; key < log.keys(); key++) {
            firsts[key + 1] += firsts[key];
        }
        int[] next = firsts.clone();
        int[] steps = new int[log.steps()];
        for (int step = 0; step < steps.length; step++) {
            steps[next[log.key(step)]++] = step;
        }
        return new StepsByKey(firsts, steps, transactions);
    }

    /** The place of the first step of this key; for one more than the last key, how many there are. */
    int first(int key) {
        return firsts[key];
    }

    /** The step at that place. */
    int step(int place) {
        return steps[place];
    }

    /** The transaction of this step. */
    int transaction(int step) {
        return transactions[step];
    }

    /** Whether it is a read, and it is known what it saw. */
    boolean sees(TransactionLog log, int step) {
        return log.kind(step) == StepKind.READ && log.isOk(transactions[step]);
    }

    /** Whether its transaction did nothing to that key before, so that it shows what others did. */
    boolean isExternal(TransactionLog log, int step) {
        for (int before = step - 1; before >= log.firstStep(transactions[step]); before--) {
            if (log.key(before) == log.key(step)) {
                return false;
            }
        }
        return true;
    }
}
