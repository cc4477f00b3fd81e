package io.faultline.checkers.transactions.inference;

/** From whom a transaction read what it read. */
@FunctionalInterface
public interface Sources {
    /** It read what was there before all transactions. */
    int NOBODY = -1;

    /** The step tells nothing of others: it is no read, it shows what its own transaction did, or what it saw is wrong. */
    int UNKNOWN = -2;

    /** The transaction that wrote what this step read. */
    int of(int step);
}
