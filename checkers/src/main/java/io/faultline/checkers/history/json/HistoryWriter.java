package io.faultline.checkers.history.json;

import io.faultline.checkers.history.Condition;
import io.faultline.checkers.history.ConditionEvent;
import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.FaultEvent;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.Link;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.OperationEvent;
import io.faultline.checkers.history.PhaseEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes {@code history.jsonl}: one event a line, fields in a fixed order, each line ended by a line feed, UTF-8.
 *
 * <p>The same history always becomes the same bytes, on every machine. Maps inside events are written in the order they
 * have.
 */
public final class HistoryWriter {
    private static final int CHUNK = 1 << 16;

    private HistoryWriter() {}

    /** Writes the whole file, replacing what was there. */
    public static void write(History history, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            write(history, out);
        }
    }

    /** Writes to {@code out}, which stays open. */
    public static void write(History history, OutputStream out) throws IOException {
        StringBuilder chunk = new StringBuilder(CHUNK + 1024);
        for (Event event : history.events()) {
            append(event, chunk);
            chunk.append('\n');
            if (chunk.length() >= CHUNK) {
                out.write(chunk.toString().getBytes(StandardCharsets.UTF_8));
                chunk.setLength(0);
            }
        }
        out.write(chunk.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Writes characters to {@code out}. */
    public static void write(History history, Appendable out) throws IOException {
        StringBuilder line = new StringBuilder(256);
        for (Event event : history.events()) {
            line.setLength(0);
            append(event, line);
            out.append(line.append('\n'));
        }
    }

    /** The line of one event, without the line feed. */
    public static String line(Event event) {
        StringBuilder line = new StringBuilder(256);
        append(event, line);
        return line.toString();
    }

    private static void append(Event event, StringBuilder out) {
        JsonText json = new JsonText(out).open();
        json.field("index", event.index()).field("time", event.time());
        if (event instanceof NodeEvent node) {
            node(node, json.field("type", "node"));
        } else if (event instanceof OperationEvent operation) {
            operation(operation, json);
        } else if (event instanceof FaultEvent fault) {
            json.field("type", "fault")
                    .field("phase", fault.phase().word())
                    .field("id", fault.id())
                    .field("fault", fault.fault());
        } else if (event instanceof ConditionEvent condition) {
            condition(condition.condition(), json.field("type", "condition"));
        } else if (event instanceof PhaseEvent phase) {
            json.field("type", "phase").field("phase", phase.phase());
        }
        json.close();
    }

    private static void operation(OperationEvent operation, JsonText json) {
        json.field("type", operation.type().word())
                .field("process", operation.process())
                .field("f", operation.f());
        if (operation.key() != null) {
            json.field("key", operation.key());
        }
        if (operation.value() != null) {
            json.field("value", operation.value());
        }
    }

    private static void condition(Condition condition, JsonText json) {
        json.field("down", condition.down())
                .field("paused", condition.paused())
                .field("cut", pairs(condition.cut()))
                .field("degraded", pairs(condition.degraded()))
                .field("impaired", condition.impaired());
    }

    private static List<List<String>> pairs(List<Link> links) {
        List<List<String>> pairs = new ArrayList<>(links.size());
        for (Link link : links) {
            pairs.add(List.of(link.from(), link.to()));
        }
        return pairs;
    }

    private static void node(NodeEvent event, JsonText json) {
        json.field("node", event.node())
                .field("incarnation", event.incarnation())
                .field("seq", event.seq())
                .field("clock", event.clock())
                .field("event", event.fact().kind())
                .field("term", event.term())
                .field("role", event.role().word());
        FactFields.append(event.fact(), json);
    }
}
