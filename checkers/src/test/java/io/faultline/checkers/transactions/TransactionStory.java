package io.faultline.checkers.transactions;

import io.faultline.checkers.history.History;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.OperationType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A history of transactions, told in lines such as {@code "append x 1, r y [1 2]"}.
 *
 * <p>{@link #together} lets some begin before any of them ends, so that time orders none of them. Each has a process of its own
 * unless one is named: {@code "p3: r x nil"}. A line may begin with {@code fail} or {@code info}.
 */
final class TransactionStory {
    private final HistoryRecorder recorder = new HistoryRecorder();
    private long processes = 100;

    /** Transactions that all begin before any ends, and end in this order. */
    TransactionStory together(String... lines) {
        List<Line> begun = new ArrayList<>();
        for (String text : lines) {
            Line line = Line.of(text, processes++);
            tell(OperationType.INVOKE, line.process(), line.steps(false));
            begun.add(line);
        }
        begun.forEach(line -> tell(line.fate(), line.process(), line.steps(line.fate() == OperationType.OK)));
        return this;
    }

    /** Transactions of named processes one after the other, while the others, as lines without a name, are under way. */
    TransactionStory overlapping(String... lines) {
        List<Line> others = new ArrayList<>();
        for (String text : lines) {
            if (!text.startsWith("p")) {
                Line line = Line.of(text, processes++);
                tell(OperationType.INVOKE, line.process(), line.steps(false));
                others.add(line);
            }
        }
        Arrays.stream(lines).filter(text -> text.startsWith("p")).forEach(this::then);
        others.forEach(line -> tell(line.fate(), line.process(), line.steps(line.fate() == OperationType.OK)));
        return this;
    }

    /** A transaction after all so far, and before all to come. */
    TransactionStory then(String line) {
        return together(line);
    }

    TransactionStory tell(OperationType type, long process, List<List<Object>> steps) {
        recorder.operation(recorder.size(), type, process, "txn", null, steps);
        return this;
    }

    History history() {
        return recorder.finish();
    }

    /** One transaction. */
    private record Line(OperationType fate, long process, List<List<Object>> all) {
        static Line of(String text, long otherwise) {
            String rest = text;
            OperationType fate = OperationType.OK;
            if (rest.startsWith("fail ") || rest.startsWith("info ")) {
                fate = rest.startsWith("fail") ? OperationType.FAIL : OperationType.INFO;
                rest = rest.substring(5);
            }
            long process = otherwise;
            if (rest.startsWith("p") && rest.indexOf(':') > 0) {
                process = Long.parseLong(rest.substring(1, rest.indexOf(':')));
                rest = rest.substring(rest.indexOf(':') + 2);
            }
            List<List<Object>> steps = new ArrayList<>();
            for (String step : rest.split(", ")) {
                String[] parts = step.split(" ", 3);
                steps.add(Arrays.asList(parts[0], parts[1], value(parts[2])));
            }
            return new Line(fate, process, steps);
        }

        private static Object value(String text) {
            if (text.equals("nil")) {
                return null;
            } else if (text.startsWith("[")) {
                String inside = text.substring(1, text.length() - 1);
                return inside.isEmpty()
                        ? List.of()
                        : Arrays.stream(inside.split(" ")).map(Long::valueOf).toList();
            }
            return Long.valueOf(text);
        }

        List<List<Object>> steps(boolean answered) {
            List<List<Object>> told = new ArrayList<>();
            for (List<Object> step : all) {
                told.add(!answered && step.get(0).equals("r") ? Arrays.asList("r", step.get(1), null) : step);
            }
            return told;
        }
    }
}
