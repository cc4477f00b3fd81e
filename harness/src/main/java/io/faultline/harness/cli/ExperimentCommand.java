package io.faultline.harness.cli;

import io.faultline.harness.experiment.ElectionTimeouts;
import io.faultline.harness.experiment.FailoverLine;
import io.faultline.harness.experiment.FigurePage;
import io.faultline.harness.ground.GroundKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code faultline experiment}: repeats an experiment of the literature. */
@Command(
        name = "experiment",
        description = {
            "Repeat an experiment of the literature and write a page about it.",
            "There is one: election-timeouts, Figure 16 of the extended Raft paper. On containers each line gets its share"
                    + " of the time limit, and as many trials as that allows."
        })
final class ExperimentCommand implements Callable<Integer> {
    private static final String ELECTION_TIMEOUTS = "election-timeouts";
    private static final long REAL_LIMIT = 30L * 60 * 1_000_000_000;

    private final Console console;

    @Parameters(paramLabel = "NAME", description = "election-timeouts")
    private String name;

    @Option(
            names = "--trials",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Trials a line; the line without randomness gets a tenth. Default: 1000.")
    private int trials;

    @Option(names = "--seed", paramLabel = "SEED", defaultValue = "1", description = "Of the first trial. Default: 1.")
    private long seed;

    @Option(
            names = "--cluster",
            paramLabel = "GROUND",
            defaultValue = "sim",
            description = "Where the clusters run, sim or docker. Default: sim.")
    private String cluster;

    @Option(
            names = "--time-limit",
            paramLabel = "TIME",
            converter = Durations.Converter.class,
            description = "On containers: the time for all lines together. Default: 30m.")
    private Long timeLimit;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "election-timeouts.html",
            description = "The page to write. Default: election-timeouts.html.")
    private Path out;

    @Mixin
    private OutputOptions output;

    ExperimentCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (!name.equals(ELECTION_TIMEOUTS)) {
            throw new BadArgument("unknown experiment '" + name + "'; legal are " + ELECTION_TIMEOUTS);
        }
        if (trials < 1) {
            throw new BadArgument("--trials must be at least 1");
        }
        GroundKind ground = ScenarioOptions.named(cluster);
        if (ground.isRepeatable() && timeLimit != null) {
            throw new BadArgument("--time-limit is for containers; the simulator goes by --trials");
        }
        ElectionTimeouts.Result result = plan(ground).run(this::tell);
        Path page = out.toAbsolutePath().normalize();
        Files.createDirectories(page.getParent());
        Files.writeString(page, page(ground, result).render());
        if (output.json()) {
            new JsonAnswer("experiment")
                    .put("experiment", name)
                    .put("trials", trials)
                    .put("cluster", cluster)
                    .put("seed", seed)
                    .put("exit", ExitCode.VALID.code())
                    .put(
                            "randomness",
                            result.randomness().stream()
                                    .map(ExperimentCommand::tree)
                                    .toList())
                    .put(
                            "scale",
                            result.scale().stream().map(ExperimentCommand::tree).toList())
                    .path("page", Optional.of(page))
                    .print(console.out());
        } else {
            console.out().println("page  " + page);
        }
        return ExitCode.VALID.code();
    }

    private ElectionTimeouts plan(GroundKind ground) {
        return ground.isRepeatable()
                ? new ElectionTimeouts(trials, seed)
                : ElectionTimeouts.inRealTime(ground.open(), trials, seed, limit());
    }

    private FigurePage page(GroundKind ground, ElectionTimeouts.Result result) {
        return ground.isRepeatable()
                ? FigurePage.ofSimulator(result, trials, seed)
                : FigurePage.ofRealTime(result, ground.word(), " --time-limit " + limit() / 1_000_000_000 + "s");
    }

    private long limit() {
        return timeLimit == null ? REAL_LIMIT : timeLimit;
    }

    private void tell(FailoverLine line) {
        if (!output.json()) {
            console.out()
                    .printf(
                            Locale.ROOT,
                            "timeouts %-12s  %5d trials  median %6.0f ms  mean %6.0f ms  p90 %6.0f ms  greatest %s%n",
                            line.range(),
                            line.trials(),
                            line.median(),
                            line.mean(),
                            line.quantile(0.9),
                            line.max() >= line.capMillis()
                                    ? "> " + Math.round(line.capMillis()) + " ms"
                                    : Math.round(line.max()) + " ms");
        }
    }

    private static Map<String, Object> tree(FailoverLine line) {
        List<Double> quantiles = new ArrayList<>();
        for (int percent = 0; percent <= 100; percent += 10) {
            quantiles.add(line.quantile(percent / 100.0));
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("range", line.range().toString());
        tree.put("trials", line.trials());
        tree.put("capMillis", line.capMillis());
        tree.put("meanMillis", line.mean());
        tree.put("decilesMillis", quantiles);
        return tree;
    }
}
