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
 * <p>An owner that goes on after a pending call may have done more than its calls tell. Such owners are believed if all can be
 * ordered as told. If not, they are left out: what others did to the lock must be possible without them, too.
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
        boolean allClear = true;
        for (int who = 0; who < owners.count(); who++) {
            allClear &= !owners.hasGoneOn(who);
        }
        if (!allClear) {
            broken = new Holds(owners, false).broken();
        }
        return broken != null
                ? broken
                : Decision.declined(
                        "an owner went on after a call without an end, which may explain what else can't be");
    }

    /** Who held the lock from when to when. */
    private static final class Holds {
        private final Owners owners;
        private final Times times;
        private final boolean everybody;
        private final Zones zones;
        private final int[] acquire;
        private final int[] release;
        private final int[] open;
        private int holds;

        Holds(Owners owners, boolean everybody) {
            this.owners = owners;
            this.times = owners.times;
            this.everybody = everybody;
            this.zones = new Zones(times.size(), times.size());
            this.acquire = new int[times.size()];
            this.release = new int[times.size()];
            this.open = Proof.nobodies(owners.count());
        }

        Decision broken() {
            for (int i = 0; i < times.size(); i++) {
                if (everybody || !owners.hasGoneOn(owners.owner[i])) {
                    Decision broken = owners.isRelease(i) ? release(i) : acquire(i);
                    if (broken != null) {
                        return broken;
                    }
                }
            }
            for (int acquired : open) {
                if (acquired != NOBODY) {
                    hold(acquired, NOBODY);
                }
            }
            int[] conflict = zones.conflict();
            return conflict == null ? null : overlap(conflict[0], conflict[1]);
        }

        private Decision acquire(int call) {
            int who = owners.owner[call];
            if (times.isPending(call)) {
                return null;
            }
            if (open[who] != NOBODY) {
                return Proof.of(
                        owners.calls,
                        owners.nameOf(call) + " got the lock twice, by " + told(open[who]) + " and by " + told(call)
                                + ", and did not give it back in between",
                        open[who],
                        call);
            }
            open[who] = call;
            return null;
        }

        private Decision release(int call) {
            int who = owners.owner[call];
            if (open[who] != NOBODY) {
                hold(open[who], call);
                open[who] = NOBODY;
            } else if (!times.isPending(call)) {
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

        private void hold(int acquired, int released) {
            acquire[holds] = acquired;
            release[holds++] = released;
            zones.add(times.end(acquired), released == NOBODY ? times.size() : released);
        }

        private Decision overlap(int one, int other) {
            return Proof.of(
                    owners.calls,
                    told(one, "") + " and " + told(other, "") + " held the lock at once: " + since(one) + ", and "
                            + since(other),
                    acquire[one],
                    release[one],
                    acquire[other],
                    release[other]);
        }

        private String told(int hold, String none) {
            return owners.nameOf(acquire[hold]) + none;
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
