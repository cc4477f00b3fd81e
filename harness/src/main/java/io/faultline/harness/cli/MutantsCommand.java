package io.faultline.harness.cli;

import io.faultline.harness.ground.GroundKind;
import io.faultline.harness.mutants.CampaignLimits;
import io.faultline.harness.mutants.KillRow;
import io.faultline.harness.mutants.KillTable;
import io.faultline.harness.mutants.ProvingGround;
import io.faultline.harness.store.Build;
import io.faultline.node.mutants.Variant;
import io.faultline.node.mutants.Variants;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code faultline mutants}: how soon each built-in bug is found, and that no control is accused. */
@Command(
        name = "mutants",
        description = {
            "Measure how soon each mutant is killed, and that no control is accused.",
            "A campaign runs trials of one mutant, seed after seed, until a checker says invalid.",
            "On containers every trial is stored, and a mutant that has a guided schedule gets it.",
            "Exits with 0 when every campaign killed its mutant and no control was accused, else with 1."
        })
final class MutantsCommand implements Callable<Integer> {
    private static final double WALL_SECONDS = 300;

    private final Console console;

    @Option(
            names = "--only",
            paramLabel = "IDS",
            split = ",",
            description = "Only these mutants and controls, such as E01,E05. Default: all.")
    private List<String> only = List.of();

    @Option(
            names = "--trials",
            paramLabel = "N",
            defaultValue = "5000",
            description = "Trials of each control, and the most in a campaign. Default: 5000.")
    private int trials;

    @Option(
            names = "--campaigns",
            paramLabel = "N",
            description = "Campaigns per mutant, each with seeds of its own. Default: 20 in the simulator, else 1.")
    private Integer campaigns;

    @Option(
            names = "--cluster",
            paramLabel = "GROUND",
            defaultValue = "sim",
            description = "Where the clusters run, sim or docker. Default: sim.")
    private String cluster;

    @Option(
            names = "--cpu-limit",
            paramLabel = "TIME",
            converter = Durations.Converter.class,
            description = "In the simulator: most processor time of a campaign. Default: 60s.")
    private Long cpuLimit;

    @Option(
            names = "--wall-limit",
            paramLabel = "TIME",
            converter = Durations.Converter.class,
            description = "On containers: most time of a campaign, and of a control; a trial that has begun ends."
                    + " Default: 5m.")
    private Long wallLimit;

    @Option(
            names = "--store",
            paramLabel = "DIR",
            defaultValue = "store",
            description = "Where trials on containers are stored. Default: ${DEFAULT-VALUE}.")
    private Path store;

    @Option(
            names = "--markdown",
            paramLabel = "FILE",
            description =
                    "Also write the table into this page, such as docs/MUTANTS.md, between the lines that mark its"
                            + " place there. Rows of what is not measured now stay.")
    private Path markdown;

    @Mixin
    private OutputOptions output;

    MutantsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        GroundKind ground = ScenarioOptions.named(cluster);
        List<Variant> variants = chosen(ground);
        if (trials < 1 || campaigns != null && campaigns < 1) {
            throw new BadArgument("--trials and --campaigns must be at least 1");
        }
        if (ground.isRepeatable() ? wallLimit != null : cpuLimit != null) {
            throw new BadArgument(
                    ground.isRepeatable()
                            ? "--wall-limit is for containers; the simulator goes by --cpu-limit"
                            : "--cpu-limit is for the simulator; containers go by --wall-limit");
        }
        KillPage page = page(ground);
        StoredTrials stored = new StoredTrials(console, new Conductor(console, store));
        return console.interruption()
                .guard(
                        console.err(),
                        () -> ground.isRepeatable()
                                ? measure(ProvingGround.simulated(), inTheSimulator(), variants, stored, page)
                                : measure(
                                        ProvingGround.inRealTime(ground.faults(), stored),
                                        inRealTime(),
                                        variants,
                                        stored,
                                        page));
    }

    private CampaignLimits inTheSimulator() {
        return new CampaignLimits(
                campaigns == null ? CampaignLimits.DEFAULT.campaigns() : campaigns,
                trials,
                cpuLimit == null ? CampaignLimits.DEFAULT.seconds() : cpuLimit / 1e9);
    }

    private CampaignLimits inRealTime() {
        return new CampaignLimits(
                campaigns == null ? 1 : campaigns, trials, wallLimit == null ? WALL_SECONDS : wallLimit / 1e9);
    }

    private KillPage page(GroundKind ground) throws IOException {
        if (markdown == null) {
            return null;
        }
        KillPage page = new KillPage(markdown, ground.word(), Build.commit());
        page.check();
        return page;
    }

    private int measure(
            ProvingGround ground, CampaignLimits limits, List<Variant> variants, StoredTrials stored, KillPage page) {
        if (!output.json()) {
            console.out().println(KillTableText.head(ground.unit()));
        }
        List<KillRow> rows = new KillTable(ground, limits).measure(variants, row -> {
            write(row, ground, page);
            if (!output.json()) {
                console.out().println(KillTableText.line(row, ground.unit()));
                stored.takeInvalid().forEach(this::printWhereToLook);
            }
        });
        boolean well = rows.stream().allMatch(KillRow::asItShould);
        ExitCode exit = well ? ExitCode.VALID : ExitCode.INVALID;
        if (output.json()) {
            printJson(ground, rows, stored, exit);
        } else {
            console.out().println();
            console.out().println(KillTableText.summary(rows));
        }
        return exit.code();
    }

    /** After each row, so that what an interruption cuts off is no more than the rest. */
    private static void write(KillRow row, ProvingGround ground, KillPage page) {
        if (page != null) {
            try {
                page.put(
                        row,
                        ground.unit(),
                        ground.guides(Variants.named(row.id()).orElseThrow()));
            } catch (IOException unwritten) {
                throw new UncheckedIOException(unwritten);
            }
        }
    }

    private void printWhereToLook(FinishedTrial trial) {
        trial.report().ifPresent(report -> console.out().println("      report  " + report));
        console.out().println("      replay  " + trial.record().info().replay());
    }

    /** On containers all but those that no process can be, unless they are asked for. */
    private List<Variant> chosen(GroundKind ground) {
        List<Variant> chosen = new ArrayList<>();
        for (String id : only) {
            chosen.add(Variants.named(id.strip())
                    .orElseThrow(() -> new BadArgument("unknown mutant '" + id.strip() + "'; legal are "
                            + String.join(
                                    ", ",
                                    Variants.all().stream().map(Variant::id).toList()))));
        }
        if (ground.isRepeatable()) {
            return only.isEmpty() ? Variants.all() : chosen;
        }
        for (Variant variant : chosen) {
            if (!variant.isForProcesses()) {
                throw new BadArgument(variant.id() + " exists in the simulator only, as " + variant.onlySimulated());
            }
        }
        return only.isEmpty()
                ? Variants.all().stream().filter(Variant::isForProcesses).toList()
                : chosen;
    }

    private void printJson(ProvingGround ground, List<KillRow> rows, StoredTrials stored, ExitCode exit) {
        String seconds = ground.guided() ? "wallSeconds" : "cpuSeconds";
        List<Map<String, Object>> list = new ArrayList<>();
        for (KillRow row : rows) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("id", row.id());
            entry.put("change", row.change());
            entry.put("mutant", row.mutant());
            entry.put("campaigns", row.campaigns());
            entry.put(row.mutant() ? "killed" : "accused", row.kills().size());
            entry.put("checkers", row.checkers());
            entry.put("trialsMedian", row.trialsToKill(0.5));
            entry.put("trialsP90", row.trialsToKill(0.9));
            entry.put(seconds + "Median", row.secondsToKill(0.5));
            entry.put(seconds + "P90", row.secondsToKill(0.9));
            entry.put(seconds + "Max", row.secondsToKill(1));
            entry.put("faultsMedian", row.faults());
            entry.put("trials", row.trials());
            entry.put("unknown", row.unknown());
            entry.put(seconds, row.seconds());
            entry.put("seeds", row.kills().stream().map(kill -> kill.seed()).toList());
            list.add(entry);
        }
        new JsonAnswer("mutants")
                .put("exit", exit.code())
                .put("rows", list)
                .put(
                        "replay",
                        stored.takeInvalid().stream()
                                .map(trial -> trial.record().info().replay())
                                .toList())
                .print(console.out());
    }
}
