package io.faultline.checkers.linearizability.monitor;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Fate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Calls drawn as text, one a line: what was done, a colon, and when.
 *
 * <pre>
 * write 1      : [----]
 * read -> 1    :    [-------]
 * write 2      :      [--------- (pending)
 * </pre>
 *
 * <p>Columns are positions. The process is the line's number unless {@code p7} stands in front. Values are numbers,
 * {@code true}, {@code false}, {@code nothing}, words, or lists {@code 1,2} ({@code ,} alone is the empty one).
 */
final class Picture {
    private Picture() {}

    static List<Call> of(String picture) {
        List<Call> calls = new ArrayList<>();
        for (String line : picture.lines().filter(text -> !text.isBlank()).toList()) {
            calls.add(call(line, calls.size()));
        }
        calls.sort(Comparator.comparingLong(Call::invoke));
        return calls;
    }

    private static Call call(String line, int number) {
        int colon = line.indexOf(':');
        String[] sides = line.substring(0, colon).strip().split("\\s*->\\s*");
        List<String> words = new ArrayList<>(List.of(sides[0].split("\\s+")));
        long process = number;
        if (words.get(0).matches("p\\d+")) {
            process = Long.parseLong(words.remove(0).substring(1));
        }
        String f = words.remove(0);
        Object argument = words.isEmpty() ? null : words.size() == 1 ? value(words.get(0)) : pair(words);
        int begin = line.indexOf('[', colon);
        int end = line.indexOf(']', colon);
        if (end < 0) {
            return Call.pending(process, f, null, argument, begin);
        }
        boolean refused = sides.length > 1 && sides[1].equals("refused");
        Object result = sides.length > 1 && !refused ? value(sides[1]) : null;
        return new Call(process, f, null, argument, result, begin, end, refused ? Fate.REFUSED : Fate.OK);
    }

    private static Object pair(List<String> words) {
        return java.util.Arrays.asList(value(words.get(0)), value(words.get(1)));
    }

    private static Object value(String text) {
        if (text.contains(",")) {
            List<Object> list = new ArrayList<>();
            for (String part : text.split(",")) {
                list.add(value(part));
            }
            return list;
        }
        return switch (text) {
            case "nothing" -> null;
            case "true" -> true;
            case "false" -> false;
            default -> text.matches("-?\\d+") ? (Object) Long.valueOf(text) : text;
        };
    }
}
