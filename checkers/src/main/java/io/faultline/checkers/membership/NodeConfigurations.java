package io.faultline.checkers.membership;

import io.faultline.checkers.history.Batch;
import io.faultline.checkers.history.LogFact;
import io.faultline.checkers.history.NodeEvents;
import io.faultline.checkers.history.NodeFact;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** One node's configurations: that in force, and those before it on which it falls back when entries are removed. */
final class NodeConfigurations {
    private final Numbering numbering;
    /** By number, in the order of the entries that hold them. */
    private final Deque<Integer> held = new ArrayDeque<>();

    /** The position of what the node said last, -1 before it spoke. */
    private int last = -1;

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

    /** Takes in what the node said at this position. */
    void see(NodeEvents said, int p) {
        NodeFact fact = said.batch(p) == Batch.NONE ? said.fact(p) : null;
        if (fact instanceof NodeFact.Started started) {
            held.clear();
            held.addLast(numbering.number(Configuration.of(0, started.members(), List.of())));
            commit = started.disk().snapshotIndex();
        } else if (isGap(said, p)) {
            held.clear();
            commit = 0;
        }
        if (fact instanceof LogFact.ConfigChanged changed) {
            configured(changed, last >= 0 && said.fact(last) instanceof NodeFact.Started);
        } else if (fact instanceof LogFact.Truncated truncated) {
            cut(truncated.from());
        } else if (said.batch(p) == Batch.COMMITTED) {
            commit = said.from(p);
        } else if (fact instanceof LogFact.SnapshotInstalled installed) {
            commit = Math.max(commit, installed.snapshot().index());
        }
        last = p;
    }

    private boolean isGap(NodeEvents said, int p) {
        return last < 0 || said.incarnation(last) != said.incarnation(p) || said.seq(p) != said.seq(last) + 1;
    }

    private void configured(LogFact.ConfigChanged changed, boolean toldAtStart) {
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
