package io.faultline.harness.junit;

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
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.MediaType;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A trial in the store of a test run.
 *
 * @param page path of its report, or why there is none
 */
record KeptTrial(TrialRecord trial, String page) {
    /**
     * Keeps the trial in a store, with a report.
     *
     * @param rerun the command line that runs its test again, where a replay of what is stored does not tell the same
     */
    static KeptTrial of(TrialResult result, Path store, long wallMillis, Optional<String> rerun) throws IOException {
        TrialWriter writer = new TrialStore(store.toAbsolutePath())
                .begin(result.scenario(), result.seed(), result.schedule(), ZonedDateTime.now(), rerun);
        writer.history(result.history());
        TrialRecord record = writer.judged(result.judgement(), wallMillis);
        Path report = writer.folder().resolve(TrialReport.FILE);
        try {
            new ReportWriter().write(record, report);
            return new KeptTrial(record, report.toString());
        } catch (IOException | RuntimeException problem) {
            return new KeptTrial(record, "none, as it could not be written: " + problem);
        }
    }

    /** Hands what was kept to whoever reports on the test run. */
    void publish(ExtensionContext context) {
        context.publishReportEntry(Map.of("faultline.replay", trial.info().replay(), "faultline.report", page));
        Path report = Path.of(page);
        if (Files.isRegularFile(report)) {
            context.publishFile(
                    TrialReport.FILE,
                    MediaType.create("text", "html", StandardCharsets.UTF_8),
                    copy -> Files.copy(report, copy, StandardCopyOption.REPLACE_EXISTING));
        }
    }
}
