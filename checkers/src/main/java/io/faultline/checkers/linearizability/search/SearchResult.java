package io.faultline.checkers.linearizability.search;

import io.faultline.checkers.Validity;
import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Cost;
import java.util.List;

/**
 * What a search found.
 *
 * @param validity valid when there is a linearization, invalid when there is none, unknown when a limit came first
 * @param algorithm which of the searches came to that, or {@code epochs} when none was needed
 * @param reason a clause that says what came first, for unknown; else empty
 * @param order a linearization; for invalid, one of the calls before the culprit's return, or empty where that is not known
 * @param culprit the call that can't be placed before its return, whatever was done before; null unless invalid,
 *     and where that was known before any search
 * @param standings all that the calls may have come to at that return; some of them where there are many
 */
public record SearchResult(
        Validity validity,
        String algorithm,
        String reason,
        Cost cost,
        List<Call> order,
        Call culprit,
        List<Standing> standings) {

    public SearchResult {
        order = List.copyOf(order);
        standings = List.copyOf(standings);
    }

    /**
     * Where an attempt stands at a return.
     *
     * @param state what the calls have led to, as far as it matters to the culprit, for people
     * @param done the calls that are under way and have taken effect
     * @param waiting those that are under way and have not
     */
    public record Standing(String state, List<Call> done, List<Call> waiting) {

        public Standing {
            done = List.copyOf(done);
            waiting = List.copyOf(waiting);
        }
    }
}
