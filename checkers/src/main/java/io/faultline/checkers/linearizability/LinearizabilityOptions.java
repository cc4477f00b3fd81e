package io.faultline.checkers.linearizability;

import java.util.Objects;

/**
 * How a history is checked.
 *
 * @param budget limits of time and memory for all parts together
 * @param workers who checks the parts
 * @param failedCas what failed cas tell
 * @param counterexamples so many parts that are not linearizable get a counterexample, the first ones; looking for one may
 *     take longer than finding out that there is one
 */
public record LinearizabilityOptions(Budget budget, Workers workers, Calls.FailedCas failedCas, int counterexamples) {
    /** A system that breaks all keys is broken enough by a few. */
    private static final int COUNTEREXAMPLES = 3;

    public LinearizabilityOptions {
        Objects.requireNonNull(budget, "budget");
        Objects.requireNonNull(workers, "workers");
        Objects.requireNonNull(failedCas, "failedCas");
        if (counterexamples < 0) {
            throw new IllegalArgumentException("there can't be " + counterexamples + " counterexamples");
        }
    }

    /** Within that budget, one part after the other, failed cas dropped, three counterexamples. */
    public static LinearizabilityOptions within(Budget budget) {
        return new LinearizabilityOptions(budget, Workers.SEQUENTIAL, Calls.FailedCas.DROPPED, COUNTEREXAMPLES);
    }

    /** The same, by those workers. */
    public LinearizabilityOptions by(Workers some) {
        return new LinearizabilityOptions(budget, some, failedCas, counterexamples);
    }

    /** The same, with failed cas understood so. */
    public LinearizabilityOptions withFailedCas(Calls.FailedCas how) {
        return new LinearizabilityOptions(budget, workers, how, counterexamples);
    }

    /** The same, with so many counterexamples at most. */
    public LinearizabilityOptions withCounterexamples(int most) {
        return new LinearizabilityOptions(budget, workers, failedCas, most);
    }
}
