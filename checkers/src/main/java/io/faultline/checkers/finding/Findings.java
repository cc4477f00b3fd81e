package io.faultline.checkers.finding;

import io.faultline.checkers.Evidence;
import io.faultline.checkers.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Collects what a checker finds: all are counted, the first few are kept.
 *
 * <p>Sentences are made only for those that are kept, so that a node that breaks a rule a million times costs no more
 * than one that breaks it five times.
 */
public final class Findings {
    private static final int KEPT = 5;

    private final String checker;
    private final List<Evidence> kept = new ArrayList<>();
    private int count;

    /** What the checker of this name finds; nothing yet. */
    public Findings(String checker) {
        this.checker = checker;
    }

    /** Counts one more; its sentence is made only if it is among the first few. */
    public void add(Supplier<Evidence> evidence) {
        if (count++ < KEPT) {
            kept.add(evidence.get());
        }
    }

    /** How many were found. */
    public int count() {
        return count;
    }

    /** Invalid with what was found; valid with that summary when nothing was. */
    public Verdict invalidOr(String summaryWhenValid) {
        return count == 0 ? Verdict.valid(checker, summaryWhenValid) : Verdict.invalid(checker, summary(), kept);
    }

    /** Unknown with what was found; valid with that summary when nothing was. */
    public Verdict unknownOr(String summaryWhenValid) {
        return count == 0 ? Verdict.valid(checker, summaryWhenValid) : Verdict.unknown(checker, summary(), kept);
    }

    private String summary() {
        String first = kept.get(0).why();
        if (count == 1) {
            return first;
        }
        String shown = count > KEPT ? ", the first " + KEPT + " shown" : "";
        return count + " findings" + shown + "; first: " + first;
    }
}
