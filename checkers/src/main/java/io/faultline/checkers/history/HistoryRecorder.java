package io.faultline.checkers.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Collects the events of a running trial and numbers them.
 *
 * <p>For one thread. Each method appends one event and returns its index; time must not go back. Cheap enough for the
 * simulator's inner loop: an event is an object in a list, and nothing is written anywhere.
 *
 * <p>Where news of what happened comes late, {@link #awaitLate} lets events wait for those that happened before them.
 *
 * <p>A history grows with what happens. A recording without an end goes {@link #to} somebody who takes each event, such as
 * a file, and keeps nothing.
 */
public final class HistoryRecorder {
    private final Consumer<Event> taker;
    private final List<Waited> waited = new ArrayList<>();
    private EventList events = new EventList();
    private int recordedAtOnce;
    private boolean tooLate;
    private long passedOn;
    private boolean finished;
    private long time;
    private LateEvents late;

    /** An event that has waited, and when it happened. */
    private record Waited(long time, LateEvents.Draft draft) {}

    /** Keeps what it records, for a history. */
    public HistoryRecorder() {
        this(null);
    }

    private HistoryRecorder(Consumer<Event> taker) {
        this.taker = taker;
    }

    /** One that gives each event, numbered, to {@code taker} and keeps none of them: there is no history in the end. */
    public static HistoryRecorder to(Consumer<Event> taker) {
        return new HistoryRecorder(Objects.requireNonNull(taker, "taker"));
    }

    /**
     * From now on an event is recorded only when one this much later is, or at the end, so that events that come out of
     * order are put in order by their times; those of one time stay as they came. What comes later still stands behind what
     * is recorded, with its time, for whoever watches; in the history that is kept it gets its place, as a vote that is told
     * after the leader it made would accuse that leader. Methods then return -1 for an index, as it is not yet known.
     */
    public void awaitLate(long nanos) {
        late = new LateEvents(nanos);
        recordedAtOnce = events.size();
    }

    /**
     * It is {@code now}: events that have waited long enough are recorded, also when no newer one comes. For whoever
     * watches a trial while it runs and must not take a quiet time for one in which nothing was said.
     */
    public void passTime(long now) {
        if (late != null) {
            late.releaseAt(now, this::addLate);
        }
    }

    /** A client operation began or ended. */
    public long operation(long time, OperationType type, long process, String f, Object key, Object value) {
        if (late != null) {
            return hold(time, (index, at) -> new OperationEvent(index, at, type, process, f, key, value));
        }
        long index = next(time);
        if (taker != null) {
            return add(new OperationEvent(index, time, type, process, f, key, value));
        }
        events.takeOperation(time, type, process, f, key, value);
        return index;
    }

    /** A node said something about itself. */
    public long node(
            long time, String node, int incarnation, long seq, long clock, long term, Role role, NodeFact fact) {
        if (late != null) {
            return hold(time, (index, at) -> new NodeEvent(index, at, node, incarnation, seq, clock, term, role, fact));
        }
        long index = next(time);
        if (taker != null) {
            return add(new NodeEvent(index, time, node, incarnation, seq, clock, term, role, fact));
        }
        events.takeNode(time, node, incarnation, seq, clock, term, role, fact);
        return index;
    }

    /**
     * A node said something of a batch of entries: the same as {@link #node} with the fact, which nobody has to make.
     *
     * @param from the index of the first entry, or the commit index
     * @param digests as numbers; null where it tells none
     * @param terms null where it tells none
     */
    public long batch(
            long time,
            String node,
            int incarnation,
            long seq,
            long clock,
            long term,
            Role role,
            Batch batch,
            long from,
            long[] digests,
            long[] terms) {
        batch.requireSound(from, digests, terms);
        if (late != null || taker != null) {
            NodeFact fact = batch.fact(from, digests, terms);
            return node(time, node, incarnation, seq, clock, term, role, fact);
        }
        long index = next(time);
        events.takeBatch(time, node, incarnation, seq, clock, term, role, batch, from, digests, terms);
        return index;
    }

    /** A fault began or was healed. */
    public long fault(long time, FaultPhase phase, int id, Map<String, Object> fault) {
        if (late != null) {
            return hold(time, (index, at) -> new FaultEvent(index, at, phase, id, fault));
        }
        return add(new FaultEvent(next(time), time, phase, id, fault));
    }

    /** From now on the cluster is in this condition. */
    public long condition(long time, Condition condition) {
        if (late != null) {
            return hold(time, (index, at) -> new ConditionEvent(index, at, condition));
        }
        return add(new ConditionEvent(next(time), time, condition));
    }

    /** The trial enters this phase. */
    public long phase(long time, String phase) {
        if (late != null) {
            return hold(time, (index, at) -> new PhaseEvent(index, at, phase));
        }
        return add(new PhaseEvent(next(time), time, phase));
    }

    /** The events kept so far, read-only and growing; for whoever watches a trial while it runs. */
    public List<Event> soFar() {
        return events;
    }

    /** How many events were kept so far. */
    public int size() {
        return events.size();
    }

    /**
     * Ends the recording: the history of everything recorded, in the order in which it happened. The recorder takes no events after this.
     *
     * @throws IllegalStateException when it gave all events {@link #to} somebody; the recording has ended then too
     */
    public History finish() {
        if (late != null) {
            late.releaseAll(this::addLate);
            late = null;
        }
        finished = true;
        if (taker != null) {
            throw new IllegalStateException(
                    "the " + passedOn + " events of this recording were passed on and not kept: there is no history");
        }
        if (tooLate) {
            events = inOrder();
        }
        return new History(events);
    }

    private EventList inOrder() {
        EventList sorted = new EventList();
        events.subList(0, recordedAtOnce).forEach(sorted::take);
        long least = recordedAtOnce == 0 ? 0 : events.get(recordedAtOnce - 1).time();
        waited.sort(Comparator.comparingLong(Waited::time));
        for (Waited one : waited) {
            sorted.take(one.draft().event(sorted.size(), Math.max(least, one.time())));
        }
        return sorted;
    }

    private long next(long now) {
        if (finished) {
            throw new IllegalStateException("the recording has ended and takes no more events");
        }
        if (now < time) {
            throw new HistoryException("event " + recorded() + " is at " + now + " ns, before "
                    + (recorded() == 0 ? "the trial began" : "the event before it at " + time + " ns")
                    + ": time never goes back");
        }
        time = now;
        return recorded();
    }

    private long hold(long at, LateEvents.Draft draft) {
        late.hold(at, draft);
        late.release(this::addLate);
        return -1;
    }

    private void addLate(long at, LateEvents.Draft draft) {
        long stamp = Math.max(at, time);
        tooLate |= stamp > at;
        if (taker == null) {
            waited.add(new Waited(at, draft));
        }
        add(draft.event(next(stamp), stamp));
    }

    private long recorded() {
        return taker == null ? events.size() : passedOn;
    }

    private long add(Event event) {
        if (taker == null) {
            events.take(event);
        } else {
            passedOn++;
            taker.accept(event);
        }
        return event.index();
    }
}
