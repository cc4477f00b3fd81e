package io.faultline.checkers.linearizability.monitor;

import static io.faultline.checkers.linearizability.monitor.Proof.NOBODY;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Decision;
import io.faultline.checkers.linearizability.Monitor;
import java.util.List;
import java.util.Set;

/**
 * Permits that anybody takes and anybody gives back, one at a time; a lock without owner is one permit. O(n log n).
 *
 * <p>Calls of a kind differ only in their times, so it never helps to do one before it must be: nothing is done until a call
 * ends. If it can't take effect then, it needs one of the other kind just before, and among those that are open the one that
 * ends first is the best, as the others remain for as long or longer. Where none is open, no order exists: whatever was done
 * otherwise would have left no more. Pending calls are open for ever.
 */
final class PermitMonitor implements Monitor {
    @Override
    public String name() {
        return "permits-just-in-time";
    }

    @Override
    public Set<String> models() {
        return Set.of("mutex", "semaphore");
    }

    @Override
    public Decision decide(List<Call> calls, Object initial) {
        long permits = initial instanceof Long many ? many : 1;
        for (Call call : calls) {
            if (!call.is("acquire") && !call.is("release")) {
                return Decision.declined("permits with " + call.f() + " are none of acquire and release only");
            }
            if (initial != null && call.argument() instanceof Long many && many != 1) {
                return Decision.declined(call.told() + " is about " + many + " permits at once");
            }
        }
        if (permits < 1) {
            return Decision.declined("there are no permits");
        }
        Permits play = new Permits(Proof.array(calls), permits);
        return play.broken() ? play.proof() : Decision.linearizable();
    }

    /** The state of the permits, as time goes on. */
    private static final class Permits {
        private final Call[] calls;
        private final Times times;
        private final long all;
        private final boolean[] done;
        private final Deadlines openAcquires = new Deadlines();
        private final Deadlines openReleases = new Deadlines();
        private long free;
        private int stuck = NOBODY;
        private int lastDone = NOBODY;

        Permits(Call[] calls, long all) {
            this.calls = calls;
            this.times = new Times(calls);
            this.all = all;
            this.free = all;
            this.done = new boolean[calls.length];
        }

        /** Whether some call can't take effect by its end. */
        boolean broken() {
            Deadlines open = new Deadlines();
            for (int place = 0; place <= calls.length; place++) {
                while (!open.isEmpty() && times.end(open.first()) <= place) {
                    if (!finish(open.take())) {
                        return true;
                    }
                }
                if (place < calls.length) {
                    open.add(times.end(place), place);
                    open(place).add(times.end(place), place);
                }
            }
            return false;
        }

        private Deadlines open(int call) {
            return isAcquire(call) ? openAcquires : openReleases;
        }

        private boolean isAcquire(int call) {
            return calls[call].is("acquire");
        }

        private boolean finish(int call) {
            if (done[call]) {
                return true;
            }
            boolean acquire = isAcquire(call);
            if (free == (acquire ? 0 : all)) {
                int other = takeOpen(acquire ? openReleases : openAcquires);
                if (other == NOBODY) {
                    stuck = call;
                    return false;
                }
                happen(other);
            }
            happen(call);
            return true;
        }

        private int takeOpen(Deadlines open) {
            while (!open.isEmpty()) {
                int call = open.take();
                if (!done[call]) {
                    return call;
                }
            }
            return NOBODY;
        }

        private void happen(int call) {
            done[call] = true;
            free += isAcquire(call) ? -1 : 1;
            lastDone = call;
        }

        /** With one permit the call before tells why; with more it takes to count. */
        Decision proof() {
            boolean acquire = isAcquire(stuck);
            String what = acquire
                    ? " got a permit, but all " + all
                            + " were taken, and of all that had been asked to be given back by" + " then, none was left"
                    : " gave a permit back, but none was taken any more, of all that had been asked for by then";
            String why = calls[stuck].told() + what;
            boolean shown = all == 1 || lastDone == NOBODY;
            return Proof.of(calls, shown ? why : why + Proof.MORE, stuck, lastDone);
        }
    }
}
