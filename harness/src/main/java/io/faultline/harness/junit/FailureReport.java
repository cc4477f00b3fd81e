package io.faultline.harness.junit;

import io.faultline.checkers.Validity;
import java.util.Arrays;
import java.util.Optional;
import org.opentest4j.AssertionFailedError;

/**
 * What a failed test says: its own message, then how to see it again.
 *
 * <p>The last two lines of a message are the command that replays the trial and the path of its report.
 *
 * @param kept the trial in the store, if it got there
 */
record FailureReport(Throwable failure, long seed, Optional<KeptTrial> kept) {
    /**
     * The test's failure, with a message that ends with how to see it again. It takes the place of an assertion's error;
     * of any other it is caused by.
     */
    Throwable toThrowable() {
        if (!(failure instanceof AssertionError)) {
            return new IllegalStateException(message(), failure);
        }
        Throwable told;
        if (failure instanceof AssertionFailedError known && known.isExpectedDefined() && known.isActualDefined()) {
            told = new AssertionFailedError(message(), known.getExpected(), known.getActual(), failure.getCause());
        } else {
            told = new AssertionFailedError(message(), failure.getCause());
        }
        told.setStackTrace(failure.getStackTrace());
        Arrays.stream(failure.getSuppressed()).forEach(told::addSuppressed);
        return told;
    }

    private String message() {
        StringBuilder text = new StringBuilder();
        text.append(failure instanceof AssertionError ? failure.getMessage() : failure.toString());
        kept.map(trial -> trial.trial().judgement())
                .filter(judgement -> judgement.validity() != Validity.VALID)
                .map(JudgementText::of)
                .filter(judgement -> !text.toString().contains(judgement))
                .ifPresent(judgement -> text.append("\n\n").append(judgement));
        text.append("\n\n  again:  this test with -Dfaultline.seed=")
                .append(seed)
                .append(" -Dfaultline.trials=1");
        kept.ifPresent(trial -> text.append("\n  replay: ")
                .append(trial.trial().info().replay())
                .append("\n  report: ")
                .append(trial.page()));
        return text.toString();
    }
}
