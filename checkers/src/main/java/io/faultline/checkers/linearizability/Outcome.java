package io.faultline.checkers.linearizability;

import io.faultline.checkers.Validity;
import io.faultline.checkers.linearizability.evidence.Counterexample;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Whether a history is linearizable, who decided, and what it cost.
 *
 * @param model name of the model
 * @param algorithm name of what decided; several, joined by {@code " + "}, when parts were decided in several ways
 * @param operations how many calls were looked at
 * @param reason one sentence
 * @param parts what was found for each thing, in the order in which they were first called
 */
public record Outcome(
        Validity validity,
        String model,
        String algorithm,
        long operations,
        String reason,
        Cost cost,
        List<PartOutcome> parts) {

    public Outcome {
        Objects.requireNonNull(validity, "validity");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(reason, "reason");
        parts = List.copyOf(parts);
    }

    /** Of both, on different things, the worse; of two that are as bad the first. */
    Outcome and(Outcome other) {
        List<PartOutcome> all = new ArrayList<>(parts);
        all.addAll(other.parts);
        boolean worse = other.validity.compareTo(validity) > 0;
        return new Outcome(
                worse ? other.validity : validity,
                model + " and " + other.model,
                algorithm.equals(other.algorithm) ? algorithm : algorithm + " + " + other.algorithm,
                operations + other.operations,
                worse ? other.reason : reason,
                cost.and(other.cost),
                all);
    }

    /** Few calls that contradict each other, for the first parts that have such; none unless invalid. */
    public List<Counterexample> counterexamples() {
        return parts.stream().flatMap(part -> part.counterexample().stream()).toList();
    }
}
