package io.faultline.checkers.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Collects the events of a running trial and numbers them.
 *
 * <p>For one thread. Each method appends one event and returns its index; time must not go back. Cheap enough for the
 * simulator's inner loop: an event is an object in a list, and nothing is written anywhere.
 */
public final class HistoryRecorder {
    private List<Event> events = new ArrayList<>(1024);
    private long time;

    /** A client operation began or ended. */
    public long operation(long time, OperationType type, long process, String f, Object key, Object value) {
        return add(new OperationEvent(next(time), time, type, process, f, key, value));
    }

    /** A node said something about itself. */
    public long node(
            long time, String node, int incarnation, long seq, long clock, long term, Role role, NodeFact fact) {
        return add(new NodeEvent(next(time), time, node, incarnation, seq, clock, term, role, fact));
    }

    /** A fault began or was healed. */
    public long fault(long time, FaultPhase phase, int id, Map<String, Object> fault) {
        return add(new FaultEvent(next(time), time, phase, id, fault));
    }

    /** From now on the cluster is in this condition. */
    public long condition(long time, Condition condition) {
        return add(new ConditionEvent(next(time), time, condition));
    }

    /** The trial enters this phase. */
    public long phase(long time, String phase) {
        return add(new PhaseEvent(next(time), time, phase));
    }

    /** The events recorded so far, read-only and growing; for whoever watches a trial while it runs. */
    public List<Event> soFar() {
        return Collections.unmodifiableList(events);
    }

    /** How many events were recorded so far. */
    public int size() {
        return events.size();
    }

    /** Ends the recording: the history of everything recorded. The recorder takes no events after this. */
    public History finish() {
        History history = new History(soFar());
        events = Collections.unmodifiableList(events);
        return history;
    }

    private long next(long now) {
        if (now < time) {
            throw new HistoryException("event " + events.size() + " is at " + now + " ns, before "
                    + (events.isEmpty() ? "the trial began" : "the event before it at " + time + " ns")
                    + ": time never goes back");
        }
        time = now;
        return events.size();
    }

    private long add(Event event) {
        events.add(event);
        return event.index();
    }
}
