package io.faultline.checkers.linearizability;

import java.util.Objects;

/**
 * How a history is checked.
 *
 * @param budget limits of time and memory for all parts together
 * @param workers who checks the parts
 * @param failedCas what failed cas tell
 */
public record LinearizabilityOptions(Budget budget, Workers workers, Calls.FailedCas failedCas) {

    public LinearizabilityOptions {
        Objects.requireNonNull(budget, "budget");
        Objects.requireNonNull(workers, "workers");
        Objects.requireNonNull(failedCas, "failedCas");
    }

    /** Within that budget, one part after the other, failed cas dropped. */
    public static LinearizabilityOptions within(Budget budget) {
        return new LinearizabilityOptions(budget, Workers.SEQUENTIAL, Calls.FailedCas.DROPPED);
    }

    /** The same, by those workers. */
    public LinearizabilityOptions by(Workers some) {
        return new LinearizabilityOptions(budget, some, failedCas);
    }

    /** The same, with failed cas understood so. */
    public LinearizabilityOptions withFailedCas(Calls.FailedCas how) {
        return new LinearizabilityOptions(budget, workers, how);
    }
}
