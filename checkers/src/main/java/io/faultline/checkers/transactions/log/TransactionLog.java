package io.faultline.checkers.transactions.log;

import io.faultline.checkers.history.History;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;

/**
 * The transactions of a history, in the order in which they began, each with a number from 0 on.
 *
 * <p>Their steps are numbered through: those of transaction {@code t} are {@code firstStep(t)} to {@code firstStep(t + 1) - 1}.
 * Keys are numbered in the order in which they first came up. What reads saw is known of transactions that are {@link Fate#OK}.
 */
public final class TransactionLog {
    /** The end of a transaction whose end nobody knows. */
    public static final int NEVER = Integer.MAX_VALUE;

    /** So many elements of a list are told. */
    private static final int ELEMENTS_TOLD = 12;

    private final TransactionReader read;

    private TransactionLog(TransactionReader read) {
        this.read = read;
    }

    /** The transactions of this history: operations {@code txn} with a list of steps. Read once for each history. */
    public static TransactionLog of(History history) {
        return history.view(TransactionLog.class, one -> new TransactionLog(TransactionReader.read(one)));
    }

    /** How many transactions there are. */
    public int size() {
        return read.size();
    }

    /** How many of them committed, as their clients know. */
    public int committed() {
        return read.committed();
    }

    /** How many steps all of them have together. */
    public int steps() {
        return read.firsts[size()];
    }

    /** How many keys there are. */
    public int keys() {
        return read.keyNames.size();
    }

    public Fate fate(int transaction) {
        return read.fates[transaction];
    }

    public boolean isOk(int transaction) {
        return read.fates[transaction] == Fate.OK;
    }

    public long process(int transaction) {
        return read.processes[transaction];
    }

    /** The event by which it began. */
    public int begin(int transaction) {
        return read.begins[transaction];
    }

    /** The event by which it ended, or {@link #NEVER}; one that nobody knows the end of has none, whatever the client said. */
    public int end(int transaction) {
        return read.ends[transaction];
    }

    /** Its first step; for {@link #size} how many steps there are. */
    public int firstStep(int transaction) {
        return read.firsts[transaction];
    }

    /** The transaction that this step belongs to. */
    public int transactionOf(int step) {
        int low = 0;
        int high = size();
        while (low < high - 1) {
            int middle = (low + high) >>> 1;
            if (read.firsts[middle] <= step) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    public StepKind kind(int step) {
        return read.kinds[step];
    }

    public int key(int step) {
        return read.keys[step];
    }

    /** What was appended, written or read; null for a read of nothing, and where nobody knows what was read. */
    public Object value(int step) {
        return read.values[step];
    }

    /** The key with this number, as the history calls it. */
    public Object keyName(int key) {
        return read.keyNames.get(key);
    }

    /** What can't be understood: with any of these nothing can be said about the history. */
    public List<String> problems() {
        return Collections.unmodifiableList(read.problems);
    }

    /** The transaction as a sentence names it: {@code the transaction of process 3 (event 17)}. */
    public String told(int transaction) {
        return "the transaction of process " + process(transaction) + " (event " + begin(transaction) + ")";
    }

    /** What it did: {@code append x 5, r y [1, 2]}. */
    public String content(int transaction) {
        StringJoiner steps = new StringJoiner(", ");
        for (int step = firstStep(transaction); step < firstStep(transaction + 1); step++) {
            boolean unknown = kind(step) == StepKind.READ && !isOk(transaction);
            steps.add(kind(step).word() + " " + keyName(key(step)) + " " + (unknown ? "?" : text(value(step))));
        }
        return steps.toString();
    }

    /** A value as a sentence tells it: of a long list the end. */
    public static String text(Object value) {
        if (value == null) {
            return "nil";
        } else if (value instanceof List<?> list && list.size() > ELEMENTS_TOLD) {
            List<?> end = list.subList(list.size() - ELEMENTS_TOLD, list.size());
            return "[" + (list.size() - ELEMENTS_TOLD) + " more, "
                    + end.toString().substring(1);
        }
        return value.toString();
    }
}
