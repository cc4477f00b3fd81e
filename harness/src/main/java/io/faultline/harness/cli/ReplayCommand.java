package io.faultline.harness.cli;

import io.faultline.checkers.history.History;
import io.faultline.harness.ground.GroundKind;
import io.faultline.harness.store.Build;
import io.faultline.harness.store.TrialFolder;
import io.faultline.harness.store.TrialInfo;
import io.faultline.harness.trial.Scenario;
import io.faultline.nemesis.schedule.Schedule;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code faultline replay}: the same trial once more. */
@Command(
        name = "replay",
        description = {
            "Run the scenario, schedule and seed of a stored trial again, in a folder of its own, and say whether the"
                    + " history is the same.",
            "Exits by the verdict of the new trial, as test does."
        })
final class ReplayCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "DIR", description = "A trial's folder, such as store/latest.")
    private Path path;

    @Option(
            names = "--resolved",
            description = "Do to the same nodes and links what was done to them then, instead of asking again who the"
                    + " leader is. Fault lines are left out of the comparison, because they tell of this.")
    private boolean resolved;

    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "Where the new trial is stored. Default: the store that the old one is in.")
    private Path store;

    @Mixin
    private OutputOptions output;

    ReplayCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        TrialFolder old = TrialFolder.at(path);
        TrialInfo info = old.info();
        if (!info.isReplayable()) {
            throw new BadArgument(
                    "the trial in " + path + " is a story whose clients, or options, stand in no schedule:"
                            + " only its test tells it again; run " + info.replay());
        }
        Scenario scenario = old.scenario();
        Schedule planned = old.schedule();
        // Read whole and strictly before anything runs: a history that is not one cannot be compared with.
        History history = old.history();
        Path root = store == null ? storeOf(old, info) : store;
        Conductor conductor = new Conductor(console, root);
        Schedule schedule = resolved ? ResolvedSchedule.of(planned, history) : planned;
        return console.interruption().guard(console.err(), () -> {
            FinishedTrial trial = run(conductor, scenario, info.seed(), schedule);
            Path fresh = trial.folder().orElseThrow().resolve(TrialFolder.HISTORY);
            return answer(trial, Comparison.of(old.file(TrialFolder.HISTORY), fresh, !resolved), info);
        });
    }

    private FinishedTrial run(Conductor conductor, Scenario scenario, long seed, Schedule schedule) throws IOException {
        double limit = schedule.phases().end();
        try (Progress progress = Progress.on(console)) {
            return conductor.runStored(scenario, seed, schedule, now -> progress.at(now / limit, "seed " + seed));
        }
    }

    private int answer(FinishedTrial trial, Comparison comparison, TrialInfo info) {
        ExitCode exit = trial.reportFailure().isPresent() ? ExitCode.HARNESS_FAILED : ExitCode.of(trial.validity());
        if (output.json()) {
            new JsonAnswer("replay")
                    .judgement(trial.record().judgement())
                    .put("exit", exit.code())
                    .put("identical", comparison.identical())
                    .put("firstDifference", comparison.identical() ? null : comparison.line())
                    .put("seed", info.seed())
                    .path("folder", trial.folder())
                    .path("report", trial.report())
                    .put("replay", trial.record().info().replay())
                    .print(console.out());
        } else {
            print(trial, comparison, info);
        }
        trial.reportFailure().ifPresent(failure -> console.err().println("faultline: " + failure));
        return exit.code();
    }

    private void print(FinishedTrial trial, Comparison comparison, TrialInfo info) {
        Ink ink = new Ink(console.colour());
        TrialText text = new TrialText(console.out(), ink);
        Tally tally = new Tally();
        tally.count(trial);
        text.header(trial.record(), tally.times());
        text.judgement(trial.record().judgement(), trial.record().history());
        print(comparison, ink, info);
        text.footer(trial.report(), trial.record().info().replay());
    }

    private void print(Comparison comparison, Ink ink, TrialInfo info) {
        PrintStream out = console.out();
        if (!GroundKind.named(info.ground()).map(GroundKind::isRepeatable).orElse(false)) {
            out.println("real time never repeats itself: compare the verdicts, not the histories");
            return;
        }
        String what = resolved ? "the history without its fault lines" : "the history";
        if (comparison.identical()) {
            out.println(ink.good(what + " is identical: " + comparison.lines() + " lines"));
            return;
        }
        out.println(ink.bad(what + " differs, first in line " + comparison.line()));
        out.println("  then  " + comparison.then());
        out.println("  now   " + comparison.now());
        if (!info.commit().equals(Build.commit())) {
            out.println(
                    "  likely because the trial was run by commit " + info.commit() + " and this is " + Build.commit());
        }
    }

    /** The store of a trial is two folders up, if it lies where a store would have put it. */
    private static Path storeOf(TrialFolder folder, TrialInfo info) {
        return Optional.ofNullable(folder.path().getParent())
                .filter(parent -> parent.endsWith(info.scenario()))
                .map(parent -> Optional.ofNullable(parent.getParent()).orElse(Path.of("")))
                .orElse(Path.of("store"));
    }
}
