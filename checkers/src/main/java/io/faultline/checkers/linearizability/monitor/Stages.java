package io.faultline.checkers.linearizability.monitor;

import static io.faultline.checkers.linearizability.monitor.Proof.NOBODY;

/**
 * Calls whose order is given up to that of calls of one stage, as when what reads saw tells all.
 *
 * <p>Such an order is true to real time just if no call ended before one began that stands in an earlier stage.
 */
final class Stages {
    private final Times times;
    private final int[] firstEnding;
    private final int[] lastBegun;

    Stages(Times times, int stages) {
        this.times = times;
        this.firstEnding = Proof.nobodies(stages);
        this.lastBegun = Proof.nobodies(stages);
    }

    void add(int call, int stage) {
        int first = firstEnding[stage];
        firstEnding[stage] = first == NOBODY || times.end(call) < times.end(first) ? call : first;
        lastBegun[stage] = Math.max(lastBegun[stage], call);
    }

    /** A call that ended, and one of an earlier stage that only began then; null when there are none. */
    int[] conflict() {
        int latest = NOBODY;
        for (int stage = 0; stage < firstEnding.length; stage++) {
            int first = firstEnding[stage];
            if (first != NOBODY && latest != NOBODY && times.precedes(first, latest)) {
                return new int[] {first, latest};
            }
            latest = Math.max(latest, lastBegun[stage]);
        }
        return null;
    }
}
