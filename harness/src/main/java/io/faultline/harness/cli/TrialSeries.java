package io.faultline.harness.cli;

import io.faultline.checkers.Validity;
import io.faultline.harness.ground.GroundKind;
import io.faultline.harness.store.TrialInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One trial or many, one after the other, in the order of their seeds.
 *
 * <p>Memory does not grow with their number: kept are counters, the last valid trial, and the one to be shown.
 */
final class TrialSeries {
    private static final int LISTED_MAX = 100;

    private final Console console;
    private final Conductor conductor;
    private final TestCommand.Plan plan;
    private final Tally tally = new Tally();
    private final List<Map<String, Object>> notValid = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private FinishedTrial lastValid;
    private FinishedTrial shown;

    TrialSeries(Console console, Conductor conductor, TestCommand.Plan plan) {
        this.console = console;
        this.conductor = conductor;
        this.plan = plan;
    }

    /**
     * Runs them.
     *
     * @param keepGoing also after an invalid one
     * @param keepAll store each, also the valid ones
     */
    void run(boolean keepGoing, boolean keepAll) throws IOException {
        notice();
        try (Progress progress = Progress.on(console)) {
            for (long i = 0; i < plan.count(); i++) {
                FinishedTrial trial = run(plan.firstSeed() + i, keepAll, progress);
                tally.count(trial);
                choose(trial);
                if (trial.validity() == Validity.INVALID && !keepGoing) {
                    break;
                }
            }
        }
        if (lastValid != null) {
            FinishedTrial stored = stored(lastValid);
            shown = shown == lastValid ? stored : shown;
        }
    }

    private FinishedTrial run(long seed, boolean keepAll, Progress progress) throws IOException {
        double limit = plan.scenario().timeLimit();
        long done = tally.trials();
        String note = plan.count() == 1
                ? "seed " + seed
                : String.format(Locale.ROOT, "%,d of %,d trials: %s", done, plan.count(), tally.counts());
        try {
            var schedule = plan.scheduleOf(seed);
            if (keepAll || !GroundKind.of(plan.scenario().ground()).isRepeatable()) {
                return toldOf(conductor.runStored(
                        plan.scenario(),
                        seed,
                        schedule,
                        now -> progress.at((done + now / limit) / plan.count(), note)));
            }
            FinishedTrial trial = conductor.runInMemory(
                    plan.scenario(), seed, schedule, now -> progress.at((done + now / limit) / plan.count(), note));
            return trial.validity() == Validity.VALID ? trial : stored(trial);
        } catch (TrialInterrupted stop) {
            throw plan.count() == 1
                    ? stop
                    : new TrialInterrupted(
                            stop.getMessage() + " of seed " + seed + "; before it, " + tally.counts(), stop.folder());
        } catch (RuntimeException failure) {
            // Whoever looks for the reason needs the one trial that shows it.
            console.err().println("faultline: the trial of seed " + seed + " did not come to an end");
            throw failure;
        }
    }

    private FinishedTrial stored(FinishedTrial trial) throws IOException {
        return trial.folder().isPresent() ? trial : toldOf(conductor.store(trial));
    }

    private FinishedTrial toldOf(FinishedTrial trial) {
        trial.reportFailure().ifPresent(failures::add);
        return trial;
    }

    /** Shown is the first of the worst: an invalid one, else an unknown one, else the last valid one. */
    private void choose(FinishedTrial trial) {
        if (trial.validity() == Validity.VALID) {
            lastValid = trial;
        } else {
            list(trial);
        }
        boolean worse = shown == null || trial.validity().compareTo(shown.validity()) > 0;
        if (worse || trial.validity() == Validity.VALID && shown.validity() == Validity.VALID) {
            shown = trial;
        }
    }

    private void list(FinishedTrial trial) {
        if (notValid.size() < LISTED_MAX) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("seed", trial.seed());
            entry.put("verdict", trial.validity().word());
            entry.put("folder", trial.folder().orElseThrow().toString());
            notValid.add(entry);
        }
    }

    /** Said before anything happens, so that a run that never ends can be run again. */
    private void notice() {
        String seeds = plan.count() == 1
                ? "seed " + plan.firstSeed()
                : "seeds " + plan.firstSeed() + " to " + (plan.firstSeed() + plan.count() - 1);
        console.err()
                .println("faultline: " + plan.scenario().name() + " on "
                        + plan.scenario().nodes() + (plan.scenario().nodes() == 1 ? " node, " : " nodes, ") + seeds);
    }

    /** Prints the answer. */
    int print(boolean json) {
        ExitCode exit = failures.isEmpty() ? ExitCode.of(tally.worst()) : ExitCode.HARNESS_FAILED;
        if (json) {
            printJson(exit);
        } else {
            printText();
        }
        failures.forEach(failure -> console.err().println("faultline: " + failure));
        return exit.code();
    }

    private void printJson(ExitCode exit) {
        TrialInfo info = shown.record().info();
        new JsonAnswer("test")
                .judgement(shown.record().judgement())
                .put("exit", exit.code())
                .put("scenario", info.scenario())
                .put("seed", info.seed())
                .path("folder", shown.folder())
                .path("report", shown.report())
                .put("replay", info.replay())
                .tally(tally)
                .put("notValid", notValid)
                .print(console.out());
    }

    private void printText() {
        Ink ink = new Ink(console.colour());
        TrialText text = new TrialText(console.out(), ink);
        if (plan.count() > 1) {
            printSummary(ink);
        }
        Tally own = new Tally();
        own.count(shown);
        text.header(shown.record(), own.times());
        text.judgement(shown.record().judgement(), shown.record().history());
        text.footer(shown.report(), shown.record().info().replay());
    }

    private void printSummary(Ink ink) {
        for (Map<String, Object> entry : notValid) {
            console.out()
                    .println(ink.strong(entry.get("verdict") + "  seed " + entry.get("seed")) + "  "
                            + entry.get("folder"));
        }
        long unlisted = tally.invalid() + tally.unknown() - notValid.size();
        if (unlisted > 0) {
            console.out().println("… and " + unlisted + " more");
        }
        String stopped =
                tally.trials() < plan.count() ? " of " + plan.count() + ", stopped at the first invalid one" : "";
        console.out()
                .printf(
                        Locale.ROOT,
                        "%,d trial%s%s: %s%n%s%n",
                        tally.trials(),
                        tally.trials() == 1 ? "" : "s",
                        stopped,
                        ink.of(tally.worst(), tally.counts()),
                        ink.faint(tally.times()));
        console.out().println(ink.faint(kept()));
        console.out().println();
    }

    private String kept() {
        return Optional.ofNullable(lastValid).isPresent()
                ? "stored: the trials that are not valid, and the last valid one; below, " + which()
                : "stored: the trials that are not valid; below, " + which();
    }

    private String which() {
        return switch (shown.validity()) {
            case INVALID -> "the first invalid one";
            case UNKNOWN -> "the first unknown one";
            case VALID -> "the last valid one";
        };
    }
}
