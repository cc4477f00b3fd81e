package io.faultline.checkers.election;

import io.faultline.checkers.history.Condition;
import io.faultline.checkers.history.ConditionEvent;
import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.Link;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who was up and could talk to whom, from the history's begin to its end.
 *
 * <p>The moments follow each other without gaps: one lasts until the next begins, by time and by index, and the last
 * until the end of the history.
 */
final class ConditionTimeline {
    private final Trace trace;
    private final List<Moment> moments = new ArrayList<>();
    private final long end;
    private final long size;

    private final Map<CalmKey, List<CalmStretch>> calm = new HashMap<>();
    private Moment.Wiring wiring;
    private final Stalls stalls;
    private final Constituency.Watch constituency;
    private long alive;

    private record CalmKey(boolean judgeDeaf, long least) {}

    /** The timeline of this history, made once. */
    static ConditionTimeline of(History history) {
        return history.view(ConditionTimeline.class, ConditionTimeline::new);
    }

    private ConditionTimeline(History history) {
        trace = Trace.of(history);
        end = history.end();
        size = history.size();
        wiring = new Moment.Wiring(trace.names.size());
        stalls = new Stalls(history, trace);
        constituency = new Constituency.Watch(trace);
        moments.add(new Moment(0, 0, 0, 0, 0, wiring, constituency.now()));
        int p = 0;
        for (ConditionEvent change : trace.conditions) {
            while (p < trace.size && trace.index[p] < change.index()) {
                node(p++);
            }
            condition(change);
        }
        while (p < trace.size) {
            node(p++);
        }
        stallsBefore(size - 1);
    }

    int moments() {
        return moments.size();
    }

    Moment moment(int number) {
        return moments.get(number);
    }

    /** When this moment is over: when the next begins, or the history ends. */
    long endOf(int number) {
        return number + 1 < moments.size() ? moments.get(number + 1).time : end;
    }

    /** The index before which this moment's events stand. */
    long endIndexOf(int number) {
        return number + 1 < moments.size() ? moments.get(number + 1).index : size;
    }

    /** The number of the moment in which the event with this index stands. */
    int momentOf(long index) {
        int low = 0;
        int high = moments.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (moments.get(middle).index <= index) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /**
     * How long before and after this moment, and during it, the two nodes were clean towards each other without a
     * break; for the same node twice, how long it was sound. Null when not even in this moment. A restart of either is
     * a break, and so is a change that was undone at the same instant.
     */
    Span cleanAround(int number, int a, int b) {
        if (!moments.get(number).clean(a, b)) {
            return null;
        }
        long both = 1L << a | 1L << b;
        int first = number;
        while (first > 0
                && (moments.get(first).restarted & both) == 0
                && moments.get(first - 1).clean(a, b)) {
            first--;
        }
        int last = number;
        while (last + 1 < moments.size()
                && (moments.get(last + 1).restarted & both) == 0
                && moments.get(last + 1).clean(a, b)) {
            last++;
        }
        return new Span(moments.get(first).time, endOf(last));
    }

    /**
     * The first stretch of at least {@code least} within {@code within} in which the two nodes were clean towards each
     * other without a break, as for {@link #cleanAround}; null when there is none.
     */
    Span firstClean(int a, int b, Span within, long least) {
        long both = 1L << a | 1L << b;
        int number = firstMomentLastingUntil(within.from());
        while (number < moments.size() && moments.get(number).time <= within.to()) {
            if (moments.get(number).clean(a, b)) {
                long from = Math.max(moments.get(number).time, within.from());
                while (number + 1 < moments.size()
                        && (moments.get(number + 1).restarted & both) == 0
                        && moments.get(number + 1).clean(a, b)) {
                    number++;
                }
                long to = Math.min(endOf(number), within.to());
                if (to - from >= least) {
                    return new Span(from, to);
                }
            }
            number++;
        }
        return null;
    }

    private int firstMomentLastingUntil(long time) {
        int low = 0;
        int high = moments.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (endOf(middle) >= time) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** The calm stretches of at least this length, searched once. */
    synchronized List<CalmStretch> calmStretches(boolean judgeDeaf, long least) {
        return calm.computeIfAbsent(
                new CalmKey(judgeDeaf, least), key -> CalmStretches.find(this, trace, judgeDeaf, least));
    }

    /** A stall begins or ends at its own time, between events; it stands before the first event after it. */
    private void stallsBefore(long index) {
        while (stalls.hasNext(index)) {
            long at = stalls.pass();
            add(stalls.index(), at, 0);
        }
    }

    private void node(int p) {
        stallsBefore(trace.index[p]);
        boolean other = constituency.see(p);
        long bit = 1L << trace.node[p];
        switch (trace.kind[p]) {
            case STARTED -> {
                alive |= bit;
                add(trace.event(p), bit);
            }
            case STOPPED, STORAGE_FAILED -> {
                if ((alive & bit) != 0) {
                    alive &= ~bit;
                    add(trace.event(p), 0);
                }
            }
            default -> {
                if (other) {
                    add(trace.event(p), 0);
                }
            }
        }
    }

    private void condition(ConditionEvent event) {
        stallsBefore(event.index());
        Moment.Wiring before = wiring;
        wiring = wiring(event.condition());
        alive &= ~(wiring.down & ~before.down);
        add(event, 0);
    }

    private void add(Event event, long restarted) {
        add(event.index(), event.time(), restarted);
    }

    private void add(long index, long time, long restarted) {
        long awake = alive & ~wiring.down & ~wiring.paused;
        Moment moment = new Moment(
                index, time, awake, wiring.impaired | stalls.stalled(), restarted, wiring, constituency.now());
        if (index == 0) {
            moments.clear();
        }
        moments.add(moment);
    }

    private Moment.Wiring wiring(Condition condition) {
        Moment.Wiring next = new Moment.Wiring(trace.names.size());
        next.down = mask(condition.down());
        next.paused = mask(condition.paused());
        next.impaired = mask(condition.impaired());
        for (Link link : condition.cut()) {
            int from = trace.names.find(link.from());
            int to = trace.names.find(link.to());
            if (from != Names.NONE && to != Names.NONE) {
                next.cutTo[from] |= 1L << to;
                next.cutFrom[to] |= 1L << from;
            }
        }
        for (Link link : condition.degraded()) {
            int from = trace.names.find(link.from());
            int to = trace.names.find(link.to());
            if (from != Names.NONE && to != Names.NONE) {
                next.degradedTo[from] |= 1L << to;
            }
        }
        return next;
    }

    private long mask(List<String> nodes) {
        long mask = 0;
        for (String node : nodes) {
            int number = trace.names.find(node);
            if (number != Names.NONE) {
                mask |= 1L << number;
            }
        }
        return mask;
    }
}
