package io.faultline.harness.cli;

import io.faultline.checkers.Judgement;
import io.faultline.checkers.history.json.VerdictWriter;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** The one JSON object a command prints under {@code --json}; fields keep the order in which they are put. */
final class JsonAnswer {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Map<String, Object> fields = new LinkedHashMap<>();

    JsonAnswer(String command) {
        fields.put("command", command);
    }

    JsonAnswer put(String name, Object value) {
        fields.put(name, value);
        return this;
    }

    /** A path, or null when there is none. */
    JsonAnswer path(String name, Optional<Path> path) {
        return put(name, path.map(Path::toString).orElse(null));
    }

    /** The merged verdict and each checker's, as they stand in {@code verdicts.json}. */
    JsonAnswer judgement(Judgement judgement) {
        put("verdict", judgement.validity().word());
        return put("verdicts", MAPPER.readTree(VerdictWriter.text(judgement)).get("verdicts"));
    }

    JsonAnswer tally(Tally tally) {
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("trials", tally.trials());
        counts.put("valid", tally.valid());
        counts.put("invalid", tally.invalid());
        counts.put("unknown", tally.unknown());
        put("counts", counts);
        put("clusterNanos", tally.clusterNanos());
        return put("wallNanos", tally.wallNanos());
    }

    void print(PrintStream out) {
        out.println(MAPPER.writeValueAsString(fields));
    }
}
