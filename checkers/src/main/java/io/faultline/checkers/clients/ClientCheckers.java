package io.faultline.checkers.clients;

import io.faultline.checkers.Checker;
import io.faultline.checkers.ClientOptions;
import io.faultline.checkers.clients.Contradiction.Kind;
import io.faultline.checkers.history.History;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The door of this package: the checkers of clients' operations. */
public final class ClientCheckers {
    private ClientCheckers() {}

    /** Those that have something to judge in that history, in the order a report shows them; none without clients. */
    public static List<Checker> of(History history, ClientOptions options) {
        if (Operations.of(history).all().isEmpty()) {
            return List.of();
        }
        List<Checker> checkers = new ArrayList<>();
        checkers.add(new Availability(options));
        // A system whose nodes say nothing of themselves has no majority that is known, and owes no progress.
        if (!history.starts().isEmpty()) {
            checkers.add(new Progress(options));
        }
        checkers.addAll(promises(history, options));
        return List.copyOf(checkers);
    }

    /** The same without those that measure how clients fared. */
    public static List<Checker> promises(History history, ClientOptions options) {
        Operations operations = Operations.of(history);
        Set<Thing.Space> spaces = EnumSet.noneOf(Thing.Space.class);
        operations.things().forEach(thing -> spaces.add(thing.space()));
        List<Checker> checkers = new ArrayList<>();
        boolean unreadable = !operations.unreadable().isEmpty();
        if (unreadable || spaces.contains(Thing.Space.KEY) || spaces.contains(Thing.Space.QUEUE)) {
            Set<Thing.Space> values = EnumSet.of(Thing.Space.KEY, Thing.Space.QUEUE);
            checkers.add(new Promise(
                    "stale-reads",
                    "what was acknowledged is seen by every later read",
                    Kind.STALE,
                    values,
                    ClientCheckers::sees,
                    options));
            checkers.add(new Durability(options));
            checkers.add(new Promise(
                    "exactly-once",
                    "what was asked for is done once, and nothing else",
                    Kind.INVENTED,
                    values,
                    ClientCheckers::sees,
                    options));
        }
        if (spaces.contains(Thing.Space.QUEUE)) {
            checkers.add(new Promise(
                    "fifo",
                    "elements leave a queue in the order they came",
                    Kind.ORDER,
                    EnumSet.of(Thing.Space.QUEUE),
                    ClientCheckers::elements,
                    options));
        }
        if (spaces.contains(Thing.Space.LOCK)) {
            checkers.add(new Promise(
                    "fencing-tokens",
                    "a lock has one holder, and its tokens grow",
                    Kind.TOKEN,
                    EnumSet.of(Thing.Space.LOCK),
                    thing -> thing.ok("acquire"),
                    options));
        }
        return List.copyOf(checkers);
    }

    private static long sees(Thing thing) {
        return thing.ok("read") + thing.ok("cas") + thing.ok("dequeue");
    }

    private static long elements(Thing queue) {
        return queue.operations().stream()
                .filter(operation -> operation.is("dequeue") && operation.result() != null)
                .count();
    }
}
