package io.faultline.harness.cli;

import io.faultline.harness.mutants.CampaignLimits;
import io.faultline.harness.mutants.KillRow;
import io.faultline.harness.mutants.KillTable;
import io.faultline.node.mutants.Variant;
import io.faultline.node.mutants.Variants;
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
            "Exits with 0 when every campaign killed its mutant and no control was accused, else with 1."
        })
final class MutantsCommand implements Callable<Integer> {
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
            defaultValue = "20",
            description = "Campaigns per mutant, each with seeds of its own. Default: 20.")
    private int campaigns;

    @Option(
            names = "--cpu-limit",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = Durations.Converter.class,
            description = "Most processor time of a campaign. Default: 60s.")
    private long cpuLimit;

    @Mixin
    private OutputOptions output;

    MutantsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Variant> variants = chosen();
        if (trials < 1 || campaigns < 1) {
            throw new BadArgument("--trials and --campaigns must be at least 1");
        }
        CampaignLimits limits = new CampaignLimits(campaigns, trials, cpuLimit / 1e9);
        if (!output.json()) {
            console.out().println(KillTableText.head());
        }
        List<KillRow> rows = new KillTable(limits).measure(variants, row -> {
            if (!output.json()) {
                console.out().println(KillTableText.line(row));
            }
        });
        boolean well = rows.stream().allMatch(KillRow::asItShould);
        ExitCode exit = well ? ExitCode.VALID : ExitCode.INVALID;
        if (output.json()) {
            printJson(rows, exit);
        } else {
            console.out().println();
            console.out().println(KillTableText.summary(rows));
        }
        return exit.code();
    }

    private List<Variant> chosen() {
        List<Variant> chosen = new ArrayList<>();
        for (String id : only) {
            chosen.add(Variants.named(id.strip())
                    .orElseThrow(() -> new BadArgument("unknown mutant '" + id.strip() + "'; legal are "
                            + String.join(
                                    ", ",
                                    Variants.all().stream().map(Variant::id).toList()))));
        }
        return only.isEmpty() ? Variants.all() : chosen;
    }

    private void printJson(List<KillRow> rows, ExitCode exit) {
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
            entry.put("cpuSecondsMedian", row.secondsToKill(0.5));
            entry.put("cpuSecondsP90", row.secondsToKill(0.9));
            entry.put("cpuSecondsMax", row.secondsToKill(1));
            entry.put("faultsMedian", row.faults());
            entry.put("trials", row.trials());
            entry.put("unknown", row.unknown());
            entry.put("cpuSeconds", row.cpuSeconds());
            entry.put("seeds", row.kills().stream().map(kill -> kill.seed()).toList());
            list.add(entry);
        }
        new JsonAnswer("mutants").put("exit", exit.code()).put("rows", list).print(console.out());
    }
}
