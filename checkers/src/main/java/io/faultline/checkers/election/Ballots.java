package io.faultline.checkers.election;

import java.util.HashMap;
import java.util.Map;

/** The ballots of all terms, filled by a checker as it walks along the trace. */
final class Ballots {
    private final int nodes;
    private final Map<Long, Ballot> byTerm = new HashMap<>();
    private long lastTerm = -1;
    private Ballot last;

    Ballots(Trace trace) {
        nodes = trace.names.size();
    }

    /** The ballot of this term, empty when nobody voted in it yet. */
    Ballot of(long term) {
        if (term != lastTerm) {
            last = byTerm.get(term);
            if (last == null) {
                last = new Ballot(nodes);
                byTerm.put(term, last);
            }
            lastTerm = term;
        }
        return last;
    }

    /** How many terms anyone asked for. */
    int terms() {
        return byTerm.size();
    }
}
