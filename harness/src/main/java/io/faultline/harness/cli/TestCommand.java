package io.faultline.harness.cli;

import io.faultline.harness.trial.Scenario;
import io.faultline.harness.trial.TrialRunner;
import io.faultline.nemesis.json.ScheduleJson;
import io.faultline.nemesis.schedule.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code faultline test}: runs trials. */
@Command(
        name = "test",
        description = {
            "Run a trial: start a cluster, hurt it, check what it did.",
            "With no options at all it runs the trial that the documentation shows."
        })
final class TestCommand implements Callable<Integer> {
    /** The trial of a newcomer, who should see what the documentation shows: one with plenty of faults and elections. */
    static final long SHOWN_SEED = 1;

    private final Console console;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ScenarioOptions scenarioOptions;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            converter = Numbers.Seed.class,
            description = "Everything random comes from it. Default: drawn afresh and printed;" + " " + SHOWN_SEED
                    + " when no option at all is given.")
    private Long seed;

    @Option(
            names = "--schedule",
            paramLabel = "FILE",
            description = "Play this schedule.json instead of one drawn from the seed.")
    private Path scheduleFile;

    @Option(
            names = "--test-count",
            paramLabel = "N",
            defaultValue = "1",
            converter = Numbers.Count.class,
            description =
                    "Run the seeds SEED, SEED+1 and so on, and stop at the first invalid one. Stored are the trials"
                            + " that are not valid and the last valid one.")
    private long testCount;

    @Option(names = "--keep-going", description = "Do not stop at an invalid trial.")
    private boolean keepGoing;

    @Option(names = "--keep-all", description = "Store every trial of --test-count.")
    private boolean keepAll;

    @Option(
            names = "--store",
            paramLabel = "DIR",
            defaultValue = "store",
            description = "Where trials are stored. Default: ${DEFAULT-VALUE}.")
    private Path store;

    @Mixin
    private OutputOptions output;

    TestCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Plan plan = plan();
        TrialSeries series = new TrialSeries(console, new Conductor(console, store), plan);
        return console.interruption().guard(console.err(), () -> {
            series.run(keepGoing, keepAll || testCount == 1);
            return series.print(output.json());
        });
    }

    private Plan plan() throws IOException {
        long first = seed != null
                ? seed
                : isBare() ? SHOWN_SEED : console.freshSeed().getAsLong();
        if (first > Long.MAX_VALUE - testCount + 1) {
            throw new BadArgument(
                    "--seed " + first + " and " + testCount + " trials: there are not so many seeds left");
        }
        if (scheduleFile != null) {
            Schedule fixed = read(scheduleFile);
            return new Plan(scenarioOptions.scenario(fixed, scheduleFile.toString()), first, testCount, fixed);
        }
        return new Plan(scenarioOptions.scenario(), first, testCount, null).checked();
    }

    private boolean isBare() {
        return spec.commandLine().getParseResult().originalArgs().equals(List.of(spec.name()));
    }

    private static Schedule read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new BadArgument(file + ": no such file; give the schedule.json of a trial");
        }
        return ScheduleJson.read(file);
    }

    /**
     * What is to be run.
     *
     * @param schedule played in every trial, or null to draw one from each seed
     */
    record Plan(Scenario scenario, long firstSeed, long count, Schedule schedule) {
        Schedule scheduleOf(long seed) {
            return schedule == null ? TrialRunner.schedule(scenario, seed) : schedule;
        }

        /** A limit that is too short shows in the first schedule, before anything is stored. */
        Plan checked() {
            try {
                scheduleOf(firstSeed);
                return this;
            } catch (IllegalArgumentException wrong) {
                throw new BadArgument(wrong.getMessage(), wrong);
            }
        }
    }
}
