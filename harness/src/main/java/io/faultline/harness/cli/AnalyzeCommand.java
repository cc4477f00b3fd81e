package io.faultline.harness.cli;

import io.faultline.checkers.Judgement;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.json.HistoryReader;
import io.faultline.checkers.history.json.MalformedHistoryException;
import io.faultline.harness.store.MalformedTrialException;
import io.faultline.harness.store.TrialFolder;
import io.faultline.harness.store.TrialInfo;
import io.faultline.harness.store.TrialRecord;
import io.faultline.harness.store.TrialReport;
import io.faultline.harness.trial.Scenario;
import io.faultline.harness.trial.TrialRunner;
import io.faultline.nemesis.schedule.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code faultline analyze}: judges a stored history again. */
@Command(
        name = "analyze",
        description = {
            "Check a stored history again, as the checkers now are.",
            "For a trial's folder verdicts.json and report.html are written anew; a bare history is judged by what"
                    + " it tells of, and nothing is written."
        })
final class AnalyzeCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            paramLabel = "DIR|history.jsonl",
            description = "A trial's folder, such as store/latest, or a history file.")
    private Path path;

    @Mixin
    private OutputOptions output;

    AnalyzeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        return Files.isRegularFile(path) ? file() : folder(TrialFolder.at(path));
    }

    private int file() throws IOException {
        History history = HistoryReader.read(path.normalize());
        Judgement judgement = TrialRunner.judge(history);
        if (output.json()) {
            print(judgement, Optional.empty(), Optional.empty(), "");
        } else {
            new TrialText(console.out(), new Ink(console.colour())).judgement(judgement, history);
        }
        return ExitCode.of(judgement.validity()).code();
    }

    private int folder(TrialFolder folder) throws IOException {
        TrialInfo info = folder.info();
        Scenario scenario = folder.scenario();
        Schedule schedule = folder.schedule();
        History history = folder.history();
        Judgement judgement = TrialRunner.judge(scenario, history);
        Optional<Judgement> stored = stored(folder);
        folder.judge(judgement);
        TrialRecord record = new TrialRecord(info, schedule, history, judgement);
        Path page = folder.file(TrialReport.FILE);
        console.report().write(record, page);
        Optional<Path> report = Optional.of(page);
        if (output.json()) {
            print(judgement, Optional.of(folder.path()), report, info.replay());
        } else {
            TrialText text = new TrialText(console.out(), new Ink(console.colour()));
            console.out().println(TrialText.title(info));
            console.out().println();
            text.judgement(judgement, history);
            stored.filter(old -> !old.equals(judgement)).ifPresent(this::tellOfChange);
            text.footer(report, info.replay());
        }
        return ExitCode.of(judgement.validity()).code();
    }

    /** What was said before, if it can be read: it is about to be replaced, and need not be sound. */
    private static Optional<Judgement> stored(TrialFolder folder) throws IOException {
        try {
            return Optional.of(folder.judgement());
        } catch (MalformedTrialException | MalformedHistoryException unreadable) {
            return Optional.empty();
        }
    }

    private void tellOfChange(Judgement old) {
        console.out()
                .println("before, " + TrialFolder.VERDICTS + " said "
                        + old.validity().word() + ": the checkers or the files have changed since");
    }

    private void print(Judgement judgement, Optional<Path> folder, Optional<Path> report, String replay) {
        new JsonAnswer("analyze")
                .judgement(judgement)
                .put("exit", ExitCode.of(judgement.validity()).code())
                .path("folder", folder)
                .path("report", report)
                .put("replay", replay.isEmpty() ? null : replay)
                .print(console.out());
    }
}
