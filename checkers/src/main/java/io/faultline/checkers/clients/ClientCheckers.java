package io.faultline.checkers.clients;

import io.faultline.checkers.Checker;
import io.faultline.checkers.clients.Contradiction.Kind;
import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.OperationEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The door of this package: the checkers of clients' operations. */
public final class ClientCheckers {
    private ClientCheckers() {}

    /** Those that have something to judge in that history, in the order a report shows them; none without clients. */
    public static List<Checker> of(History history) {
        Set<String> asked = new HashSet<>();
        for (Event event : history.events()) {
            if (event instanceof OperationEvent operation) {
                asked.add(operation.f());
            }
        }
        List<Checker> checkers = new ArrayList<>();
        if (!asked.isEmpty()) {
            checkers.add(new Availability());
        }
        if (asked.contains("read") || asked.contains("cas") || asked.contains("txn") || asked.contains("dequeue")) {
            checkers.add(
                    new Promise("stale-reads", "what was acknowledged is seen by every later read", Kind.STALE, false));
            checkers.add(new Promise("durability", "what was acknowledged is there at the end", Kind.STALE, true));
            checkers.add(new Promise(
                    "exactly-once", "what was asked for is done once, and nothing else", Kind.INVENTED, false));
        }
        if (asked.contains("dequeue")) {
            checkers.add(new Promise("fifo", "elements leave a queue in the order they came", Kind.ORDER, false));
        }
        if (asked.contains("acquire")) {
            checkers.add(
                    new Promise("fencing-tokens", "a lock has one holder, and its tokens grow", Kind.TOKEN, false));
        }
        return List.copyOf(checkers);
    }
}
