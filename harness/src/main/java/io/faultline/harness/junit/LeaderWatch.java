package io.faultline.harness.junit;

import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeFact;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks at every event as it comes: two leaders in one term end a story at once, however short one of them led. */
final class LeaderWatch {
    private final HistoryRecorder recorder;
    private final Map<Long, NodeEvent> leaders = new HashMap<>();
    private int seen;

    LeaderWatch(HistoryRecorder recorder) {
        this.recorder = recorder;
    }

    /**
     * Looks at what has been recorded since the last look.
     *
     * @throws AssertionError when a term has a second leader
     */
    void look() {
        int size = recorder.size();
        if (seen == size) {
            return;
        }
        List<Event> events = recorder.soFar();
        while (seen < size) {
            Event event = events.get(seen++);
            if (event instanceof NodeEvent node && node.fact() instanceof NodeFact.Leader) {
                leads(node);
            }
        }
    }

    private void leads(NodeEvent event) {
        NodeEvent other = leaders.putIfAbsent(event.term(), event);
        if (other != null && !other.node().equals(event.node())) {
            throw new AssertionError("term " + event.term() + " has two leaders: " + other.node() + " (event "
                    + other.index() + ", at " + TimeSpan.print(other.time()) + ") and " + event.node()
                    + " (event " + event.index() + ", at " + TimeSpan.print(event.time()) + ")");
        }
    }
}
