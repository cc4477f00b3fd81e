package io.faultline.checkers.clients;

import io.faultline.checkers.election.CalmTimes;
import io.faultline.checkers.history.Condition;
import io.faultline.checkers.history.ConditionEvent;
import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** When the ways between clients and nodes were whole: a majority that nobody reaches can serve nobody. */
final class ClientWays {
    private final List<Trouble> troubles = new ArrayList<>();

    /** A time in which some link of clients was cut or out of bounds, by the events at its ends. */
    private record Trouble(long index, long from, long endIndex, long to) {}

    private ClientWays(History history) {
        ConditionEvent since = null;
        for (Event event : history.otherEvents()) {
            if (event instanceof ConditionEvent change) {
                boolean troubled = isTroubled(change.condition());
                if (troubled && since == null) {
                    since = change;
                } else if (!troubled && since != null) {
                    troubles.add(new Trouble(since.index(), since.time(), change.index(), change.time()));
                    since = null;
                }
            }
        }
        if (since != null) {
            troubles.add(new Trouble(since.index(), since.time(), history.size(), history.end()));
        }
    }

    /** Whether some client may not reach some node, or not be answered by it, as it should. */
    static boolean isTroubled(Condition condition) {
        return Stream.concat(condition.cut().stream(), condition.degraded().stream())
                .anyMatch(Link::hasClients);
    }

    /** The parts of the calm stretches in which these ways were whole, each still as long as a stretch must be. */
    static List<CalmTimes.Stretch> whole(History history, CalmTimes calm) {
        ClientWays ways = new ClientWays(history);
        if (ways.troubles.isEmpty()) {
            return calm.stretches();
        }
        List<CalmTimes.Stretch> whole = new ArrayList<>();
        for (CalmTimes.Stretch stretch : calm.stretches()) {
            ways.parts(stretch).stream()
                    .filter(part -> part.length() >= calm.patience())
                    .forEach(whole::add);
        }
        return whole;
    }

    private List<CalmTimes.Stretch> parts(CalmTimes.Stretch stretch) {
        List<CalmTimes.Stretch> parts = new ArrayList<>();
        CalmTimes.Stretch rest = stretch;
        for (Trouble trouble : troubles) {
            if (trouble.index() < rest.endIndex() && trouble.endIndex() > rest.index()) {
                if (trouble.index() > rest.index()) {
                    parts.add(part(rest, rest.index(), rest.from(), trouble.index(), trouble.from()));
                }
                rest = part(rest, trouble.endIndex(), trouble.to(), rest.endIndex(), rest.to());
            }
        }
        if (rest.index() < rest.endIndex()) {
            parts.add(rest);
        }
        return parts;
    }

    private static CalmTimes.Stretch part(CalmTimes.Stretch of, long index, long from, long endIndex, long to) {
        return new CalmTimes.Stretch(of.nodes(), of.outside(), index, endIndex, from, to);
    }
}
