package io.faultline.checkers.history.jepsen;

import io.faultline.checkers.history.History;
import io.faultline.checkers.history.PlainTree;
import io.faultline.checkers.history.json.HistoryBytes;
import io.faultline.checkers.history.json.MalformedHistoryException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The door: histories in Jepsen's words.
 *
 * <p>Read are {@code history.edn} (one vector of maps, or a map after the other, tagged or not), {@code history.txt} and
 * Jepsen's log, each also packed by gzip. Keywords become texts without their colon. What the nemesis did becomes {@link
 * io.faultline.checkers.history.FaultEvent faults} of the kind {@value #NEMESIS}, which are shown and not judged.
 */
public final class JepsenHistory {
    /** The kind of faults that a nemesis of Jepsen's tells of. */
    public static final String NEMESIS = "nemesis";

    /** Whether operations are on independent keys, each told as the value {@code [key value]}. */
    public enum Keys {
        /** A value is a value; an operation may have a {@code :key} of its own. */
        PLAIN,
        /** A value is a key and a value. */
        INDEPENDENT
    }

    private JepsenHistory() {}

    /** Whether this file is in one of Jepsen's forms rather than ours, by its name or else by how it begins. */
    public static boolean isIn(Path file) throws IOException {
        return form(file) != Form.OURS;
    }

    /**
     * The history in this file.
     *
     * @throws MalformedHistoryException if it is none, with file, place, what was found and what was expected
     */
    public static History read(Path file, Keys keys) throws IOException {
        return read(Files.newInputStream(file), file.toString(), form(file), keys);
    }

    /** The history these bytes hold, packed by gzip or not; the stream is closed. */
    static History read(InputStream in, String name, Form form, Keys keys) throws IOException {
        try (in) {
            return unpacked(HistoryBytes.unpacked(in), name, form, keys);
        } catch (IOException error) {
            HistoryBytes.refuseDamage(error, name, "line 1");
            throw error;
        }
    }

    private static History unpacked(InputStream bytes, String name, Form form, Keys keys) throws IOException {
        Characters characters = new Characters(bytes);
        EventMaker maker = new EventMaker(keys == Keys.INDEPENDENT);
        try (Source source = form == Form.TEXT ? new TextHistory(characters) : new EdnHistory(characters)) {
            try {
                for (Told told = source.next(); told != null; told = source.next()) {
                    maker.add(told, source.line());
                }
            } catch (BadForm reason) {
                throw new MalformedHistoryException(name, source.place(), reason.found(), reason.expected());
            } catch (IOException error) {
                HistoryBytes.refuseDamage(error, name, source.place());
                throw error;
            }
        }
        return maker.finish();
    }

    /** Writes a history as {@code history.edn}, a map a line; {@code out} stays open. See {@link JepsenWriter}. */
    public static void write(History history, OutputStream out) throws IOException {
        new JepsenWriter(history).write(out);
    }

    /** Whether {@link #write} tells keys in values, so that {@link Keys#INDEPENDENT} reads them back. */
    public static Keys keysOf(History history) {
        return new JepsenWriter(history).keys();
    }

    /**
     * A plain tree from EDN: {@code nil}, {@code 3}, {@code [1 2]}, {@code {:x 1}}.
     *
     * @throws IllegalArgumentException if it is not one value, in a sentence
     */
    public static Object value(String edn) {
        try {
            return PlainTree.of(TextLine.value(edn));
        } catch (BadForm | IOException reason) {
            throw new IllegalArgumentException(reason.getMessage(), reason);
        }
    }

    /** How a file is written. */
    enum Form {
        OURS,
        EDN,
        TEXT
    }

    private static Form form(Path file) throws IOException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT).replaceAll("\\.gz$", "");
        if (name.endsWith(".jsonl")) {
            return Form.OURS;
        }
        if (name.endsWith(".edn")) {
            return Form.EDN;
        }
        try (InputStream in = HistoryBytes.open(file)) {
            return form(in);
        } catch (IOException error) {
            HistoryBytes.refuseDamage(error, file.toString(), "line 1");
            throw error;
        }
    }

    /** How these bytes are written: an object of JSON begins with a name in quotation marks, EDN with some bracket. */
    private static Form form(InputStream in) throws IOException {
        int first = significant(in);
        if (first < 0 || first == '{' && significant(in) == '"') {
            return Form.OURS;
        }
        return first == '{' || first == '[' || first == '(' || first == '#' || first == ';' ? Form.EDN : Form.TEXT;
    }

    /** The next byte that is neither blank nor of a byte order mark; -1 at the end. */
    private static int significant(InputStream in) throws IOException {
        int c = in.read();
        while (c >= 0 && (c <= ' ' || c == 0xef || c == 0xbb || c == 0xbf)) {
            c = in.read();
        }
        return c;
    }
}
