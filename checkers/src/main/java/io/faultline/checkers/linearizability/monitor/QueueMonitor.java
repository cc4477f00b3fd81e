package io.faultline.checkers.linearizability.monitor;

import static io.faultline.checkers.linearizability.monitor.Proof.NOBODY;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Decision;
import io.faultline.checkers.linearizability.Monitor;
import java.util.List;
import java.util.Set;

/**
 * A queue in which no element that somebody got was put twice: first in, first out, or in any order. Linear time.
 *
 * <p>In any order, each element must be put in before it comes out, and a dequeue that found nothing needs a moment at which
 * nothing need be inside. In order, of two elements the one that was put in before must not have come out after: there is an
 * order of all calls just if this holds of any two, and of empty dequeues what holds in any order. A pending dequeue may take
 * what nobody got: the longer an element has been inside, the sooner it must be gone, both for those that follow it and for
 * empty dequeues, so the first to begin takes the first.
 */
final class QueueMonitor implements Monitor {
    private final boolean ordered;

    /** @param ordered whether the first in is the first out */
    QueueMonitor(boolean ordered) {
        this.ordered = ordered;
    }

    @Override
    public String name() {
        return ordered ? "queue-pairs" : "bag-stays";
    }

    @Override
    public Set<String> models() {
        return Set.of(ordered ? "fifo-queue" : "unordered-queue");
    }

    @Override
    public Decision decide(List<Call> calls, Object initial) {
        Stays stays = new Stays(new Stays.Names("queue", "enqueue", "dequeue"), Proof.array(calls));
        Decision early = stays.sort(initial);
        if (early != null) {
            return early;
        }
        stays.takeByPending();
        Decision overtaken = ordered ? overtaken(stays) : null;
        Decision broken = overtaken != null ? overtaken : new Filled(stays, stays.chosen(false)).contradiction();
        return broken != null ? broken : Decision.linearizable();
    }

    /** Two elements that came out in the other order than they went in; null when there are none. */
    private static Decision overtaken(Stays stays) {
        int size = stays.times.size();
        int[] latest = Proof.nobodies(size + 2);
        for (int stay = 0; stay < stays.count(); stay++) {
            int other = latest[stays.entered(stay)];
            if (other == NOBODY || stays.left(stay) > stays.left(other)) {
                latest[stays.entered(stay)] = stay;
            }
        }
        int[] stayAt = Proof.nobodies(size);
        for (int stay = 0; stay < stays.count(); stay++) {
            stayAt[stays.put[stay]] = stay;
        }
        int last = NOBODY;
        for (int place = 0; place < size; place++) {
            int entered = latest[place];
            last = entered != NOBODY && (last == NOBODY || stays.left(entered) > stays.left(last)) ? entered : last;
            int stay = stayAt[place];
            if (stay != NOBODY && last != NOBODY && stays.gone(stay) <= stays.left(last)) {
                return shown(stays, last, stay);
            }
        }
        return null;
    }

    private static Decision shown(Stays stays, int first, int second) {
        int taker = stays.take[first];
        boolean taken = taker != NOBODY && !stays.times.isPending(taker);
        String then = taken
                ? " came out only after it, by " + stays.calls[taker].told()
                : " had not come out" + (stays.pending.length == 0 ? "" : others(stays, first));
        return Proof.of(
                stays.calls,
                stays.told(stays.take[second]) + ", though " + stays.element(first) + " had been put in before, by "
                        + stays.calls[stays.put[first]].told() + ", and" + then,
                stays.put[first],
                stays.put[second],
                stays.take[second],
                taken ? taker : NOBODY);
    }

    private static String others(Stays stays, int first) {
        return " (more are missing than dequeues without an end may have taken by then, " + stays.element(first)
                + " among them)";
    }
}
