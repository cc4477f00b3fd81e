package io.faultline.checkers.linearizability.monitor;

import static io.faultline.checkers.linearizability.monitor.Proof.NOBODY;

import java.util.Arrays;

/**
 * Takes a history of a stack apart, as long as a place is found at which the stack need not hold anything.
 *
 * <p>What is open at such a place can take effect there: pops first, then pushes. An element whose push and pop are both gone
 * covers nothing any more, and so makes more such places. There is an order of all calls just if nothing is left in the end
 * (Lee and Mathur, Efficient Decrease-And-Conquer Linearizability Monitoring, 2025). Each place is taken
 * once, each call once, all in trees.
 */
final class StackOrder {
    private final Stays stays;
    private final int[] chosen;
    /** How many of the two calls of each stay are left. */
    private final int[] left;

    private final int[] stayOf;
    private final OpenTree open;
    private final CoverTree cover;

    /** @param chosen the stays to look at */
    StackOrder(Stays stays, int[] chosen) {
        int size = stays.times.size();
        this.stays = stays;
        this.chosen = chosen;
        this.left = new int[stays.count()];
        this.stayOf = new int[2 * size + 2];
        int[] ends = new int[2 * size + 2];
        int[] covers = new int[size + 2];
        for (int stay : chosen) {
            put(stay, ends);
            if (stays.entered(stay) < stays.left(stay)) {
                covers[stays.entered(stay)]++;
                covers[stays.left(stay)]--;
            }
        }
        for (int place = 1; place < covers.length; place++) {
            covers[place] += covers[place - 1];
        }
        this.open = new OpenTree(ends);
        this.cover = new CoverTree(covers);
    }

    /** A push can't take effect after its pop ended, nor a pop before its push began; what is never taken is out at the end. */
    private void put(int stay, int[] ends) {
        int push = stays.put[stay];
        ends[2 * push] = Math.min(stays.entered(stay), stays.gone(stay));
        stayOf[2 * push] = stay;
        left[stay] = 1;
        if (stays.isTaken(stay)) {
            int slot = stays.take[stay] > push ? 2 * stays.take[stay] : 2 * push + 1;
            ends[slot] = stays.gone(stay);
            stayOf[slot] = stay;
            left[stay] = 2;
        }
    }

    /** The stays that no order fits, none when there is one. */
    int[] stuck() {
        for (int place = cover.takeUncovered(); place != NOBODY; place = cover.takeUncovered()) {
            int slots = Math.min(2 * place + 2, stayOf.length);
            for (int slot = open.takeOpen(slots, place); slot != NOBODY; slot = open.takeOpen(slots, place)) {
                int stay = stayOf[slot];
                left[stay]--;
                if (left[stay] == 0) {
                    cover.uncover(stays.entered(stay), stays.left(stay));
                }
            }
        }
        return Arrays.stream(chosen).filter(stay -> left[stay] > 0).toArray();
    }
}
