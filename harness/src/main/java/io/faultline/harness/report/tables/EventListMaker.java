package io.faultline.harness.report.tables;

import io.faultline.checkers.history.ConditionEvent;
import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.FaultEvent;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.PhaseEvent;
import io.faultline.harness.report.page.EventList;
import io.faultline.harness.report.page.EventRow;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Chooses the events that a report lists: all when they are few, else the telling ones. */
public final class EventListMaker {
    /** As many rows as a browser shows without anybody waiting. */
    public static final int ROWS_MAX = 1_200;

    private static final int NEIGHBOURS = 20;
    private static final int RANKS = 5;

    private EventListMaker() {}

    /** The events to list: evidence with its neighbours first, then by what they tell, until the list is full. */
    public static SortedSet<Long> choose(History history, SortedSet<Long> evidence) {
        SortedSet<Long> chosen = new TreeSet<>();
        for (long index : evidence) {
            chosen.add(index);
        }
        for (int distance = 1; distance <= NEIGHBOURS; distance++) {
            for (long index : evidence) {
                add(chosen, index - distance, history);
                add(chosen, index + distance, history);
            }
        }
        for (int rank = 0; rank < RANKS && chosen.size() < ROWS_MAX; rank++) {
            for (Event event : history.events()) {
                if (rank(event) == rank) {
                    add(chosen, event.index(), history);
                }
            }
        }
        return chosen;
    }

    private static void add(SortedSet<Long> chosen, long index, History history) {
        if (chosen.size() < ROWS_MAX && index >= 0 && index < history.size()) {
            chosen.add(index);
        }
    }

    /** Less is more telling. */
    private static int rank(Event event) {
        if (event instanceof PhaseEvent) {
            return 0;
        } else if (event instanceof FaultEvent) {
            return 2;
        } else if (event instanceof ConditionEvent) {
            return 3;
        } else if (event instanceof NodeEvent node) {
            NodeFact fact = node.fact();
            boolean turning = fact instanceof NodeFact.Leader || fact instanceof NodeFact.StorageFailed;
            boolean notable = fact instanceof NodeFact.Candidate
                    || fact instanceof NodeFact.Started
                    || fact instanceof NodeFact.Stopped;
            return turning ? 0 : notable ? 1 : fact instanceof NodeFact.VoteGranted ? 2 : 4;
        }
        return 4;
    }

    /** The list of the chosen events. */
    public static EventList list(History history, SortedSet<Long> chosen, EventRows rows) {
        List<EventList.Stretch> stretches = new ArrayList<>();
        List<EventRow> current = new ArrayList<>();
        long expected = 0;
        long gap = 0;
        for (long index : chosen) {
            if (index != expected) {
                flush(stretches, current, gap);
                current = new ArrayList<>();
                gap = index - expected;
            }
            current.add(rows.row(index));
            expected = index + 1;
        }
        flush(stretches, current, gap);
        if (expected < history.size()) {
            stretches.add(new EventList.Stretch(history.size() - expected, List.of()));
        }
        String caps = chosen.size() == history.size()
                ? "All " + chosen.size() + " events of the history."
                : chosen.size() + " of " + history.size() + " events are listed: evidence with its " + NEIGHBOURS
                        + " neighbours on either side, then leaders, candidacies, starts, stops, votes and faults. All"
                        + " are in history.jsonl.";
        return new EventList(stretches, caps);
    }

    private static void flush(List<EventList.Stretch> stretches, List<EventRow> rows, long gap) {
        if (!rows.isEmpty()) {
            stretches.add(new EventList.Stretch(gap, rows));
        }
    }
}
