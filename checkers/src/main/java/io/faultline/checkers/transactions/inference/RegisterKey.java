package io.faultline.checkers.transactions.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is known of one register. Its versions have numbers: 0 is what was there before all, the others are the last writes of
 * committed transactions, in the order in which these began.
 */
final class RegisterKey {
    /** The version before all writes. */
    static final int INITIAL = 0;

    private final int key;
    private final Map<Object, Integer> writes;
    private final List<Integer> writers = new ArrayList<>();
    private final List<List<Integer>> readers = new ArrayList<>();

    /** @param writes which step wrote each value */
    RegisterKey(int key, Map<Object, Integer> writes) {
        this.key = key;
        this.writes = writes;
        addVersion(Sources.NOBODY);
    }

    int key() {
        return key;
    }

    /** The step that wrote this value, null when nobody did. */
    Integer write(Object value) {
        return writes.get(value);
    }

    int addVersion(int writer) {
        writers.add(writer);
        readers.add(new ArrayList<>(2));
        return writers.size() - 1;
    }

    int versions() {
        return writers.size();
    }

    /** The transaction that wrote this version, {@link Sources#NOBODY} for the initial one. */
    int writer(int version) {
        return writers.get(version);
    }

    /** The transactions that read this version from others, in the order in which they began. */
    List<Integer> readers(int version) {
        return readers.get(version);
    }

    /** The version that this transaction wrote, -1 when it wrote none. */
    int versionOf(int writer) {
        int low = 1;
        int high = writers.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (writers.get(middle) < writer) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < writers.size() && writers.get(low) == writer ? low : -1;
    }
}
