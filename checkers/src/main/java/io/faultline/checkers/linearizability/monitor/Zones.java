package io.faultline.checkers.linearizability.monitor;

/**
 * Stretches of time of which no two may overlap: those of values of a register, of holders of a lock.
 *
 * <p>What belongs together has a first end, {@code from}, and a last beginning, {@code to}. If that end precedes that
 * beginning, the zone is <em>forward</em>: its value was there all the time from one to the other. Otherwise it is
 * <em>backward</em>: all its calls were open together, and its value may have come and gone in any one moment from {@code to}
 * to {@code from}. There is an order of zones just if no two forward ones overlap and no backward one lies within a forward
 * one (Gibbons and Korach, Testing Shared Memories, 1997). As ends and beginnings are places, this takes no sorting.
 */
final class Zones {
    private final int[] from;
    private final int[] to;
    private final int size;
    private int count;

    /**
     * @param most how many zones there may be
     * @param size how many calls there are
     */
    Zones(int most, int size) {
        this.from = new int[most];
        this.to = new int[most];
        this.size = size;
    }

    /**
     * Adds a zone; they are numbered as they come.
     *
     * @param firstEnd 0 for what was there at first
     * @param lastBegin {@code size} for what was there at last
     */
    void add(int firstEnd, int lastBegin) {
        from[count] = firstEnd;
        to[count++] = lastBegin;
    }

    int count() {
        return count;
    }

    /** The first end. */
    int from(int zone) {
        return from[zone];
    }

    /** The last beginning. */
    int to(int zone) {
        return to[zone];
    }

    boolean isForward(int zone) {
        return from[zone] <= to[zone];
    }

    /** Two zones that no order fits, a forward one first; null when there are none. */
    int[] conflict() {
        int[] lastBegun = Proof.nobodies(size + 2);
        for (int zone = 0; zone < count; zone++) {
            if (isForward(zone)) {
                int other = lastBegun[from[zone]];
                if (other >= 0) {
                    return new int[] {other, zone};
                }
                lastBegun[from[zone]] = zone;
            }
        }
        int last = Proof.NOBODY;
        for (int place = 0; place < lastBegun.length; place++) {
            int zone = lastBegun[place];
            if (zone >= 0 && last >= 0 && place <= to[last]) {
                return new int[] {last, zone};
            }
            last = zone >= 0 ? zone : last;
            lastBegun[place] = last;
        }
        return around(lastBegun);
    }

    /** A backward zone within a forward one: as those do not overlap, only the last that began before it can hold it. */
    private int[] around(int[] lastBegun) {
        for (int zone = 0; zone < count; zone++) {
            if (!isForward(zone) && to[zone] >= 0) {
                int outer = lastBegun[to[zone]];
                if (outer >= 0 && from[zone] <= to[outer]) {
                    return new int[] {outer, zone};
                }
            }
        }
        return null;
    }
}
