package io.faultline.harness.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.faultline.harness.store.TrialRecord;
import io.faultline.harness.store.TrialReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the report of a trial.
 *
 * <pre>{@code
 * new ReportWriter().write(record, folder.resolve("report.html"));
 * }</pre>
 *
 * <p>Equal records give the same bytes. Safe for use by several threads at once.
 */
public final class ReportWriter implements TrialReport {
    private static final String TEMPLATES = "io.faultline.harness.report.templates";
    private static final int SIZE_EXPECTED = 1 << 20;

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(null, ContentType.Html, null, TEMPLATES);

    @Override
    public void write(TrialRecord record, Path file) throws IOException {
        Files.write(file, render(record).getBytes(StandardCharsets.UTF_8));
    }

    /** The report as text. */
    public String render(TrialRecord record) {
        StringOutput output = new StringOutput(SIZE_EXPECTED);
        engine.render("report.jte", new PageMaker(record).page(), output);
        return Legible.text(output.toString());
    }
}
