package io.faultline.harness.cli;

import io.faultline.checkers.Validity;
import io.faultline.checkers.history.History;
import io.faultline.checkers.linearizability.Cost;
import io.faultline.checkers.linearizability.Linearizability;
import io.faultline.checkers.linearizability.Model;
import io.faultline.checkers.linearizability.Outcome;
import io.faultline.checkers.linearizability.evidence.Counterexample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Judges histories by a model, and says of each on one line what came of it; beneath it, why it is not linearizable. */
final class ModelAnalysis implements AnalyzeCommand.Analysis {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Console console;
    private final ModelOptions options;
    private final Model<?> model;
    private final boolean json;

    ModelAnalysis(Console console, ModelOptions options, boolean json) {
        this.console = console;
        this.options = options;
        this.model = options.model();
        this.json = json;
    }

    @Override
    public Validity judge(Path path) throws IOException {
        History history = HistoryFiles.read(path, options.keys());
        Outcome outcome = null;
        long nanos = 0;
        for (long i = 0; i < options.repeat(); i++) {
            long began = System.nanoTime();
            outcome = check(history);
            nanos = System.nanoTime() - began;
        }
        tell(path, outcome, nanos);
        return outcome.validity();
    }

    /** What the model says; if it fails itself, that is neither a violation nor a pass. */
    private Outcome check(History history) {
        try {
            return Linearizability.check(model, history, options.limits());
        } catch (RuntimeException | StackOverflowError error) {
            String reason = "the check itself failed: " + error;
            return new Outcome(Validity.UNKNOWN, model.name(), "none", 0, reason, Cost.NONE, List.of());
        }
    }

    private void tell(Path path, Outcome outcome, long nanos) {
        if (json) {
            print(path, outcome.validity(), outcome.algorithm(), outcome.operations(), nanos, outcome.reason());
        } else {
            Ink ink = new Ink(console.colour());
            console.out()
                    .println(ink.mark(outcome.validity()) + " " + path + ": "
                            + ink.of(outcome.validity(), outcome.validity().word())
                            + String.format(
                                    Locale.ROOT,
                                    ", %s, %,d operations, %s, %,.1f ms: ",
                                    outcome.model(),
                                    outcome.operations(),
                                    outcome.algorithm(),
                                    nanos / 1e6)
                            + outcome.reason());
            outcome.counterexamples().forEach(this::tell);
        }
    }

    /** Beneath the line, a little to the right, so that lines about files stand out. */
    private void tell(Counterexample counterexample) {
        console.out().println();
        counterexample.text().lines().forEach(line -> console.out().println("    " + line));
        console.out().println();
    }

    /** A file that can't be read has its line too, so that there is one for each. */
    @Override
    public void tellBroken(Path path, String reason) {
        if (json) {
            print(path, Validity.UNKNOWN, null, 0, 0, reason);
        }
    }

    private void print(Path path, Validity validity, String algorithm, long operations, long nanos, String reason) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("file", path.toString());
        line.put("valid", validity.word());
        line.put("model", model.name());
        line.put("algorithm", algorithm);
        line.put("operations", operations);
        line.put("micros", nanos / 1_000);
        line.put("reason", reason);
        console.out().println(MAPPER.writeValueAsString(line));
    }
}
