package io.faultline.checkers.transactions;

import io.faultline.checkers.Checker;
import io.faultline.checkers.history.ClientEvents;
import io.faultline.checkers.history.History;
import io.faultline.checkers.transactions.consistency.Consistency;
import io.faultline.checkers.transactions.graph.CycleSearch;
import io.faultline.checkers.transactions.log.StepKind;
import io.faultline.checkers.transactions.log.TransactionLog;
import java.util.List;

/** The door of this package: transactions judged by a model. */
public final class Transactions {
    private Transactions() {}

    /**
     * The checkers of transactions that have something to judge in that history; none without transactions. They tell what is
     * next to a cycle as well, of as many transactions as fit on a page.
     *
     * @param minCommitted how many transactions must have committed, that all is not for nothing
     */
    public static List<Checker> of(History history, Consistency model, long minCommitted) {
        if (!hasTransactions(history)) {
            return List.of();
        }
        int least = Math.toIntExact(Math.min(minCommitted, Integer.MAX_VALUE));
        return List.of(new TransactionChecker(kind(TransactionLog.of(history)), model, least, Reach.OF_A_PAGE));
    }

    /** A checker of such transactions by that model, which also judges a history with a single one. */
    public static Checker checker(TransactionKind kind, Consistency model) {
        return checker(kind, model, Reach.NONE);
    }

    /** The same, and its verdict tells what is around the cycles as well. */
    public static Checker checker(TransactionKind kind, Consistency model, Reach reach) {
        return new TransactionChecker(kind, model, 1, reach);
    }

    /** The transactions of that history, judged by that model. */
    public static Analysis analyze(History history, TransactionKind kind, Consistency model) {
        return analyst(history, kind, model).analyze();
    }

    static Analyst analyst(History history, TransactionKind kind, Consistency model) {
        return new Analyst(kind, model, TransactionLog.of(history), CycleSearch.STEPS);
    }

    private static boolean hasTransactions(History history) {
        ClientEvents events = history.clientEvents();
        return events.size() > 0 && events.f(0).equals("txn");
    }

    /** What transactions are made of: the first change tells; without one, lists, of which then nothing is known. */
    private static TransactionKind kind(TransactionLog log) {
        for (int step = 0; step < log.steps(); step++) {
            if (log.kind(step) != StepKind.READ) {
                return log.kind(step) == StepKind.APPEND ? TransactionKind.LIST_APPEND : TransactionKind.RW_REGISTER;
            }
        }
        return TransactionKind.LIST_APPEND;
    }
}
