package io.faultline.checkers.linearizability.monitor;

import static io.faultline.checkers.linearizability.monitor.Proof.NOBODY;

/** Pending calls on a lock, which may have done something at any time since, by their owners; each can do so once. */
final class Spare {
    private final int[] first;
    private final int[] next;
    private final int[] seen;

    Spare(Owners owners, boolean releases) {
        this.first = Proof.nobodies(owners.count());
        this.seen = Proof.nobodies(owners.count());
        this.next = Proof.nobodies(owners.times.size());
        for (int i = owners.times.size() - 1; i >= 0; i--) {
            if (owners.times.isPending(i) && owners.isRelease(i) == releases) {
                next[i] = first[owners.owner[i]];
                first[owners.owner[i]] = i;
            }
        }
        System.arraycopy(first, 0, seen, 0, first.length);
    }

    boolean anyBegunBefore(int who, int end) {
        return first[who] != NOBODY && first[who] < end;
    }

    boolean takeBegunBefore(int who, int end) {
        int spare = seen[who];
        if (spare == NOBODY || spare >= end) {
            return false;
        }
        seen[who] = next[spare];
        return true;
    }
}
