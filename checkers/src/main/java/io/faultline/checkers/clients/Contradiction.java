package io.faultline.checkers.clients;

import io.faultline.checkers.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Operations that no linearizable service can have answered so.
 *
 * @param kind which promise they break
 * @param at the event at which the one began that saw it
 * @param evidence says why
 */
record Contradiction(Kind kind, long at, Supplier<Evidence> evidence) {
    /** The promise that is broken. */
    enum Kind {
        /** Something acknowledged was not seen. */
        STALE,
        /** Something was seen twice, or that was never done. */
        INVENTED,
        /** A queue gave a later element before an earlier. */
        ORDER,
        /** A lock had two holders, or its tokens did not grow. */
        TOKEN
    }

    static Contradiction of(Kind kind, Operation seer, String why, Operation... others) {
        List<Long> events = new ArrayList<>();
        for (Operation other : others) {
            events.addAll(other.events());
        }
        events.addAll(seer.events());
        List<Long> sorted = events.stream().sorted().distinct().toList();
        return new Contradiction(kind, seer.from(), () -> new Evidence(why, sorted));
    }
}
