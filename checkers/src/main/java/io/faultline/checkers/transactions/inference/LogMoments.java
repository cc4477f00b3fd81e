package io.faultline.checkers.transactions.inference;

import io.faultline.checkers.transactions.graph.Moments;
import io.faultline.checkers.transactions.log.TransactionLog;

/** The moments of a log's transactions. */
public record LogMoments(TransactionLog log) implements Moments {

    @Override
    public long process(int node) {
        return log.process(node);
    }

    @Override
    public int begin(int node) {
        return log.begin(node);
    }

    @Override
    public int end(int node) {
        return log.end(node);
    }

    /** Why a process or time puts one before the other. */
    String why(int before, int after, boolean byProcess, String nameOfBefore, String nameOfAfter) {
        return byProcess
                ? "process " + log.process(before) + " did " + nameOfBefore + " before " + nameOfAfter
                : nameOfBefore + " had ended (event " + log.end(before) + ") before " + nameOfAfter + " began (event "
                        + log.begin(after) + ")";
    }
}
