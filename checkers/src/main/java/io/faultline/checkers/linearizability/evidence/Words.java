package io.faultline.checkers.linearizability.evidence;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Fate;
import io.faultline.checkers.linearizability.Model;
import java.util.Set;

/** Calls in few words: {@code write 1}, {@code read -> 1}, {@code cas [1, 2]}. */
final class Words {
    /** What tells something even where it tells that there was nothing. */
    private static final Set<String> TELLING =
            Set.of("read", "get", "dequeue", "pop", "poll", "peek", "contains", "txn");

    private static final int LENGTH_MOST = 32;

    private Words() {}

    /** The call without its key, for a model that takes keys apart; with it otherwise. */
    static String of(Model<?> model, Call call) {
        return of(call, model.part(call) == null && call.key() != null);
    }

    static String of(Call call, boolean withKey) {
        StringBuilder words = new StringBuilder(call.f());
        if (withKey) {
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
        return words.length() <= LENGTH_MOST ? words.toString() : words.substring(0, LENGTH_MOST - 3) + "...";
    }

    private static boolean tells(Call call) {
        return TELLING.contains(call.f())
                || call.result() != null && !call.result().equals(call.argument());
    }
}
