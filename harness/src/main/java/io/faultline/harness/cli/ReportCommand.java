package io.faultline.harness.cli;

import io.faultline.harness.store.TrialFolder;
import io.faultline.harness.store.TrialRecord;
import io.faultline.harness.store.TrialReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code faultline report}: writes a trial's page again. */
@Command(
        name = "report",
        description =
                "Write the report.html of a stored trial again. Exits with 0 when it is written, whatever the verdict.")
final class ReportCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "DIR", description = "A trial's folder, such as store/latest.")
    private Path path;

    @Mixin
    private OutputOptions output;

    ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        TrialFolder folder = TrialFolder.at(path);
        TrialRecord record = TrialFolder.read(folder.path());
        Path page = folder.file(TrialReport.FILE);
        console.report().write(record, page);
        if (output.json()) {
            new JsonAnswer("report")
                    .put("verdict", record.judgement().validity().word())
                    .put("exit", ExitCode.VALID.code())
                    .path("folder", Optional.of(folder.path()))
                    .path("report", Optional.of(page))
                    .print(console.out());
        } else {
            console.out().println("report  " + page);
        }
        return ExitCode.VALID.code();
    }
}
