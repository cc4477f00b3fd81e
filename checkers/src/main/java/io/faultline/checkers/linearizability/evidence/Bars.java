package io.faultline.checkers.linearizability.evidence;

import io.faultline.checkers.linearizability.Call;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Calls as bars over the order of events, a line for each process.
 *
 * <p>What stands further to the right happened later; how far says nothing. Where a bar ends before another begins, the calls
 * happened in that order; bars that overlap may have happened in either.
 */
final class Bars {
    private final List<Call> calls;
    private final Function<Call, String> words;
    private final TreeMap<Long, Integer> columns = new TreeMap<>();

    Bars(List<Call> calls, Function<Call, String> words) {
        this.calls = calls;
        this.words = words;
        place();
    }

    /** Gives each event a column, so far apart that each bar holds its words. */
    private void place() {
        TreeSet<Long> events = new TreeSet<>();
        Map<Long, List<Call>> ending = new TreeMap<>();
        for (Call call : calls) {
            events.add(call.invoke());
            events.add(call.end());
            ending.computeIfAbsent(call.end(), anew -> new ArrayList<>()).add(call);
        }
        int column = 0;
        for (long event : events) {
            for (Call call : ending.getOrDefault(event, List.of())) {
                if (call.invoke() != event) {
                    column = Math.max(
                            column,
                            columns.get(call.invoke()) + words.apply(call).length() + 3);
                }
            }
            columns.put(event, column);
            column += 2;
        }
    }

    /** A line for each process, in the order in which they first called. */
    List<String> lines() {
        Map<Long, List<Call>> lanes = new LinkedHashMap<>();
        int digits = 1;
        for (Call call : calls) {
            lanes.computeIfAbsent(call.process(), anew -> new ArrayList<>()).add(call);
            digits = Math.max(digits, String.valueOf(call.process()).length());
        }
        String label = "process %" + digits + "d  ";
        List<String> lines = new ArrayList<>();
        lines.add(" ".repeat(String.format(label, 0).length()) + axis());
        lanes.forEach((process, lane) -> lines.add(String.format(label, process) + bars(lane)));
        return lines;
    }

    /** The events' numbers above their columns, as far as there is room. */
    private String axis() {
        StringBuilder axis = new StringBuilder();
        columns.forEach((event, column) -> {
            if (event != Call.NEVER && (axis.length() == 0 || axis.length() < column)) {
                axis.append(" ".repeat(column - axis.length())).append(event);
            }
        });
        return axis.toString();
    }

    private String bars(List<Call> lane) {
        StringBuilder line = new StringBuilder();
        for (Call call : lane) {
            int from = columns.get(call.invoke());
            int to = columns.get(call.end());
            line.append(" ".repeat(Math.max(0, from - line.length())));
            line.append('|').append(centred(words.apply(call), Math.max(0, to - from - 1)));
            line.append(call.isPending() ? '>' : '|');
        }
        return line.toString();
    }

    private static String centred(String text, int width) {
        int left = Math.max(0, (width - text.length()) / 2);
        int right = Math.max(0, width - text.length() - left);
        return "-".repeat(left) + text + "-".repeat(right);
    }
}
