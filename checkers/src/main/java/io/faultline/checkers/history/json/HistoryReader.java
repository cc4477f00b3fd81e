package io.faultline.checkers.history.json;

import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.History;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code history.jsonl}.
 *
 * <p>Strict: the first line that is not the event that must stand there ends the reading with a {@link
 * MalformedHistoryException}, and nothing of the file is used.
 */
public final class HistoryReader {

    private HistoryReader() {}

    /** The history in this file, which must be UTF-8, and may be packed by gzip. */
    public static History read(Path file) throws IOException {
        return read(Files.newInputStream(file), file.toString());
    }

    /** The history these bytes hold, packed by gzip or not; the stream is closed. */
    static History read(InputStream in, String name) throws IOException {
        InputStream bytes;
        try {
            bytes = HistoryBytes.unpacked(in);
        } catch (IOException error) {
            HistoryBytes.refuseDamage(error, name, "line 1");
            throw error;
        }
        try (LineSource lines = LineSource.of(bytes)) {
            return read(lines, name);
        }
    }

    /**
     * The history these characters hold; the reader is closed.
     *
     * @param name what the messages call it
     */
    public static History read(Reader in, String name) throws IOException {
        try (LineSource lines = LineSource.of(in)) {
            return read(lines, name);
        }
    }

    private static History read(LineSource lines, String name) throws IOException {
        List<Event> events = new ArrayList<>();
        long time = 0;
        try {
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (line.isEmpty()) {
                    throw new BadLine("an empty line", "event " + events.size());
                }
                Event event = EventLine.parse(line, events.size(), time);
                time = event.time();
                events.add(event);
            }
        } catch (BadLine reason) {
            throw new MalformedHistoryException(name, lines.number(), reason);
        } catch (IOException error) {
            HistoryBytes.refuseDamage(error, name, "line " + lines.number());
            throw error;
        }
        return History.of(events);
    }
}
