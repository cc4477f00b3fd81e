package io.faultline.harness.junit;

import io.faultline.checkers.Evidence;
import io.faultline.checkers.Judgement;
import io.faultline.checkers.Validity;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.linearizability.LinearizableChecker;

/** What the checkers found, as the message of a failed test. */
final class JudgementText {
    private static final int EVIDENCE_MAX = 3;

    private JudgementText() {}

    /** Fails when a judgement is not valid, or when it is unknown and that is not allowed. */
    static void assertValid(Judgement judgement, boolean allowUnknown) {
        boolean passes =
                judgement.validity() == Validity.VALID || judgement.validity() == Validity.UNKNOWN && allowUnknown;
        if (!passes) {
            throw new AssertionError(of(judgement));
        }
    }

    /** Every verdict that is not valid, the worst first, with its first pieces of evidence. */
    static String of(Judgement judgement) {
        StringBuilder text = new StringBuilder();
        switch (judgement.validity()) {
            case VALID -> text.append("The checkers found nothing wrong.");
            case UNKNOWN -> text.append("The trial could not be judged:");
            case INVALID -> text.append("The cluster broke a promise:");
        }
        describe(judgement, Validity.INVALID, text);
        describe(judgement, Validity.UNKNOWN, text);
        return text.toString();
    }

    private static void describe(Judgement judgement, Validity validity, StringBuilder text) {
        for (Verdict verdict : judgement.verdicts()) {
            if (verdict.validity() != validity) {
                continue;
            }
            text.append("\n  ").append(validity.word()).append("  ").append(verdict.checker());
            text.append(": ").append(verdict.summary());
            int shown = 0;
            for (Evidence evidence : verdict.evidence()) {
                if (shown++ == EVIDENCE_MAX) {
                    text.append("\n    … and ").append(verdict.evidence().size() - EVIDENCE_MAX);
                    text.append(" more");
                    break;
                }
                text.append("\n    ").append(evidence.why());
                LinearizableChecker.drawing(verdict, shown - 1)
                        .forEach(line -> text.append("\n      ").append(line));
            }
        }
    }
}
