package io.faultline.checkers.replication;

import io.faultline.checkers.history.History;
import io.faultline.checkers.history.LogFact;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeFact;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which voters a node had when it said something, found out anew each time from all it had said before. */
final class SlowConfigurations {
    private final History history;
    private final List<NodeEvent> events;

    SlowConfigurations(History history, List<NodeEvent> events) {
        this.history = history;
        this.events = events;
    }

    /** The voters in force at the node of this event, after it; none where nobody knows. */
    Set<String> voters(NodeEvent event) {
        if (events.stream().noneMatch(any -> any.fact() instanceof LogFact.ConfigChanged)) {
            return new TreeSet<>(history.nodes());
        }
        TreeMap<Long, List<String>> held = new TreeMap<>();
        NodeEvent last = null;
        for (NodeEvent said : events) {
            if (!said.node().equals(event.node()) || said.index() > event.index()) {
                continue;
            }
            boolean follows = last != null && last.incarnation() == said.incarnation() && last.seq() + 1 == said.seq();
            if (!follows || last.fact() instanceof NodeFact.Started && said.fact() instanceof LogFact.ConfigChanged) {
                held.clear();
            }
            if (said.fact() instanceof NodeFact.Started started) {
                held.clear();
                held.put(0L, started.members());
            } else if (said.fact() instanceof LogFact.Truncated truncated) {
                held.tailMap(truncated.from(), true).clear();
            } else if (said.fact() instanceof LogFact.ConfigChanged changed) {
                held.tailMap(changed.index(), true).clear();
                held.put(changed.index(), changed.voters());
            }
            last = said;
        }
        return held.isEmpty() ? Set.of() : new TreeSet<>(held.lastEntry().getValue());
    }
}
