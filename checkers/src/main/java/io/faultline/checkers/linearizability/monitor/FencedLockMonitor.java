package io.faultline.checkers.linearizability.monitor;

import static io.faultline.checkers.linearizability.monitor.Proof.NOBODY;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Decision;
import io.faultline.checkers.linearizability.Monitor;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A lock whose holders get growing tokens, where each owner does one thing after another. O(n log n), for sorting tokens.
 *
 * <p>All acquires of one token are one hold, and tokens order the holds: acquires of the first, its release, acquires of the
 * second … So the order of all calls is given, and it is true to real time just if no call ended before one began that
 * comes earlier in it. A release belongs to the hold of its owner's acquire before it. A hold without one that is not the
 * last was ended by a pending release of its owner, and each of those ends one hold; the first to need one takes any that
 * began in time, as what is in time for it is in time for all later ones. Pending acquires may as well never have happened.
 *
 * <p>Only where an owner goes on after pending calls can they do more than that: a pending release may have ended a hold, and
 * a pending acquire have begun one that nobody saw, which the release then ended that is thought to have ended the first.
 * Where that would explain what else can't be, this declines.
 */
final class FencedLockMonitor implements Monitor {
    @Override
    public String name() {
        return "lock-tokens";
    }

    @Override
    public Set<String> models() {
        return Set.of("fenced-lock");
    }

    @Override
    public Decision decide(List<Call> calls, Object initial) {
        Owners owners = new Owners(Proof.array(calls));
        Decision unclear = owners.sort();
        return unclear != null ? unclear : new Tokens(owners).decide();
    }

    /** The holds, in the order of their tokens. */
    private static final class Tokens {
        private final Owners owners;
        private final Times times;
        private final long[] tokens;
        private final int[] firstEnding;
        private final int[] lastBegun;
        private final int[] release;
        private final Spare releases;
        private final Spare acquires;
        private Decision unclear;

        Tokens(Owners owners) {
            this.owners = owners;
            this.times = owners.times;
            long[] all = new long[times.size()];
            int many = 0;
            for (int i = 0; i < times.size(); i++) {
                if (isAcquired(i)) {
                    all[many++] = token(i);
                }
            }
            Arrays.sort(all, 0, many);
            this.tokens = Arrays.stream(all, 0, many).distinct().toArray();
            this.firstEnding = Proof.nobodies(tokens.length);
            this.lastBegun = Proof.nobodies(tokens.length);
            this.release = Proof.nobodies(tokens.length);
            this.releases = new Spare(owners, true);
            this.acquires = new Spare(owners, false);
        }

        private boolean isAcquired(int call) {
            return !owners.isRelease(call) && !times.isPending(call);
        }

        private long token(int acquire) {
            return (Long) owners.calls[acquire].result();
        }

        private int hold(int acquire) {
            return Arrays.binarySearch(tokens, token(acquire));
        }

        Decision decide() {
            for (int i = 0; i < times.size(); i++) {
                Decision broken = times.isPending(i) ? null : owners.isRelease(i) ? release(i) : acquire(i);
                if (broken != null) {
                    return broken;
                }
            }
            Decision broken = order();
            return broken != null ? broken : unclear != null ? unclear : Decision.linearizable();
        }

        private Decision acquire(int call) {
            int hold = hold(call);
            int first = firstEnding[hold];
            if (token(call) <= 0) {
                return Proof.of(owners.calls, told(call) + ", but tokens begin with 1", call);
            }
            if (first != NOBODY && owners.owner[first] != owners.owner[call]) {
                return Proof.of(owners.calls, told(first) + " and " + told(call) + ": two owners", first, call);
            }
            firstEnding[hold] = first == NOBODY || times.end(call) < times.end(first) ? call : first;
            lastBegun[hold] = call;
            return null;
        }

        private Decision release(int call) {
            int before = owners.before[call];
            if (before != NOBODY && !owners.isRelease(before)) {
                int hold = hold(before);
                release[hold] = release[hold] == NOBODY ? call : release[hold];
                return null;
            }
            if (acquires.anyBegunBefore(owners.owner[call], times.end(call))) {
                unclear = Decision.declined(told(call) + " may have ended a hold that nobody saw begin");
                return null;
            }
            return Proof.of(
                    owners.calls,
                    owners.nameOf(call) + " gave back by " + told(call) + " what it did not hold"
                            + (before == NOBODY ? "" : " since " + told(before)),
                    call,
                    before);
        }

        /** From the last hold to the first it is looked what ends first of all later; then each must begin before that. */
        private Decision order() {
            int[] nextEnding = Proof.nobodies(tokens.length);
            int earliest = NOBODY;
            for (int hold = tokens.length - 1; hold >= 0; hold--) {
                nextEnding[hold] = earliest;
                int first = firstEnding[hold];
                earliest = earliest == NOBODY || times.end(first) < times.end(earliest) ? first : earliest;
            }
            for (int hold = 0; hold < tokens.length; hold++) {
                Decision broken = order(hold, nextEnding[hold]);
                if (broken != null) {
                    return broken;
                }
            }
            return null;
        }

        private Decision order(int hold, int later) {
            int last = lastBegun[hold];
            int released = release[hold];
            if (released != NOBODY && times.precedes(released, last)) {
                return Proof.of(
                        owners.calls,
                        told(last) + " again, though it had been given back by " + told(released),
                        firstEnding[hold],
                        released,
                        last);
            }
            if (later == NOBODY) {
                return null;
            }
            if (times.precedes(later, last)) {
                return Proof.of(owners.calls, told(last) + ", though " + told(later) + " before", later, last);
            }
            int who = owners.owner[last];
            if (released == NOBODY) {
                return releases.takeBegunBefore(who, times.end(later))
                        ? null
                        : Proof.of(
                                owners.calls,
                                told(later) + " while " + owners.nameOf(last) + " held it: " + told(firstEnding[hold])
                                        + " and had not given it back",
                                firstEnding[hold],
                                later);
            }
            return times.precedes(later, released) ? early(hold, later) : null;
        }

        /** Another got the lock before the owner asked to give it back. */
        private Decision early(int hold, int later) {
            int released = release[hold];
            int who = owners.owner[released];
            if (releases.anyBegunBefore(who, times.end(later)) && acquires.anyBegunBefore(who, times.end(released))) {
                unclear = Decision.declined(
                        owners.name(who) + " may have done more than it knows of before " + told(released));
                return null;
            }
            return Proof.of(
                    owners.calls,
                    told(later) + " while " + owners.nameOf(released) + " held it: " + told(firstEnding[hold])
                            + " and gave it back only by " + told(released),
                    firstEnding[hold],
                    later,
                    released);
        }

        private String told(int call) {
            String what = owners.calls[call].told();
            return owners.isRelease(call) ? what : what + " got token " + token(call);
        }
    }
}
