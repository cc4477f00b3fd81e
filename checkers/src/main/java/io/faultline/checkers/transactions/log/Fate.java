package io.faultline.checkers.transactions.log;

/** What became of a transaction, as its client knows. */
public enum Fate {
    /** It committed. */
    OK,
    /** Nobody knows; it committed if somebody saw what it wrote. */
    INFO,
    /** It aborted. */
    FAIL
}
