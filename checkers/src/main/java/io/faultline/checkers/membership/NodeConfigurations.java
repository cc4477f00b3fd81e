package io.faultline.checkers.membership;

import io.faultline.checkers.history.LogFact;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeFact;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** One node's configurations: that in force, and those before it on which it falls back when entries are removed. */
final class NodeConfigurations {
    private final Numbering numbering;
    /** By number, in the order of the entries that hold them. */
    private final Deque<Integer> held = new ArrayDeque<>();

    private NodeEvent last;
    private long commit;

    NodeConfigurations(Numbering numbering) {
        this.numbering = numbering;
    }

    /** The number of the last one in the node's log, {@link Memberships#UNKNOWN} where that is not known. */
    int inForce() {
        return held.isEmpty() ? Memberships.UNKNOWN : held.getLast();
    }

    /** How far the node knows the log to be committed. */
    long commit() {
        return commit;
    }

    /** Takes in what the node said. */
    void see(NodeEvent event) {
        NodeFact fact = event.fact();
        if (fact instanceof NodeFact.Started started) {
            held.clear();
            held.addLast(numbering.number(Configuration.of(0, started.members(), List.of())));
            commit = started.disk().snapshotIndex();
        } else if (isGap(event)) {
            held.clear();
            commit = 0;
        }
        if (fact instanceof LogFact.ConfigChanged changed) {
            configured(changed);
        } else if (fact instanceof LogFact.Truncated truncated) {
            cut(truncated.from());
        } else if (fact instanceof LogFact.Committed committed) {
            commit = committed.index();
        } else if (fact instanceof LogFact.SnapshotInstalled installed) {
            commit = Math.max(commit, installed.snapshot().index());
        }
        last = event;
    }

    private boolean isGap(NodeEvent event) {
        return last == null || last.incarnation() != event.incarnation() || event.seq() != last.seq() + 1;
    }

    private void configured(LogFact.ConfigChanged changed) {
        boolean toldAtStart = last != null && last.fact() instanceof NodeFact.Started;
        if (toldAtStart) {
            // What the log holds before this one is not told.
            held.clear();
        }
        cut(changed.index());
        held.addLast(numbering.number(Configuration.of(changed.index(), changed.voters(), changed.learners())));
    }

    /** The log has no entries from there on; an initial configuration, of entry 0, stands in none. */
    private void cut(long from) {
        while (!held.isEmpty() && numbering.get(held.getLast()).index() >= from) {
            held.removeLast();
        }
    }
}
