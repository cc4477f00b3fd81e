package io.faultline.checkers.linearizability.monitor;

import static io.faultline.checkers.linearizability.monitor.Proof.NOBODY;

import io.faultline.checkers.linearizability.Decision;

/** Values of a register that must follow each other at once, and whether their calls can be ordered. */
final class Blocks {
    private final RegisterCalls register;
    private final Times times;
    private final BlockProofs proofs;
    /** The value that a cas left where it found this one. */
    final int[] next;
    /** Which values were certainly there at some time. */
    private final boolean[] counts;

    private final boolean[] linked;
    private final int[] firstEnding;
    private final int[] lastBegun;
    private final Zones zones;
    private int blocks;
    private int walked;

    Blocks(RegisterCalls register) {
        int values = register.values();
        this.register = register;
        this.times = register.times;
        this.proofs = new BlockProofs(register, this);
        this.next = Proof.nobodies(values);
        this.counts = new boolean[values];
        this.linked = new boolean[values];
        int most = values + (register.comesBack() ? times.size() : 0);
        this.firstEnding = new int[most];
        this.lastBegun = new int[most];
        this.zones = new Zones(most, times.size());
    }

    /** Why no order fits; null when one does. */
    Decision broken() {
        for (int value = 0; value < counts.length; value++) {
            Decision broken = register.isCertain(value) ? link(value) : null;
            if (broken != null) {
                return broken;
            }
        }
        int certain = 0;
        for (int value = 0; value < counts.length; value++) {
            certain += counts[value] ? 1 : 0;
            Decision broken = isHead(value) ? walk(value) : null;
            if (broken != null) {
                return broken;
            }
        }
        if (walked < certain) {
            return proofs.circle(someNotWalked());
        }
        return conflict();
    }

    /** What is done to the text that comes back has a zone of its own each: it is done in no other's. */
    private Decision conflict() {
        int chains = blocks;
        for (int call = 0; register.comesBack() && call < times.size(); call++) {
            if (register.finds(call) || register.brings(call) && !times.isPending(call)) {
                add(call, call, times.end(call));
            }
        }
        int[] conflict = zones.conflict();
        if (conflict != null) {
            return proofs.overlap(
                    firstEnding[conflict[0]], lastBegun[conflict[0]], firstEnding[conflict[1]], lastBegun[conflict[1]]);
        }
        int missing = register.comesBack() ? new ComingBack(register, zones, chains).missing() : NOBODY;
        return missing == NOBODY
                ? null
                : Decision.declined("for what " + register.did(missing)
                        + ", which was written more than once, no write was found that may have come last");
    }

    private void add(int first, int last, int from) {
        zones.add(from, last);
        firstEnding[blocks] = first;
        lastBegun[blocks++] = last;
    }

    private boolean isHead(int value) {
        return counts[value] && !register.isCas(value);
    }

    /** What was expected by a cas that counts, counts too. */
    private Decision link(int certain) {
        int value = certain;
        counts[value] = true;
        while (register.isCas(value) && !linked[value]) {
            int before = register.expected(value);
            if (before == NOBODY) {
                return proofs.unknown(value);
            }
            if (next[before] != NOBODY) {
                return proofs.twice(next[before], value);
            }
            next[before] = value;
            linked[value] = true;
            counts[before] = true;
            value = before;
        }
        return null;
    }

    /** Goes through a block in its order; no call may have ended before one began that comes earlier. */
    private Decision walk(int head) {
        int latest = NOBODY;
        int first = NOBODY;
        for (int value = head; value != NOBODY; value = next[value]) {
            walked++;
            int write = register.writer[value];
            int read = register.firstRead[value];
            if (write != NOBODY && times.precedes(write, latest)) {
                return proofs.early(write, latest, head);
            }
            latest = Math.max(latest, write);
            if (read != NOBODY && times.precedes(read, latest)) {
                return proofs.early(read, latest, head);
            }
            latest = Math.max(latest, register.lastRead[value]);
            first = earlier(earlier(first, write), read);
        }
        boolean initial = head == RegisterCalls.INITIAL;
        add(initial ? NOBODY : first, latest, initial ? 0 : times.end(first));
        return null;
    }

    private int earlier(int one, int other) {
        if (one == NOBODY || other == NOBODY) {
            return one == NOBODY ? other : one;
        }
        return times.end(other) < times.end(one) ? other : one;
    }

    /** A value in a circle of cas: nothing led there. */
    private int someNotWalked() {
        boolean[] reached = new boolean[counts.length];
        for (int head = 0; head < counts.length; head++) {
            for (int value = isHead(head) ? head : NOBODY; value != NOBODY; value = next[value]) {
                reached[value] = true;
            }
        }
        int value = 0;
        while (!counts[value] || reached[value]) {
            value++;
        }
        // What hangs on a circle is not walked either; back along the chain leads into it.
        for (int step = 0; step < counts.length; step++) {
            value = register.expected(value);
        }
        return value;
    }
}
