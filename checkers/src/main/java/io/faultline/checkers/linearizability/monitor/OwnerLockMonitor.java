package io.faultline.checkers.linearizability.monitor;

import static io.faultline.checkers.linearizability.monitor.Proof.NOBODY;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Decision;
import io.faultline.checkers.linearizability.Monitor;
import java.util.List;
import java.util.Set;

/**
 * A lock that only its holder gives back, where each owner does one thing after another. Linear time.
 *
 * <p>Each release gives back what the same owner's acquire before it took, so each hold has a known time, from the end of the
 * acquire to the beginning of the release, or for ever. Holds are {@link Zones}: there is an order just if none overlap, as
 * then each acquire may take effect when it ends and each release when it begins. A pending acquire may as well never have
 * happened; a pending release ends the hold when that helps.
 *
 * <p>An owner that goes on after pending calls may have done more than its other calls tell: a pending release may have ended a
 * hold before, and a pending acquire begun another. If all can be ordered as told, that is an order. If not, holds that can be
 * explained so are left out: what contradicts the others contradicts every order. In between this declines.
 */
final class OwnerLockMonitor implements Monitor {
    @Override
    public String name() {
        return "lock-holds";
    }

    @Override
    public Set<String> models() {
        return Set.of("owner-lock");
    }

    @Override
    public Decision decide(List<Call> calls, Object initial) {
        Owners owners = new Owners(Proof.array(calls));
        Decision unclear = owners.sort();
        if (unclear != null) {
            return unclear;
        }
        Decision broken = new Holds(owners, true).broken();
        if (broken == null) {
            return Decision.linearizable();
        }
        Decision certain = new Holds(owners, false).broken();
        return certain != null
                ? certain
                : Decision.declined("pending calls of owners that went on may explain what else can't be");
    }

    /** Who held the lock from when to when. */
    private static final class Holds {
        private final Owners owners;
        private final Times times;
        private final boolean asTold;
        private final Spare releases;
        private final Spare acquires;
        private final Zones zones;
        private final int[] acquire;
        private final int[] release;
        /** The acquire of each owner that is not given back yet, and a pending release that may have done so. */
        private final int[] open;

        private final int[] perhaps;
        private int holds;

        /** @param asTold whether pending calls did no more than is told of them; else only what is certain counts */
        Holds(Owners owners, boolean asTold) {
            this.owners = owners;
            this.times = owners.times;
            this.asTold = asTold;
            this.releases = new Spare(owners, true);
            this.acquires = new Spare(owners, false);
            this.zones = new Zones(times.size(), times.size());
            this.acquire = new int[times.size()];
            this.release = new int[times.size()];
            this.open = Proof.nobodies(owners.count());
            this.perhaps = Proof.nobodies(owners.count());
        }

        Decision broken() {
            for (int i = 0; i < times.size(); i++) {
                Decision broken = owners.isRelease(i) ? release(i) : acquire(i);
                if (broken != null) {
                    return broken;
                }
            }
            for (int who = 0; who < open.length; who++) {
                end(who, perhaps[who]);
            }
            int[] conflict = zones.conflict();
            return conflict == null ? null : overlap(conflict[0], conflict[1]);
        }

        private Decision acquire(int call) {
            int who = owners.owner[call];
            if (times.isPending(call)) {
                return null;
            }
            boolean certain = asTold ? perhaps[who] == NOBODY : !releases.anyBegunBefore(who, times.end(call));
            if (open[who] != NOBODY && certain) {
                return Proof.of(
                        owners.calls,
                        owners.nameOf(call) + " got the lock twice, by " + told(open[who]) + " and by " + told(call)
                                + ", and did not give it back in between",
                        open[who],
                        call);
            }
            end(who, perhaps[who]);
            open[who] = call;
            return null;
        }

        private Decision release(int call) {
            int who = owners.owner[call];
            if (times.isPending(call)) {
                perhaps[who] = perhaps[who] == NOBODY ? call : perhaps[who];
            } else if (open[who] != NOBODY) {
                end(who, call);
            } else if (asTold || !acquires.anyBegunBefore(who, times.end(call))) {
                int before = owners.before[call];
                return Proof.of(
                        owners.calls,
                        owners.nameOf(call) + " gave back by " + told(call) + " what it did not hold"
                                + (before == NOBODY ? "" : " since " + told(before)),
                        call,
                        before);
            }
            return null;
        }

        private void end(int who, int released) {
            if (open[who] != NOBODY) {
                hold(open[who], released);
            }
            open[who] = NOBODY;
            perhaps[who] = NOBODY;
        }

        private void hold(int acquired, int released) {
            if (!asTold && mayHaveEnded(acquired, released)) {
                return;
            }
            acquire[holds] = acquired;
            release[holds++] = released;
            zones.add(times.end(acquired), released == NOBODY ? times.size() : released);
        }

        /** Whether the hold may have ended before it was given back, as far as that is known. */
        private boolean mayHaveEnded(int acquired, int released) {
            int who = owners.owner[acquired];
            int last = released == NOBODY ? times.size() : released;
            boolean again = released == NOBODY
                    || times.isPending(released)
                    || acquires.anyBegunBefore(who, times.end(released));
            return again && releases.anyBegunBefore(who, last);
        }

        private Decision overlap(int one, int other) {
            return Proof.of(
                    owners.calls,
                    nameOf(one) + " and " + nameOf(other) + " held the lock at once: " + since(one) + ", and "
                            + since(other),
                    acquire[one],
                    release[one],
                    acquire[other],
                    release[other]);
        }

        private String nameOf(int hold) {
            return owners.nameOf(acquire[hold]);
        }

        private String since(int hold) {
            return "one from the end of " + told(acquire[hold])
                    + (release[hold] == NOBODY ? " for ever" : " to the beginning of " + told(release[hold]));
        }

        private String told(int call) {
            return owners.calls[call].told();
        }
    }
}
