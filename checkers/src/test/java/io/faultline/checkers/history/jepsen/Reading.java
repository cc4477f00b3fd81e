package io.faultline.checkers.history.jepsen;

import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.OperationEvent;
import io.faultline.checkers.history.jepsen.JepsenHistory.Form;
import io.faultline.checkers.history.jepsen.JepsenHistory.Keys;
import io.faultline.checkers.history.json.HistoryWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Files that are texts in a test. */
final class Reading {
    static final String NAME = "h.edn";

    private Reading() {}

    static History edn(String text) {
        return read(bytes(text), Form.EDN, Keys.PLAIN);
    }

    static History independent(String text) {
        return read(bytes(text), Form.EDN, Keys.INDEPENDENT);
    }

    static History text(String text) {
        return read(bytes(text), Form.TEXT, Keys.PLAIN);
    }

    static History read(byte[] bytes, Form form, Keys keys) {
        try {
            return JepsenHistory.read(new ByteArrayInputStream(bytes), NAME, form, keys);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    /** The history as our own file has it. */
    static String lines(History history) {
        StringBuilder lines = new StringBuilder();
        history.events()
                .forEach(event -> lines.append(HistoryWriter.line(event)).append('\n'));
        return lines.toString();
    }

    /** What clients did, without where and when it stands. */
    static List<String> operations(History history) {
        List<String> operations = new ArrayList<>();
        for (Event event : history.events()) {
            if (event instanceof OperationEvent told) {
                operations.add(told.type() + " " + told.process() + " " + told.f() + " " + told.key() + " "
                        + told.value() + " " + told.time());
            }
        }
        return operations;
    }
}
