package io.faultline.harness.workload;

import io.faultline.checkers.history.PlainTree;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What the clients of one workload ask for.
 *
 * <p>One belongs to one trial, and hands out each value once.
 */
interface OperationMix {
    /** An operation to ask for; {@code key} and {@code value} as in a history. */
    record Operation(String f, String key, Object value) {
        /** A value that is plain already is told of at the beginning and at the end without a copy. */
        public Operation {
            value = PlainTree.of(value);
        }
    }

    /**
     * The next operation of a client.
     *
     * @param owner a name of the client that stays
     * @param random the client's own stream
     * @param holding the lock this client was last told to have, or null
     */
    Operation next(String owner, SplittableRandom random, String holding);

    /** A client was told that its operation was done, and what it told. */
    default void succeeded(String f, String key, Object result) {}

    /** What to ask for at the end, to see what is there. */
    List<Operation> finalReads();

    /** Whether a final operation is to be asked again after this answer: a queue is emptied. */
    default boolean asksAgain(Operation operation, Object answer) {
        return false;
    }
}
