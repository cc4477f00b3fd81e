package io.faultline.checkers.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * All events of a trial in one total order: the only thing a checker ever sees.
 *
 * <p>Immutable. Indexes run from 0 without gaps and time never goes back; a list that breaks this is no history and
 * is refused with a {@link HistoryException}.
 */
public final class History {
    private final EventList events;
    private final Map<Class<?>, Object> views = new HashMap<>();

    /** Takes the list as it is: the caller has checked it and takes nothing more into it. */
    History(EventList checked) {
        this.events = checked;
    }

    /** The history of these events, which must be in order and complete. */
    public static History of(List<? extends Event> events) {
        EventList copy = new EventList();
        long time = 0;
        for (Event event : events) {
            int i = copy.size();
            if (event.index() != i) {
                throw new HistoryException(
                        "event " + event.index() + " stands where event " + i + " must stand: indexes have no gaps");
            }
            if (event.time() < time) {
                throw new HistoryException("event " + i + " is at " + event.time() + " ns, before "
                        + (i == 0 ? "the trial began" : "event " + (i - 1) + " at " + time + " ns")
                        + ": time never goes back");
            }
            time = event.time();
            copy.take(event);
        }
        return new History(copy);
    }

    /** All events, in order. */
    public List<Event> events() {
        return events;
    }

    /** How many events there are. */
    public int size() {
        return events.size();
    }

    /** The event with this index. */
    public Event event(long index) {
        return events.get(Math.toIntExact(index));
    }

    /** What nodes said, in order: much cheaper to walk along than all events are. */
    public NodeEvents nodeEvents() {
        return events.nodes();
    }

    /** What clients began and what came of it, in order. */
    public ClientEvents clientEvents() {
        return events.clients();
    }

    /** What neither nodes nor clients said, in order: faults, conditions, phases. */
    public List<Event> otherEvents() {
        return events.others();
    }

    /** What nodes said when they started, in order: members, time bounds, logs. */
    public List<NodeFact.Started> starts() {
        return events.starts();
    }

    /** Every node that any started node named as a member, sorted by name. */
    public List<String> nodes() {
        TreeSet<String> names = new TreeSet<>();
        List<String> before = null;
        for (NodeFact.Started start : starts()) {
            if (!start.members().equals(before)) {
                before = start.members();
                names.addAll(before);
            }
        }
        return List.copyOf(names);
    }

    /** The time bounds of the first node that started; empty when none did. */
    public Optional<Timing> timing() {
        return starts().stream().findFirst().map(NodeFact.Started::timing);
    }

    /** When the last event happened, 0 for a history without events. */
    public long end() {
        return events.isEmpty() ? 0 : events.get(events.size() - 1).time();
    }

    /** Whether the last event says that the trial ended, so that nothing can be missing behind it. */
    public boolean complete() {
        return !events.isEmpty()
                && events.get(events.size() - 1) instanceof PhaseEvent last
                && last.phase().equals(PhaseEvent.END);
    }

    /**
     * Something computed from this history alone, made once and then shared by all who ask: several checkers read the
     * same table without the history knowing what is in it.
     *
     * @param type names the view; there is one per type
     * @param maker a pure function of the history
     */
    public synchronized <T> T view(Class<T> type, Function<History, T> maker) {
        Object view = views.get(type);
        if (view == null) {
            view = maker.apply(this);
            views.put(type, view);
        }
        return type.cast(view);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof History history && events.equals(history.events);
    }

    @Override
    public int hashCode() {
        return events.hashCode();
    }

    @Override
    public String toString() {
        return "History[" + events.size() + " events, " + end() + " ns]";
    }
}
