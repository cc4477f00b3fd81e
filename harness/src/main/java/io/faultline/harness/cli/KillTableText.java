package io.faultline.harness.cli;

import io.faultline.harness.mutants.KillRow;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The kill table in words and columns. */
final class KillTableText {
    private static final String COLUMNS = "%-4s  %-9s  %8s %6s  %8s %8s %8s  %6s  %s";

    private KillTableText() {}

    /** @param unit what the times are, such as {@code CPU s} */
    static String head(String unit) {
        return String.format(
                Locale.ROOT,
                COLUMNS + "%n" + COLUMNS,
                "id",
                "killed",
                "trials",
                "",
                unit,
                "",
                "",
                "faults",
                "by (campaigns)",
                "",
                "",
                "median",
                "p90",
                "median",
                "p90",
                "most",
                "",
                "");
    }

    static String line(KillRow row, String unit) {
        if (!row.mutant()) {
            return String.format(
                    Locale.ROOT,
                    "%-4s  control    %d trials, %d accused, %d unknown, %.1f %s: %s",
                    row.id(),
                    row.trials(),
                    row.kills().size(),
                    row.unknown(),
                    row.seconds(),
                    unit,
                    row.kills().isEmpty() ? row.change() : "accused by " + by(row));
        }
        return String.format(
                Locale.ROOT,
                COLUMNS,
                row.id(),
                row.kills().size() + " of " + row.campaigns(),
                number(row.trialsToKill(0.5)),
                number(row.trialsToKill(0.9)),
                seconds(row.secondsToKill(0.5)),
                seconds(row.secondsToKill(0.9)),
                seconds(row.secondsToKill(1)),
                number(row.faults()),
                row.kills().isEmpty() ? "survived: " + row.change() : by(row));
    }

    static String summary(List<KillRow> rows) {
        long mutants = rows.stream().filter(KillRow::mutant).count();
        long killed =
                rows.stream().filter(row -> row.mutant() && row.asItShould()).count();
        long controls = rows.size() - mutants;
        long spared =
                rows.stream().filter(row -> !row.mutant() && row.asItShould()).count();
        return killed + " of " + mutants + " mutants killed in every campaign, " + spared + " of " + controls
                + " controls never accused";
    }

    /** Who accused, in how many campaigns: the most frequent first. */
    private static String by(KillRow row) {
        return row.checkers().entrySet().stream()
                .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                .collect(Collectors.joining(", "));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
