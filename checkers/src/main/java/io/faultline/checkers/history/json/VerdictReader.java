package io.faultline.checkers.history.json;

import io.faultline.checkers.Evidence;
import io.faultline.checkers.Judgement;
import io.faultline.checkers.Validity;
import io.faultline.checkers.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads {@code verdicts.json}, as strictly as a history is read. */
public final class VerdictReader {

    private VerdictReader() {}

    /** The judgement in this file. */
    public static Judgement read(Path file) throws IOException {
        return parse(Files.readString(file), file.toString());
    }

    /**
     * The judgement this text holds.
     *
     * @param name what the message of a {@link MalformedHistoryException} calls it
     */
    public static Judgement parse(String text, String name) {
        try {
            Fields fields = Fields.of(text);
            Validity validity = validity(fields);
            List<Verdict> verdicts = new ArrayList<>();
            for (Object verdict : fields.list("verdicts")) {
                verdicts.add(verdict(nested("verdicts", verdict)));
            }
            fields.end();
            Judgement judgement = Judgement.of(verdicts);
            if (judgement.validity() != validity) {
                throw Fields.wrong(
                        "validity", validity.word(), judgement.validity().word() + ", the worst verdict");
            }
            return judgement;
        } catch (BadLine reason) {
            throw new MalformedHistoryException(name, 1, reason);
        }
    }

    private static Verdict verdict(Fields fields) throws BadLine {
        String checker = fields.text("checker");
        Validity validity = validity(fields);
        String summary = fields.text("summary");
        List<Evidence> evidence = new ArrayList<>();
        for (Object one : fields.list("evidence")) {
            evidence.add(evidence(nested("evidence", one)));
        }
        Verdict verdict = new Verdict(checker, validity, summary, evidence, fields.object("measures"));
        fields.end();
        return verdict;
    }

    private static Evidence evidence(Fields fields) throws BadLine {
        String why = fields.text("why");
        List<Long> events = new ArrayList<>();
        for (Object event : fields.list("events")) {
            if (!(event instanceof Long index)) {
                throw Fields.wrong("events", event, "a list of event numbers");
            }
            events.add(index);
        }
        fields.end();
        return new Evidence(why, events);
    }

    private static Fields nested(String name, Object tree) throws BadLine {
        if (!(tree instanceof Map<?, ?> map)) {
            throw Fields.wrong(name, tree, "a list of objects");
        }
        return new Fields(Fields.names(map));
    }

    private static Validity validity(Fields fields) throws BadLine {
        String word = fields.text("validity");
        for (Validity validity : Validity.values()) {
            if (validity.word().equals(word)) {
                return validity;
            }
        }
        throw Fields.wrong("validity", word, "valid, unknown or invalid");
    }
}
