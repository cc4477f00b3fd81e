package io.faultline.harness.cli;

import io.faultline.harness.mutants.KillRow;
import io.faultline.node.mutants.Variant;
import io.faultline.node.mutants.Variants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The kill table as Markdown, between two marks of a page that is otherwise written by hand.
 *
 * <p>Each row says at which commit it was measured; rows of what is not measured now stay, so that a table may come about in
 * several runs. Each ground has marks of its own.
 */
final class KillPage {
    private static final Pattern ROW = Pattern.compile("\\| ([A-Z]\\d+(?:-mended)?) \\|.*");
    private static final int MOST_CHECKERS = 4;

    private static final String MUTANTS_HEAD = """
            | mutant | killed | schedules | trials: median | p90 | %1$s: median | p90 | by (campaigns) | at commit |
            | --- | --- | --- | --: | --: | --: | --: | --- | --- |
            """;
    private static final String CONTROLS_HEAD = """
            | control | accused | schedules | trials | unknown | %1$s | at commit |
            | --- | --- | --- | --: | --: | --: | --- |
            """;

    private final Path file;
    private final String begin;
    private final String end;
    private final String commit;

    /**
     * @param ground the word for where clusters ran, such as {@code sim}
     * @param commit of the Faultline that measures
     */
    KillPage(Path file, String ground, String commit) {
        this.file = file;
        this.begin = "<!-- faultline mutants --cluster " + ground + ": begin -->";
        this.end = "<!-- faultline mutants --cluster " + ground + ": end -->";
        this.commit = commit.replaceFirst("^([0-9a-f]{7})[0-9a-f]*", "$1");
    }

    /**
     * Looks whether the table has its place, before anything is measured.
     *
     * @throws BadArgument when the page is not there, or the marks are not in it, once each and in order
     */
    void check() throws IOException {
        read();
    }

    /**
     * Puts the row in, in the place of an older one.
     *
     * @param unit what its times are, such as {@code CPU s}; the same for all rows of a ground
     * @param guided whether guided schedules were played
     */
    void put(KillRow row, String unit, boolean guided) throws IOException {
        String page = read();
        int from = page.indexOf(begin) + begin.length();
        int to = page.indexOf(end);
        Map<String, String> rows = rows(page.substring(from, to));
        rows.put(row.id(), row.mutant() ? mutant(row, guided) : control(row, guided));
        String written = page.substring(0, from) + "\n\n" + tables(rows, unit) + page.substring(to);
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(draft, written);
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private String read() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new BadArgument("--markdown: there is no file " + file + "; name a page that has the lines '" + begin
                    + "' and '" + end + "'");
        }
        String page = Files.readString(file);
        int from = page.indexOf(begin);
        int to = page.indexOf(end);
        if (from < 0 || to < from || from != page.lastIndexOf(begin) || to != page.lastIndexOf(end)) {
            throw new BadArgument("--markdown: " + file + " must have the line '" + begin + "' once, and behind it '"
                    + end + "' once: the table goes between them");
        }
        return page;
    }

    /** The rows of variants that there are still, by id, in the order of the catalogue. */
    private static Map<String, String> rows(String tables) {
        Map<String, String> rows = new TreeMap<>(Comparator.comparingInt(KillPage::place));
        for (String line : tables.split("\n")) {
            Matcher row = ROW.matcher(line);
            if (row.matches() && Variants.named(row.group(1)).isPresent()) {
                rows.put(row.group(1), line);
            }
        }
        return rows;
    }

    /** A mended twin stands behind all others, in the order of the mutants. */
    private static int place(String id) {
        List<Variant> all = Variants.all();
        Variant variant = Variants.named(id).orElseThrow();
        int place = all.stream().map(Variant::id).toList().indexOf(variant.mutant());
        return variant.mutant().equals(id) ? place : all.size() + place;
    }

    private static String tables(Map<String, String> rows, String unit) {
        return table(MUTANTS_HEAD, rows, true, unit) + table(CONTROLS_HEAD, rows, false, unit);
    }

    private static String table(String head, Map<String, String> rows, boolean ofMutants, String unit) {
        String lines = rows.entrySet().stream()
                .filter(row -> Variants.named(row.getKey()).orElseThrow().isMutant() == ofMutants)
                .map(row -> row.getValue() + "\n")
                .collect(Collectors.joining());
        return lines.isEmpty() ? "" : head.formatted(unit) + lines + "\n";
    }

    private String mutant(KillRow row, boolean guided) {
        return String.format(
                Locale.ROOT,
                "| %s | %d of %d | %s | %.0f | %.0f | %.2f | %.2f | %s | %s |",
                row.id(),
                row.kills().size(),
                row.campaigns(),
                schedules(guided),
                row.trialsToKill(0.5),
                row.trialsToKill(0.9),
                row.secondsToKill(0.5),
                row.secondsToKill(0.9),
                by(row),
                commit);
    }

    private String control(KillRow row, boolean guided) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %d | %d | %.1f | %s |",
                row.id(),
                row.kills().isEmpty() ? "never" : "in " + row.kills().size() + ", by " + by(row),
                schedules(guided),
                row.trials(),
                row.unknown(),
                row.seconds(),
                commit);
    }

    private static String schedules(boolean guided) {
        return guided ? "guided" : "drawn";
    }

    private static String by(KillRow row) {
        Map<String, Integer> checkers = row.checkers();
        String named = checkers.entrySet().stream()
                .limit(MOST_CHECKERS)
                .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                .collect(Collectors.joining(", "));
        return checkers.size() > MOST_CHECKERS ? named + ", …" : named;
    }
}
