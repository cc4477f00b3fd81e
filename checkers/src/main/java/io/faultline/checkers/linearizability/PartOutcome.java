package io.faultline.checkers.linearizability;

import io.faultline.checkers.Validity;
import io.faultline.checkers.linearizability.evidence.Counterexample;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether the calls on one thing are linearizable.
 *
 * @param part the thing, as {@link Model#part} names it
 * @param algorithm what decided
 * @param operations how many calls on it were looked at
 * @param reason one sentence
 * @param counterexample few calls that contradict each other; empty unless invalid, and where other parts have some already
 */
public record PartOutcome(
        Object part,
        Validity validity,
        String algorithm,
        long operations,
        String reason,
        Cost cost,
        Optional<Counterexample> counterexample) {

    public PartOutcome {
        Objects.requireNonNull(validity, "validity");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(counterexample, "counterexample");
    }
}
