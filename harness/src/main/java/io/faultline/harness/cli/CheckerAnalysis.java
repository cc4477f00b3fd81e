package io.faultline.harness.cli;

import io.faultline.checkers.Checker;
import io.faultline.checkers.Checkers;
import io.faultline.checkers.Evidence;
import io.faultline.checkers.Judgement;
import io.faultline.checkers.Validity;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.history.ClientEvents;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.jepsen.JepsenHistory;
import io.faultline.checkers.transactions.Transactions;
import io.faultline.checkers.transactions.picture.CyclePicture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Judges whole histories by one checker, and says of each on one line what came of it, and beneath it why. */
final class CheckerAnalysis implements AnalyzeCommand.Analysis {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Console console;
    private final CheckerOptions options;
    private final JepsenHistory.Keys keys;
    private final boolean json;
    private int pictures;

    CheckerAnalysis(Console console, CheckerOptions options, JepsenHistory.Keys keys, boolean json) {
        this.console = console;
        this.options = options;
        this.keys = keys;
        this.json = json;
    }

    @Override
    public Validity judge(Path path) throws IOException {
        Checker checker = checker();
        History history = HistoryFiles.read(path, keys);
        long began = System.nanoTime();
        Judgement judgement = Checkers.run(history, List.of(checker));
        long nanos = System.nanoTime() - began;
        Verdict verdict = judgement.verdicts().get(0);
        if (json) {
            print(path, verdict, operations(history), nanos);
        } else {
            tell(path, verdict, operations(history), nanos);
        }
        if (options.cycles().isPresent()) {
            writeCycles(options.cycles().get(), verdict);
        }
        return verdict.validity();
    }

    private Checker checker() {
        return options.kind()
                .map(kind -> Transactions.checker(kind, options.consistency(), options.reach()))
                .orElseGet(options::total);
    }

    private static long operations(History history) {
        long count = 0;
        ClientEvents events = history.clientEvents();
        for (int p = 0; p < events.size(); p++) {
            count += events.begins(p) ? 1 : 0;
        }
        return count;
    }

    private void tell(Path path, Verdict verdict, long operations, long nanos) {
        Ink ink = new Ink(console.colour());
        console.out()
                .println(ink.mark(verdict.validity()) + " " + path + ": "
                        + ink.of(verdict.validity(), verdict.validity().word())
                        + String.format(
                                Locale.ROOT,
                                ", %s, %,d operations, %,.1f ms: ",
                                verdict.checker(),
                                operations,
                                nanos / 1e6)
                        + verdict.summary());
        for (Evidence evidence : verdict.evidence()) {
            console.out().println();
            console.out().println("    " + evidence.why());
        }
        if (!verdict.evidence().isEmpty()) {
            console.out().println();
        }
    }

    /** A file that can't be read has its line too, so that there is one for each. */
    @Override
    public void tellBroken(Path path, String reason) {
        if (json) {
            print(path, Verdict.unknown(checker().name(), reason), 0, 0);
        }
    }

    private void print(Path path, Verdict verdict, long operations, long nanos) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("file", path.toString());
        line.put("valid", verdict.validity().word());
        line.put("checker", verdict.checker());
        if (options.kind().isPresent()) {
            line.put("model", options.consistency().word());
            line.put("anomalies", verdict.measures().getOrDefault("anomalies", List.of()));
        }
        line.put("operations", operations);
        line.put("micros", nanos / 1_000);
        line.put("reason", verdict.summary());
        line.put("evidence", verdict.evidence().stream().map(Evidence::why).toList());
        console.out().println(MAPPER.writeValueAsString(line));
    }

    /** Numbered through all files, so that none overwrites another's. */
    private void writeCycles(Path folder, Verdict verdict) throws IOException {
        Files.createDirectories(folder);
        for (Object one : verdict.measures().get(CyclePicture.MEASURE) instanceof List<?> cycles ? cycles : List.of()) {
            if (one instanceof Map<?, ?> tree && CyclePicture.isDrawable(tree)) {
                String name = "cycle-" + ++pictures + "-" + tree.get("anomaly");
                String svg = CyclePicture.hasNeighbourhood(tree)
                        ? CyclePicture.neighbourhood(tree, "cycle")
                        : CyclePicture.svg(tree, "cycle");
                Files.writeString(folder.resolve(name + ".svg"), svg);
                Files.writeString(folder.resolve(name + ".dot"), CyclePicture.dot(tree));
                Files.writeString(folder.resolve(name + ".json"), MAPPER.writeValueAsString(tree) + "\n");
            }
        }
    }
}
