package io.faultline.checkers;

import java.util.List;
import java.util.Objects;

/**
 * The verdicts of all checkers on one history, and the worst of them.
 *
 * <p>No verdict at all is unknown: nothing was judged.
 */
public record Judgement(Validity validity, List<Verdict> verdicts) {

    public Judgement {
        Objects.requireNonNull(validity, "validity");
        verdicts = List.copyOf(verdicts);
    }

    /** The judgement these verdicts make together. */
    public static Judgement of(List<Verdict> verdicts) {
        Validity worst = verdicts.isEmpty() ? Validity.UNKNOWN : Validity.VALID;
        for (Verdict verdict : verdicts) {
            worst = Validity.worst(worst, verdict.validity());
        }
        return new Judgement(worst, verdicts);
    }
}
