package io.faultline.checkers.history.jepsen;

import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.FaultEvent;
import io.faultline.checkers.history.FaultPhase;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.OperationEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a history in Jepsen's words: one map a line, indexes from 0 without gaps, times in nanoseconds.
 *
 * <p>Operations keep all they tell. As soon as one has a key, all tell theirs as {@code [key value]}, as Jepsen's {@code
 * independent} does, but for transactions without one. A fault is what the process {@code :nemesis} does: {@code
 * :start-crash} when it begins, {@code :stop-crash} when it is healed, each on two lines, as Jepsen has a line for the
 * wish and one for the deed. Nodes' events, conditions and phases have no words there and are left out.
 */
final class JepsenWriter {
    private static final int CHUNK = 1 << 16;
    private static final List<String> STEPS = List.of("r", "w", "append");

    private final History history;
    private final boolean keyed;
    private final StringBuilder out = new StringBuilder(CHUNK + 1024);
    private final EdnText edn = new EdnText(out);
    private long index;

    JepsenWriter(History history) {
        this.history = history;
        this.keyed = history.events().stream()
                .anyMatch(event -> event instanceof OperationEvent operation && operation.key() != null);
    }

    JepsenHistory.Keys keys() {
        return keyed ? JepsenHistory.Keys.INDEPENDENT : JepsenHistory.Keys.PLAIN;
    }

    void write(OutputStream to) throws IOException {
        for (Event event : history.events()) {
            if (event instanceof OperationEvent operation) {
                operation(operation);
            } else if (event instanceof FaultEvent fault) {
                fault(fault);
            }
            if (out.length() >= CHUNK) {
                flush(to);
            }
        }
        if (index == 0) {
            // A file with nothing in it would look like one that was lost.
            out.append("[]\n");
        }
        flush(to);
        to.flush();
    }

    private void flush(OutputStream to) throws IOException {
        to.write(out.toString().getBytes(StandardCharsets.UTF_8));
        out.setLength(0);
    }

    private void operation(OperationEvent operation) {
        begin(operation.time());
        out.append(", :process ").append(operation.process());
        out.append(", :type :").append(operation.type().word()).append(", :f ");
        edn.word(operation.f());
        out.append(", :value ");
        boolean steps = operation.key() == null && EventMaker.isTransaction(operation.f(), operation.value());
        if (keyed && !steps) {
            out.append('[');
            edn.tree(operation.key());
            out.append(' ');
            edn.tree(operation.value());
            out.append(']');
        } else if (steps && operation.value() instanceof List<?> list) {
            steps(list);
        } else {
            edn.tree(operation.value());
        }
        out.append("}\n");
    }

    /** Steps of a transaction begin with a keyword: {@code [[:append 1 2] [:r 1 nil]]}. */
    private void steps(List<?> steps) {
        out.append('[');
        String between = "";
        for (Object step : steps) {
            out.append(between);
            between = " ";
            if (step instanceof List<?> parts && !parts.isEmpty() && STEPS.contains(parts.get(0))) {
                out.append("[:").append(parts.get(0));
                for (Object part : parts.subList(1, parts.size())) {
                    out.append(' ');
                    edn.tree(part);
                }
                out.append(']');
            } else {
                edn.tree(step);
            }
        }
        out.append(']');
    }

    private void fault(FaultEvent event) {
        Map<String, Object> fault = event.fault();
        if (JepsenHistory.NEMESIS.equals(fault.get("kind"))) {
            nemesis(event.time(), text(fault, "process"), text(fault, "type"), text(fault, "f"), fault.get("value"));
            return;
        }
        boolean begins = event.phase() == FaultPhase.BEGIN;
        String f = (begins ? "start-" : "stop-") + text(fault, "kind");
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("id", (long) event.id());
        value.putAll(fault);
        nemesis(event.time(), JepsenHistory.NEMESIS, "info", f, value);
        nemesis(event.time(), JepsenHistory.NEMESIS, "info", f, value);
    }

    private void nemesis(long time, String process, String type, String f, Object value) {
        begin(time);
        out.append(", :process ");
        edn.word(process);
        out.append(", :type ");
        edn.word(type);
        out.append(", :f ");
        edn.word(f);
        out.append(", :value ");
        edn.tree(value);
        out.append("}\n");
    }

    private static String text(Map<String, Object> fault, String name) {
        return String.valueOf(fault.get(name));
    }

    private void begin(long time) {
        out.append("{:index ").append(index++).append(", :time ").append(time);
    }
}
