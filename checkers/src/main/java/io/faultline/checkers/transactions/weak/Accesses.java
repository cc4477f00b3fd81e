package io.faultline.checkers.transactions.weak;

import io.faultline.checkers.transactions.inference.Sources;
import io.faultline.checkers.transactions.log.StepKind;
import io.faultline.checkers.transactions.log.TransactionLog;
import java.util.Arrays;

/**
 * Which keys each committed transaction wrote, ascending, and what it read from whom, in its order.
 *
 * <p>Reads of transaction {@code t} are {@code firstRead(t)} to {@code firstRead(t + 1) - 1}, writes alike.
 */
final class Accesses {
    private final int[] firstReads;
    private final int[] readKeys;
    private final int[] readFrom;
    private final int[] firstWrites;
    private final int[] writeKeys;
    private final int keys;

    private Accesses(int[] firstReads, int[] readKeys, int[] readFrom, int[] firstWrites, int[] writeKeys, int keys) {
        this.firstReads = firstReads;
        this.readKeys = readKeys;
        this.readFrom = readFrom;
        this.firstWrites = firstWrites;
        this.writeKeys = writeKeys;
        this.keys = keys;
    }

    static Accesses of(TransactionLog log, boolean[] present, Sources sources) {
        int[] firstReads = new int[log.size() + 1];
        int[] firstWrites = new int[log.size() + 1];
        int[] readKeys = new int[log.steps()];
        int[] readFrom = new int[log.steps()];
        int[] writeKeys = new int[log.steps()];
        int reads = 0;
        int writes = 0;
        for (int transaction = 0; transaction < log.size(); transaction++) {
            int end = present[transaction] ? log.firstStep(transaction + 1) : 0;
            for (int step = log.firstStep(transaction); step < end; step++) {
                if (log.kind(step) != StepKind.READ) {
                    writeKeys[writes++] = log.key(step);
                } else if (sources.of(step) != Sources.UNKNOWN) {
                    readKeys[reads] = log.key(step);
                    readFrom[reads++] = sources.of(step);
                }
            }
            firstReads[transaction + 1] = reads;
            Arrays.sort(writeKeys, firstWrites[transaction], writes);
            firstWrites[transaction + 1] = writes;
        }
        return new Accesses(firstReads, readKeys, readFrom, firstWrites, writeKeys, log.keys());
    }

    int size() {
        return firstReads.length - 1;
    }

    int keys() {
        return keys;
    }

    int firstRead(int transaction) {
        return firstReads[transaction];
    }

    int readKey(int read) {
        return readKeys[read];
    }

    /** The transaction that wrote what was read, or {@link Sources#NOBODY}. */
    int readFrom(int read) {
        return readFrom[read];
    }

    int firstWrite(int transaction) {
        return firstWrites[transaction];
    }

    int writeKey(int write) {
        return writeKeys[write];
    }

    boolean writes(int transaction, int key) {
        return Arrays.binarySearch(writeKeys, firstWrites[transaction], firstWrites[transaction + 1], key) >= 0;
    }
}
