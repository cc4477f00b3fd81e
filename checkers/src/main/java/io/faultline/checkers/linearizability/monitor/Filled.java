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
    private final Times times;

    Filled(Stays stays) {
        this.stays = stays;
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
                return shown(taker);
            }
        }
        return null;
    }

    /** The next place from each on at which nothing need be inside; at the end nothing is. */
    private int[] nextEmpty() {
        int[] inside = new int[times.size() + 2];
        for (int stay = 0; stay < stays.count(); stay++) {
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

    /** As few elements as possible, one after the other inside while the take was open. */
    private Decision shown(int taker) {
        List<Integer> chosen = new ArrayList<>(List.of(taker));
        StringJoiner inside = new StringJoiner(", then ");
        int place = taker;
        while (place < times.end(taker) && inside.length() < LONGEST) {
            int longest = longest(place);
            chosen.add(stays.put[longest]);
            chosen.add(stays.take[longest]);
            inside.add(stays.element(longest));
            place = stays.left(longest);
        }
        if (place < times.end(taker)) {
            inside.add("others");
        }
        return Proof.of(
                stays.calls,
                stays.calls[taker].told() + " found nothing, but all the time something was inside: " + inside,
                chosen.stream().mapToInt(call -> call).toArray());
    }

    private int longest(int place) {
        int longest = NOBODY;
        for (int stay = 0; stay < stays.count(); stay++) {
            boolean inside = stays.entered(stay) <= place && place < stays.left(stay);
            if (inside && (longest == NOBODY || stays.left(stay) > stays.left(longest))) {
                longest = stay;
            }
        }
        return longest;
    }
}
