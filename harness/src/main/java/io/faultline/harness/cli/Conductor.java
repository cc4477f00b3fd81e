package io.faultline.harness.cli;

import io.faultline.checkers.Judgement;
import io.faultline.checkers.history.History;
import io.faultline.harness.cluster.NodeOutput;
import io.faultline.harness.ground.GroundKind;
import io.faultline.harness.store.TrialRecord;
import io.faultline.harness.store.TrialReport;
import io.faultline.harness.store.TrialStore;
import io.faultline.harness.store.TrialWriter;
import io.faultline.harness.trial.Scenario;
import io.faultline.harness.trial.TrialResult;
import io.faultline.harness.trial.TrialRunner;
import io.faultline.nemesis.schedule.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Runs trials and puts them into the store. */
final class Conductor {
    private final Console console;
    private final TrialStore store;

    /**
     * Prepares to run trials.
     *
     * @throws BadArgument when they could not be stored there, before one is run for nothing
     */
    Conductor(Console console, Path storeRoot) {
        if (Files.exists(storeRoot) && !Files.isDirectory(storeRoot)) {
            throw new BadArgument(
                    "--store " + storeRoot + " is a file; give a folder, which is made when there is none");
        }
        this.console = console;
        this.store = new TrialStore(storeRoot);
    }

    /**
     * Runs a trial into a folder of its own: the history is there before any checker starts, and also when the trial is
     * stopped or the harness fails.
     *
     * @param progress gets the cluster time now and then
     */
    FinishedTrial runStored(Scenario scenario, long seed, Schedule schedule, LongConsumer progress) throws IOException {
        ZonedDateTime began = ZonedDateTime.now(console.clock());
        long start = System.nanoTime();
        TrialWriter writer = store.begin(scenario, seed, schedule, began);
        WatchedGround ground = watched(scenario, progress, writer.nodeOutput());
        try {
            TrialResult result = new TrialRunner(ground).run(scenario, seed, schedule, writer::history);
            long wall = System.nanoTime() - start;
            TrialRecord record = writer.judged(result.judgement(), wall / 1_000_000);
            return reported(scenario, record, began, wall, writer.folder());
        } catch (TrialInterrupted stop) {
            leave(writer, ground.recorded(), stop.getMessage(), start);
            throw new TrialInterrupted(stop.getMessage(), writer.folder());
        } catch (RuntimeException failure) {
            leave(writer, ground.recorded(), "the harness failed: " + Faultline.sentence(failure), start);
            throw failure;
        }
    }

    /**
     * Runs a trial in memory alone. Fair for one of many in the simulator, where seed and schedule give the same history
     * whenever it is wanted; {@link #store} puts it into the store afterwards.
     */
    FinishedTrial runInMemory(Scenario scenario, long seed, Schedule schedule, LongConsumer progress) {
        ZonedDateTime began = ZonedDateTime.now(console.clock());
        long start = System.nanoTime();
        Consumer<History> nowhere = history -> {};
        TrialResult result = new TrialRunner(watched(scenario, progress, (node, piece) -> {}))
                .run(scenario, seed, schedule, nowhere);
        TrialRecord record = new TrialRecord(
                TrialStore.info(scenario, seed, began, ""), schedule, result.history(), result.judgement());
        long wall = System.nanoTime() - start;
        return new FinishedTrial(scenario, record, began, wall, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Puts a trial that ran in memory into the store; one that is there already stays as it is. */
    FinishedTrial store(FinishedTrial trial) throws IOException {
        if (trial.folder().isPresent()) {
            return trial;
        }
        TrialRecord record = trial.record();
        TrialWriter writer = store.begin(trial.scenario(), trial.seed(), record.schedule(), trial.began());
        writer.history(record.history());
        Judgement judgement = record.judgement();
        TrialRecord stored = writer.judged(judgement, trial.wallNanos() / 1_000_000);
        return reported(trial.scenario(), stored, trial.began(), trial.wallNanos(), writer.folder());
    }

    /** A report that fails takes nothing away from the verdict, which is stored; it is told of all the same. */
    private FinishedTrial reported(Scenario scenario, TrialRecord record, ZonedDateTime began, long wall, Path folder) {
        Path page = folder.resolve(TrialReport.FILE);
        Optional<String> failure = Optional.empty();
        try {
            console.report().write(record, page);
        } catch (IOException | RuntimeException error) {
            failure = Optional.of(page + " could not be written: " + Faultline.sentence(error));
        }
        Optional<Path> report = failure.isPresent() ? Optional.empty() : Optional.of(page);
        return new FinishedTrial(scenario, record, began, wall, Optional.of(folder), report, failure);
    }

    private WatchedGround watched(Scenario scenario, LongConsumer progress, NodeOutput output) {
        return new WatchedGround(
                GroundKind.of(scenario.ground()).open(),
                now -> {
                    progress.accept(now);
                    if (console.interruption().requested()) {
                        throw new TrialInterrupted("interrupted at " + Durations.text(now) + " of cluster time", null);
                    }
                },
                output);
    }

    private static void leave(TrialWriter writer, History soFar, String why, long start) throws IOException {
        writer.history(soFar);
        writer.stopped(why, (System.nanoTime() - start) / 1_000_000);
    }
}
