package io.faultline.checkers.linearizability;

import io.faultline.checkers.Validity;
import io.faultline.checkers.linearizability.Decision.NotLinearizable;
import io.faultline.checkers.linearizability.evidence.Counterexample;
import io.faultline.checkers.linearizability.search.SearchResult;
import java.util.Optional;

/**
 * What was found of one part, before anybody looks for a counterexample.
 *
 * @param proof what a monitor proved, or null
 */
record Finding(Part part, Validity validity, String algorithm, String reason, Cost cost, NotLinearizable proof) {
    private static final String FOUND = "there is a linearization";

    /** What a monitor decided. */
    static Finding of(Part part, Monitor monitor, Decision decision, long nanos) {
        NotLinearizable proof = decision instanceof NotLinearizable no ? no : null;
        return new Finding(
                part,
                proof == null ? Validity.VALID : Validity.INVALID,
                monitor.name(),
                proof == null ? FOUND : proof.why(),
                new Cost(nanos, 0, 0),
                proof);
    }

    /** What a search found. */
    static Finding of(Part part, SearchResult result) {
        String reason = switch (result.validity()) {
            case VALID -> FOUND;
            case INVALID -> "there is no linearization";
            case UNKNOWN -> result.reason();
        };
        return new Finding(part, result.validity(), result.algorithm(), reason, result.cost(), null);
    }

    /** The check itself went wrong. */
    static Finding failed(Part part, Throwable error) {
        return new Finding(part, Validity.UNKNOWN, "none", "the check itself failed: " + error, Cost.NONE, null);
    }

    PartOutcome outcome(Optional<Counterexample> counterexample) {
        return new PartOutcome(
                part.thing(),
                validity,
                algorithm,
                part.calls().size(),
                counterexample.map(Counterexample::why).orElse(reason),
                cost,
                counterexample);
    }
}
