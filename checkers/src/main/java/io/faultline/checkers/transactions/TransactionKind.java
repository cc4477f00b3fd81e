package io.faultline.checkers.transactions;

import io.faultline.checkers.transactions.inference.Inferred;
import io.faultline.checkers.transactions.inference.ListAppends;
import io.faultline.checkers.transactions.inference.Registers;
import io.faultline.checkers.transactions.log.TransactionLog;
import java.util.Optional;
import java.util.function.Function;

/** What transactions are made of, which decides what can be inferred from them. */
public enum TransactionKind {
    /** Lists that are appended to and read. */
    LIST_APPEND("list-append", "transactions of reads and appends to lists", ListAppends::infer),
    /** Registers that are written and read. */
    RW_REGISTER("rw-register", "transactions of reads and writes of registers", Registers::infer);

    private final String word;
    private final String description;
    private final Function<TransactionLog, Inferred> inference;

    TransactionKind(String word, String description, Function<TransactionLog, Inferred> inference) {
        this.word = word;
        this.description = description;
        this.inference = inference;
    }

    /** Its name, which is also that of the checker. */
    public String word() {
        return word;
    }

    /** What it is for, a few words. */
    public String description() {
        return description;
    }

    /** What follows from that log. */
    Inferred infer(TransactionLog log) {
        return inference.apply(log);
    }

    /** The kind with this name; empty when there is none. */
    public static Optional<TransactionKind> named(String word) {
        for (TransactionKind kind : values()) {
            if (kind.word.equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
