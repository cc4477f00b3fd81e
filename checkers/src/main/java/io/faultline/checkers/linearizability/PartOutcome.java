package io.faultline.checkers.linearizability;

import io.faultline.checkers.Validity;
import java.util.Objects;

/**
 * Whether the calls on one thing are linearizable.
 *
 * @param part the thing, as {@link Model#part} names it
 * @param algorithm what decided
 * @param operations how many calls on it were looked at
 * @param reason one sentence
 */
public record PartOutcome(Object part, Validity validity, String algorithm, long operations, String reason, Cost cost) {

    public PartOutcome {
        Objects.requireNonNull(validity, "validity");
        Objects.requireNonNull(reason, "reason");
    }
}
