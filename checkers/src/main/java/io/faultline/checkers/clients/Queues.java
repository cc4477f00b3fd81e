package io.faultline.checkers.clients;

import io.faultline.checkers.clients.Contradiction.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One queue, where each element is put in by one operation at most.
 *
 * <p>An element that was acknowledged and that nobody is known to have got is lost, unless a dequeue took it whose end
 * nobody knows: as many as there are of these may be missing.
 */
final class Queues {
    private final Thing queue;
    private final Contradiction.Findings findings;
    private final Elements enqueues = new Elements();
    private final Map<Object, Operation> dequeues = new HashMap<>();
    private final List<Operation> taken = new ArrayList<>();
    private final List<Operation> empty = new ArrayList<>();
    private final List<Operation> unknown = new ArrayList<>();
    private Latest<Operation> lost;

    private Queues(Thing queue, Contradiction.Findings findings) {
        this.queue = queue;
        this.findings = findings;
    }

    static void examine(Thing queue, Contradiction.Findings findings) {
        Queues queues = new Queues(queue, findings);
        if (queues.enqueues.collect(queue, "enqueue", findings)) {
            queues.collect();
            queues.checkOrder();
            queues.checkOvertaken();
            queues.checkEmpty();
        }
    }

    private void collect() {
        for (Operation dequeue : queue.operations()) {
            if (dequeue.is("dequeue")) {
                if (dequeue.isOk() && dequeue.result() == null) {
                    empty.add(dequeue);
                } else if (dequeue.isOk()) {
                    take(dequeue);
                } else if (!dequeue.isFail()) {
                    unknown.add(dequeue);
                }
            }
        }
        List<Operation> missing = new ArrayList<>(enqueues.acknowledged(queue, "enqueue"));
        missing.removeIf(enqueue -> dequeues.containsKey(enqueue.argument()));
        lost = new Latest<>(missing, Operation::to, Operation::from);
    }

    private void take(Operation dequeue) {
        Object element = dequeue.result();
        Operation before = dequeues.putIfAbsent(element, dequeue);
        String wrong =
                before != null ? "which " + before.told() + " had got as well" : enqueues.wrong(element, dequeue.to());
        if (wrong == null) {
            taken.add(dequeue);
            return;
        }
        Operation other = before != null ? before : enqueues.of(element);
        findings.add(
                Kind.INVENTED,
                dequeue,
                () -> dequeue.told() + " got " + element + " out of " + queue + ", " + wrong,
                other == null ? new Operation[0] : new Operation[] {other});
    }

    private Operation putIn(Operation dequeue) {
        return enqueues.of(dequeue.result());
    }

    /** An element that was put in after another had been must not have come out before that was even asked for. */
    private void checkOrder() {
        Latest<Operation> youngest =
                new Latest<>(taken, Operation::to, dequeue -> putIn(dequeue).from());
        for (Operation dequeue : taken) {
            Operation enqueue = putIn(dequeue);
            Operation other = youngest.before(dequeue.from());
            if (other != null && putIn(other).from() > enqueue.to()) {
                findings.add(
                        Kind.ORDER,
                        dequeue,
                        () -> dequeue.told() + " got " + dequeue.result() + " out of " + queue + " only after "
                                + other.told() + " had got " + other.result() + ", which was put in later",
                        enqueue,
                        putIn(other),
                        other);
            }
        }
    }

    /** Before an element comes out, all that were there before it must have. */
    private void checkOvertaken() {
        for (Operation dequeue : taken) {
            Operation enqueue = putIn(dequeue);
            int ahead = lost.count(enqueue.from());
            int takers = Operation.begunBefore(dequeue.to(), unknown);
            if (ahead > takers) {
                Operation one = lost.inOrder().get(takers);
                findings.add(
                        Kind.ORDER,
                        dequeue,
                        () -> dequeue.told() + " got " + dequeue.result() + " out of " + queue + " before "
                                + one.argument() + ", which had been put in before and nobody got" + but(takers),
                        one,
                        enqueue);
            }
        }
    }

    /** A queue is not empty while an element is in it, nor when more are lost than may have been taken. */
    private void checkEmpty() {
        FilledTimes filled = new FilledTimes();
        for (Operation dequeue : taken) {
            filled.add(putIn(dequeue), dequeue);
        }
        filled.join();
        for (Operation dequeue : empty) {
            Operation inside = filled.takenLastIn(dequeue.from(), dequeue.to());
            int there = lost.count(dequeue.from());
            int takers = Operation.begunBefore(dequeue.to(), unknown);
            if (inside != null) {
                findings.add(
                        Kind.STALE,
                        dequeue,
                        () -> dequeue.told() + " found " + queue + " empty, though it never was then: the last of"
                                + " what was in it was " + inside.result() + ", which " + inside.told() + " got later",
                        putIn(inside),
                        inside);
            } else if (there > takers) {
                Operation one = lost.inOrder().get(takers);
                findings.add(
                        Kind.STALE,
                        dequeue,
                        () -> dequeue.told() + " found " + queue + " empty, though " + one.argument()
                                + " had been put in and nobody got it" + but(takers),
                        one);
            }
        }
    }

    private static String but(int takers) {
        return takers == 0 ? "" : " (" + takers + " others may have been taken by dequeues whose end nobody knows)";
    }

    /** When some element was certainly in the queue: from when it was put in until somebody asked who got it. */
    private static final class FilledTimes {
        private record Time(long from, long to, Operation last) {}

        private final List<Time> times = new ArrayList<>();
        private final List<Time> joined = new ArrayList<>();

        void add(Operation enqueue, Operation dequeue) {
            if (enqueue.to() < dequeue.from()) {
                times.add(new Time(enqueue.to(), dequeue.from(), dequeue));
            }
        }

        /** Times that overlap make one: in between, too, some element was there at each moment. */
        void join() {
            times.sort(Comparator.comparingLong(Time::from));
            for (Time time : times) {
                Time before = joined.isEmpty() ? null : joined.get(joined.size() - 1);
                if (before == null || before.to() < time.from()) {
                    joined.add(time);
                } else if (before.to() < time.to()) {
                    joined.set(joined.size() - 1, new Time(before.from(), time.to(), time.last()));
                }
            }
        }

        /** The one that got the last element of a time that holds all from one event to another; null without such a time. */
        Operation takenLastIn(long from, long to) {
            int before = Ascending.below(
                    from, joined.size(), place -> joined.get(place).from());
            return before > 0 && joined.get(before - 1).to() > to
                    ? joined.get(before - 1).last()
                    : null;
        }
    }
}
