package io.faultline.checkers.transactions.inference;

import io.faultline.checkers.transactions.consistency.Anomaly;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Collects findings: all are counted, of each anomaly the first few are kept, and only those get a sentence. */
public final class Findings {
    private static final int KEPT = 3;

    private final List<Finding> kept = new ArrayList<>();
    private final Map<Anomaly, Long> counts = new EnumMap<>(Anomaly.class);

    void add(Anomaly anomaly, Supplier<String> why, Integer... transactions) {
        if (counts.merge(anomaly, 1L, Long::sum) <= KEPT) {
            kept.add(new Finding(anomaly, why.get(), List.of(transactions)));
        }
    }

    /** The first few of each anomaly, in the order in which they were found. */
    public List<Finding> kept() {
        return Collections.unmodifiableList(kept);
    }

    /** How many there were of each. */
    public Map<Anomaly, Long> counts() {
        return Collections.unmodifiableMap(counts);
    }
}
