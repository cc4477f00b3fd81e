package io.faultline.checkers.linearizability.kit;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Fate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Calls drawn as bars, one line for each process: {@code process 0  |-write 1-| |-read -> 1-|}.
 *
 * <p>Columns are positions, a bar that ends in {@code >} is pending. Words are the operation, its arguments, and {@code ->} with
 * its result; numbers, true, false and null are what they look like, {@code [1,2]} is a list, all else is text. Steps of
 * transactions are {@code r:x:1}.
 */
public final class Picture {
    private static final Pattern LANE = Pattern.compile("process (\\d+)  (.*)");
    private static final Pattern BAR = Pattern.compile("\\|-+(\\w.*?)(-*\\||(?<=[\\w\\]])>)");

    private Picture() {}

    /** The calls of these lines, in the order of their invocations. */
    public static List<Call> calls(String lines) {
        List<Call> calls = new ArrayList<>();
        for (String line : lines.lines().toList()) {
            Matcher lane = LANE.matcher(line);
            if (lane.matches()) {
                Matcher bar = BAR.matcher(lane.group(2));
                while (bar.find()) {
                    calls.add(call(Long.parseLong(lane.group(1)), bar));
                }
            }
        }
        calls.sort(Comparator.comparingLong(Call::invoke));
        return List.copyOf(calls);
    }

    private static Call call(long process, Matcher bar) {
        boolean pending = bar.group(2).equals(">");
        String words = bar.group(1);
        boolean refused = words.endsWith(" refused");
        String[] halves = words.replace(" refused", "").split(" -> ");
        String[] asked = halves[0].split(" ");
        String f = asked[0];
        List<Object> arguments = new ArrayList<>();
        Arrays.stream(asked).skip(1).forEach(argument -> arguments.add(value(argument)));
        boolean many = f.equals("cas") || f.equals("txn");
        Object argument = many ? arguments : arguments.isEmpty() ? null : arguments.get(0);
        Object result = halves.length > 1 ? value(halves[1]) : argument;
        return new Call(
                process,
                f,
                f.equals("txn") ? null : "x",
                argument,
                pending || refused ? null : result,
                bar.start(),
                pending ? Call.NEVER : bar.end() - 1L,
                pending ? Fate.PENDING : refused ? Fate.REFUSED : Fate.OK);
    }

    private static Object value(String word) {
        if (word.matches("-?\\d+")) {
            return Long.valueOf(word);
        }
        if (word.startsWith("[")) {
            return Arrays.stream(word.substring(1, word.length() - 1).split(","))
                    .map(Picture::value)
                    .toList();
        }
        if (word.contains(":")) {
            return Arrays.stream(word.split(":")).map(Picture::value).toList();
        }
        return switch (word) {
            case "null" -> null;
            case "true" -> true;
            case "false" -> false;
            default -> word;
        };
    }
}
