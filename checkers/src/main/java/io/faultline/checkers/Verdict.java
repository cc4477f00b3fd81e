package io.faultline.checkers;

import io.faultline.checkers.history.PlainTree;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What one checker found in one history.
 *
 * @param checker name of the checker
 * @param summary one sentence
 * @param evidence what speaks against the system (invalid) or against judging it (unknown); a handful at most
 * @param measures figures found on the way, as plain trees, in a fixed order
 */
public record Verdict(
        String checker, Validity validity, String summary, List<Evidence> evidence, Map<String, Object> measures) {

    public Verdict {
        Objects.requireNonNull(checker, "checker");
        Objects.requireNonNull(validity, "validity");
        Objects.requireNonNull(summary, "summary");
        evidence = List.copyOf(evidence);
        measures = PlainTree.ofMap(measures);
    }

    /** The promise was judged and kept. */
    public static Verdict valid(String checker, String summary) {
        return new Verdict(checker, Validity.VALID, summary, List.of(), Map.of());
    }

    /** The promise was broken, as the evidence shows. */
    public static Verdict invalid(String checker, String summary, List<Evidence> evidence) {
        if (evidence.isEmpty()) {
            throw new IllegalArgumentException("an invalid verdict of " + checker + " needs evidence");
        }
        return new Verdict(checker, Validity.INVALID, summary, evidence, Map.of());
    }

    /** The promise could not be judged; the summary says why. */
    public static Verdict unknown(String checker, String summary) {
        return new Verdict(checker, Validity.UNKNOWN, summary, List.of(), Map.of());
    }

    /** The promise could not be judged, for these reasons. */
    public static Verdict unknown(String checker, String summary, List<Evidence> evidence) {
        return new Verdict(checker, Validity.UNKNOWN, summary, evidence, Map.of());
    }

    /** The same verdict with these figures. */
    public Verdict measured(Map<String, Object> figures) {
        return new Verdict(checker, validity, summary, evidence, figures);
    }
}
