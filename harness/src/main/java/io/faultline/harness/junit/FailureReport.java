package io.faultline.harness.junit;

import io.faultline.checkers.Validity;
import io.faultline.harness.report.ReportWriter;
import io.faultline.harness.store.TrialRecord;
import io.faultline.harness.store.TrialReport;
import io.faultline.harness.store.TrialStore;
import io.faultline.harness.store.TrialWriter;
import io.faultline.harness.trial.TrialResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.MediaType;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.AssertionFailedError;

/**
 * What a failed test says: its own message, then how to see it again.
 *
 * <p>The last two lines of a message are the command that replays the trial and the path of its report.
 */
final class FailureReport {
    private final Throwable failure;
    private final long seed;
    private Optional<TrialRecord> kept = Optional.empty();
    private String page = "";

    FailureReport(Throwable failure, long seed) {
        this.failure = failure;
        this.seed = seed;
    }

    /** Keeps the trial in a store, with a report. */
    void keep(TrialResult trial, Path store, long wallMillis) throws IOException {
        TrialWriter writer = new TrialStore(store.toAbsolutePath())
                .begin(trial.scenario(), seed, trial.schedule(), ZonedDateTime.now());
        writer.history(trial.history());
        TrialRecord record = writer.judged(trial.judgement(), wallMillis);
        kept = Optional.of(record);
        Path report = writer.folder().resolve(TrialReport.FILE);
        try {
            new ReportWriter().write(record, report);
            page = report.toString();
        } catch (IOException | RuntimeException problem) {
            page = "none, as it could not be written: " + problem;
        }
    }

    /** Hands what was kept to whoever reports on the test run. */
    void publish(ExtensionContext context) {
        if (kept.isEmpty()) {
            return;
        }
        context.publishReportEntry(Map.of("faultline.replay", kept.get().info().replay(), "faultline.report", page));
        Path report = Path.of(page);
        if (Files.isRegularFile(report)) {
            context.publishFile(
                    TrialReport.FILE,
                    MediaType.create("text", "html", StandardCharsets.UTF_8),
                    copy -> Files.copy(report, copy, StandardCopyOption.REPLACE_EXISTING));
        }
    }

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
        kept.map(TrialRecord::judgement)
                .filter(judgement -> judgement.validity() != Validity.VALID)
                .map(JudgementText::of)
                .filter(judgement -> !text.toString().contains(judgement))
                .ifPresent(judgement -> text.append("\n\n").append(judgement));
        text.append("\n\n  again:  this test with -Dfaultline.seed=")
                .append(seed)
                .append(" -Dfaultline.trials=1");
        kept.ifPresent(record -> text.append("\n  replay: ")
                .append(record.info().replay())
                .append("\n  report: ")
                .append(page));
        return text.toString();
    }
}
