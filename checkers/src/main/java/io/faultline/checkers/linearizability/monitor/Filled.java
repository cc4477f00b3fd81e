package io.faultline.checkers.linearizability.monitor;

import static io.faultline.checkers.linearizability.monitor.Proof.NOBODY;

import io.faultline.checkers.linearizability.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * When a container certainly was not empty, and who says it was.
 *
 * <p>A take that finds nothing needs one place, while it is open, at which no element is certainly inside. That is enough: if
 * the rest can be ordered at all, it can be with the container empty there.
 */
final class Filled {
    private static final int LONGEST = 80;

    private final Stays stays;
    private final int[] chosen;
    private final Times times;

    /** @param chosen the stays to look at */
    Filled(Stays stays, int[] chosen) {
        this.stays = stays;
        this.chosen = chosen;
        this.times = stays.times;
    }

    /** A take that found nothing where something was; null when there is none. */
    Decision contradiction() {
        if (stays.empty.length == 0) {
            return null;
        }
        int[] nextEmpty = nextEmpty();
        for (int taker : stays.empty) {
            if (nextEmpty[taker] >= times.end(taker)) {
                return covered(
                        stays, chosen, taker, taker, stays.calls[taker].told() + " found nothing, but all the time ");
            }
        }
        return null;
    }

    /** The next place from each on at which nothing need be inside; at the end nothing is. */
    private int[] nextEmpty() {
        int[] inside = new int[times.size() + 2];
        for (int stay : chosen) {
            if (stays.entered(stay) < stays.left(stay)) {
                inside[stays.entered(stay)]++;
                inside[stays.left(stay)]--;
            }
        }
        for (int place = 1; place <= times.size(); place++) {
            inside[place] += inside[place - 1];
        }
        int next = times.size();
        for (int place = times.size(); place >= 0; place--) {
            next = inside[place] == 0 ? place : next;
            inside[place] = next;
        }
        return inside;
    }

    /**
     * That a take was covered: at each place from a given one to its end one of these elements was certainly inside.
     *
     * @param chosen the stays that may cover it; as few are shown as do
     * @param told the sentence up to what was inside
     */
    static Decision covered(Stays stays, int[] chosen, int taker, int from, String told) {
        int end = stays.times.end(taker);
        List<Integer> calls = new ArrayList<>(List.of(taker));
        if (from != taker) {
            calls.add(from);
        }
        StringJoiner inside = new StringJoiner(", then ");
        int place = from;
        while (place < end && inside.length() < LONGEST) {
            int longest = longest(stays, chosen, place);
            calls.add(stays.put[longest]);
            calls.add(stays.take[longest]);
            inside.add(stays.element(longest));
            place = stays.left(longest);
        }
        if (place < end) {
            inside.add("others");
        }
        return Proof.of(
                stays.calls,
                told + inside + " was inside",
                calls.stream().mapToInt(call -> call).toArray());
    }

    private static int longest(Stays stays, int[] chosen, int place) {
        int longest = NOBODY;
        for (int stay : chosen) {
            boolean inside = stays.entered(stay) <= place && place < stays.left(stay);
            if (inside && (longest == NOBODY || stays.left(stay) > stays.left(longest))) {
                longest = stay;
            }
        }
        return longest;
    }
}
