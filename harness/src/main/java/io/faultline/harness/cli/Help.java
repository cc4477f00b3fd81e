package io.faultline.harness.cli;

import io.faultline.checkers.Checker;
import io.faultline.checkers.linearizability.model.Models;
import io.faultline.checkers.totals.Totals;
import io.faultline.checkers.transactions.TransactionKind;
import io.faultline.checkers.transactions.consistency.Consistency;
import io.faultline.harness.ground.GroundKind;
import io.faultline.harness.trial.Workload;
import io.faultline.nemesis.fault.FaultClass;
import io.faultline.node.mutants.Variant;
import io.faultline.node.mutants.Variants;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What the help of a command says besides its options: examples, and lists made from the code that they tell of. */
final class Help {
    private static final int WIDTH = 12;
    private static final int MODEL_WIDTH = 15;

    private Help() {}

    /** Puts help on the command and all below it. */
    static void complete(CommandLine line) {
        standard(line.getCommandSpec());
        line.getCommandSpec().usageMessage().footer(literal(exitCodes()));
        line.getSubcommands().forEach((name, command) -> {
            standard(command.getCommandSpec());
            List<String> footer = new ArrayList<>(examples(name));
            if (takesScenario(command.getCommandSpec())) {
                footer.addAll(lists());
            }
            if (command.getCommandSpec().optionsMap().containsKey("--model")) {
                head(footer, "Models:");
                footer.addAll(models());
            }
            if (command.getCommandSpec().optionsMap().containsKey("--checker")) {
                footer.addAll(checkers());
            }
            command.getCommandSpec().usageMessage().footer(literal(footer));
        });
    }

    private static void standard(CommandSpec spec) {
        spec.mixinStandardHelpOptions(true);
        spec.versionProvider(new Faultline.Version());
        spec.usageMessage().sortOptions(false).abbreviateSynopsis(true);
    }

    /** picocli takes a footer for a format. */
    private static String[] literal(List<String> lines) {
        return lines.stream().map(line -> line.replace("%", "%%")).toArray(String[]::new);
    }

    private static boolean takesScenario(CommandSpec spec) {
        return spec.optionsMap().containsKey("--nemesis");
    }

    private static List<String> examples(String command) {
        List<String> lines = switch (command) {
            case "test" ->
                List.of(
                        "./faultline test",
                        "./faultline test --seed 7 --nemesis partition,crash --time-limit 2m",
                        "./faultline test --mutant E13 --test-count 100",
                        "./faultline test --schedule store/latest/schedule.json --seed 7 --json");
            case "analyze" ->
                List.of(
                        "./faultline analyze store/latest",
                        "./faultline analyze history.jsonl --json",
                        "./faultline analyze --model cas-register --cas-fail observed jepsen/*.log",
                        "./faultline analyze --model register --independent --initial 0 history.edn.gz",
                        "./faultline analyze --checker list-append --consistency snapshot-isolation history.edn",
                        "./faultline analyze --checker bank jepsen/*/history.edn");
            case "export" -> List.of("./faultline export --edn store/latest -o history.edn");
            case "replay" -> List.of("./faultline replay store/latest", "./faultline replay store/latest --resolved");
            case "report" -> List.of("./faultline report store/latest");
            case "mutants" ->
                List.of(
                        "./faultline mutants --only E01,E05",
                        "./faultline mutants --trials 200 --json",
                        "./faultline mutants --only R08 --markdown docs/MUTANTS.md",
                        "./faultline mutants --cluster docker --only E01,K1 --wall-limit 10m");
            case "experiment" ->
                List.of(
                        "./faultline experiment election-timeouts --trials 200",
                        "./faultline experiment election-timeouts --cluster docker --time-limit 30m");
            default -> List.of("./faultline " + command);
        };
        List<String> footer = new ArrayList<>();
        footer.add("");
        footer.add("Examples:");
        lines.forEach(line -> footer.add("  " + line));
        return footer;
    }

    /** What the options of a scenario can be. */
    private static List<String> lists() {
        List<String> lines = new ArrayList<>();
        head(lines, "Clusters:");
        for (GroundKind ground : GroundKind.values()) {
            item(lines, ground.word(), ground.description());
        }
        head(lines, "Workloads:");
        for (Workload workload : Workload.values()) {
            item(lines, workload.word(), workload.description());
        }
        head(lines, "Fault classes (all stands for those the cluster can have, none for no fault):");
        for (FaultClass faultClass : FaultClass.values()) {
            item(lines, faultClass.kebab(), faultClass.description());
        }
        head(lines, "Mutants, each a bug that must be found:");
        for (Variant variant : Variants.mutants()) {
            item(lines, variant.id(), variant.change());
        }
        head(lines, "Controls, odd but right, which must not be accused:");
        for (Variant variant : Variants.controls()) {
            item(lines, variant.id(), variant.change());
        }
        return lines;
    }

    private static List<String> models() {
        List<String> lines = new ArrayList<>();
        for (Models.Entry model : Models.all()) {
            item(lines, MODEL_WIDTH, model.name(), model.says() + "; --initial: " + model.initial());
        }
        return lines;
    }

    private static List<String> checkers() {
        List<String> lines = new ArrayList<>();
        head(lines, "Checkers:");
        for (TransactionKind kind : TransactionKind.values()) {
            item(lines, MODEL_WIDTH, kind.word(), kind.description());
        }
        for (Checker checker : Totals.all()) {
            item(lines, MODEL_WIDTH, checker.name(), checker.claim());
        }
        head(lines, "Consistency models, weakest first:");
        StringBuilder models = new StringBuilder();
        for (Consistency model : Consistency.values()) {
            models.append(models.length() == 0 ? "" : ", ").append(model.word());
        }
        item(lines, 1, "", models.toString());
        return lines;
    }

    private static List<String> exitCodes() {
        List<String> lines = new ArrayList<>();
        head(lines, "Exit codes:");
        for (ExitCode code : ExitCode.values()) {
            item(lines, Integer.toString(code.code()), code.meaning());
        }
        lines.add("");
        lines.add("A newcomer starts with './faultline test'.");
        return lines;
    }

    private static void head(List<String> lines, String text) {
        lines.add("");
        lines.add(text);
    }

    private static void item(List<String> lines, String name, String text) {
        item(lines, WIDTH, name, text);
    }

    /** Wrapped under itself, which picocli does not do for a footer. */
    private static void item(List<String> lines, int width, String name, String text) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "  %-" + width + "s", name));
        for (String word : text.split(" ")) {
            if (line.length() + 1 + word.length() > Faultline.HELP_WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(" ".repeat(width + 2));
            }
            line.append(' ').append(word);
        }
        lines.add(line.toString());
    }
}
