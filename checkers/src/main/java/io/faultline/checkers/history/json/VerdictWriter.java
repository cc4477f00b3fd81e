package io.faultline.checkers.history.json;

import io.faultline.checkers.Evidence;
import io.faultline.checkers.Judgement;
import io.faultline.checkers.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes {@code verdicts.json}: one JSON object whose every verdict stands on a line of its own, so that two files can
 * be compared line by line.
 */
public final class VerdictWriter {

    private VerdictWriter() {}

    /** Writes the whole file, replacing what was there. */
    public static void write(Judgement judgement, Path file) throws IOException {
        Files.writeString(file, text(judgement));
    }

    /** What the file holds. */
    public static String text(Judgement judgement) {
        StringBuilder out = new StringBuilder(1024);
        out.append("{\"validity\":\"").append(judgement.validity().word()).append("\",\"verdicts\":[\n");
        List<Verdict> verdicts = judgement.verdicts();
        for (int i = 0; i < verdicts.size(); i++) {
            new JsonText(out).tree(tree(verdicts.get(i)));
            out.append(i + 1 < verdicts.size() ? ",\n" : "\n");
        }
        return out.append("]}\n").toString();
    }

    private static Map<String, Object> tree(Verdict verdict) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("checker", verdict.checker());
        tree.put("validity", verdict.validity().word());
        tree.put("summary", verdict.summary());
        tree.put(
                "evidence", verdict.evidence().stream().map(VerdictWriter::tree).toList());
        tree.put("measures", verdict.measures());
        return tree;
    }

    private static Map<String, Object> tree(Evidence evidence) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("why", evidence.why());
        tree.put("events", evidence.events());
        return tree;
    }
}
