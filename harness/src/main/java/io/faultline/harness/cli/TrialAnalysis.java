package io.faultline.harness.cli;

import io.faultline.checkers.Judgement;
import io.faultline.checkers.Validity;
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

/** Judges trials again by all checkers, and tells of each as {@code test} does. */
final class TrialAnalysis implements AnalyzeCommand.Analysis {
    private final Console console;
    private final boolean json;

    TrialAnalysis(Console console, boolean json) {
        this.console = console;
        this.json = json;
    }

    /** The trial, or the bare history, there. */
    @Override
    public Validity judge(Path path) throws IOException {
        return Files.isRegularFile(path) ? file(path) : folder(TrialFolder.at(path));
    }

    @Override
    public void tellBroken(Path path, String reason) {
        // Nothing was judged, so nothing is answered.
    }

    private Validity file(Path path) throws IOException {
        if (HistoryFiles.isJepsens(path)) {
            throw new BadArgument(path + " is a history of Jepsen's, judged by --model, " + ModelOptions.names());
        }
        History history = HistoryReader.read(path.normalize());
        Judgement judgement = TrialRunner.judge(history);
        if (json) {
            print(judgement, Optional.empty(), Optional.empty(), "");
        } else {
            new TrialText(console.out(), new Ink(console.colour())).judgement(judgement, history);
        }
        return judgement.validity();
    }

    private Validity folder(TrialFolder folder) throws IOException {
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
        if (json) {
            print(judgement, Optional.of(folder.path()), report, info.replay());
        } else {
            TrialText text = new TrialText(console.out(), new Ink(console.colour()));
            console.out().println(TrialText.title(info));
            console.out().println();
            text.judgement(judgement, history);
            stored.filter(old -> !old.equals(judgement)).ifPresent(this::tellOfChange);
            text.footer(report, info.replay());
        }
        return judgement.validity();
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
