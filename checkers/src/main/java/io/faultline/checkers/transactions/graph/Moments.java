package io.faultline.checkers.transactions.graph;

/** Who did a transaction, and when. */
public interface Moments {
    /** The process that did it. */
    long process(int node);

    /** The event by which it began. */
    int begin(int node);

    /** The event by which it ended; {@link Integer#MAX_VALUE} when nobody knows. */
    int end(int node);
}
