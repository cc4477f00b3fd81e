package io.faultline.checkers.transactions.inference;

import io.faultline.checkers.transactions.log.TransactionLog;
import java.util.List;

/** From whom lists were read: whoever appended the last element. */
record ListSources(TransactionLog log, StepsByKey steps, ListKey[] keys, boolean[] present) implements Sources {

    @Override
    public int of(int step) {
        ListKey key = keys[log.key(step)];
        if (!key.ordered() || !steps.sees(log, step) || !steps.isExternal(log, step)) {
            return UNKNOWN;
        }
        List<?> list = ListKey.list(log.value(step));
        if (list.isEmpty()) {
            return NOBODY;
        }
        int append = key.chain()[list.size() - 1];
        boolean known = append != ListKey.NOBODY && present[steps.transaction(append)];
        return known ? steps.transaction(append) : UNKNOWN;
    }
}
