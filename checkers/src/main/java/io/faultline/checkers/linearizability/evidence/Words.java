package io.faultline.checkers.linearizability.evidence;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Fate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Calls in few words: {@code write 1}, {@code read -> 1}, {@code cas [1, 2]}. */
final class Words {
    /** What tells something even where it tells that there was nothing. */
    private static final Set<String> TELLING = Set.of("read", "get", "dequeue", "pop", "poll", "peek", "contains");

    private static final int LENGTH_MOST = 32;

    private Words() {}

    static String of(Call call, boolean withKey) {
        if (call.is("txn")) {
            return shortened(steps(call));
        }
        StringBuilder words = new StringBuilder(call.f());
        if (withKey && call.key() != null) {
            words.append(' ').append(call.key());
        }
        if (call.argument() != null) {
            words.append(' ').append(call.argument());
        }
        if (call.fate() == Fate.REFUSED) {
            words.append(" refused");
        } else if (call.fate() == Fate.OK && tells(call)) {
            words.append(" -> ").append(call.result());
        }
        return shortened(words.toString());
    }

    private static String shortened(String words) {
        return words.length() <= LENGTH_MOST ? words : words.substring(0, LENGTH_MOST - 3) + "...";
    }

    /** What a transaction did, step by step: {@code r x 1, w y 2}. */
    private static String steps(Call txn) {
        List<?> steps = (List<?>) (txn.fate() == Fate.OK ? txn.result() : txn.argument());
        return steps.stream()
                .map(step -> ((List<?>) step).stream().map(String::valueOf).collect(Collectors.joining(" ")))
                .collect(Collectors.joining(", "));
    }

    private static boolean tells(Call call) {
        return TELLING.contains(call.f())
                || call.result() != null && !call.result().equals(call.argument());
    }
}
