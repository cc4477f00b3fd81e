package io.faultline.checkers.transactions.inference;

import io.faultline.checkers.transactions.consistency.Anomaly;
import java.util.List;
import java.util.Objects;

/**
 * Something that can't be, or must not be, without a cycle.
 *
 * @param why a sentence
 * @param transactions the few that it is about
 */
public record Finding(Anomaly anomaly, String why, List<Integer> transactions) {

    public Finding {
        Objects.requireNonNull(anomaly, "anomaly");
        Objects.requireNonNull(why, "why");
        transactions = List.copyOf(transactions);
    }
}
