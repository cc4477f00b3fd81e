package io.faultline.harness.junit.lab;

import io.faultline.checkers.history.LogFact;
import io.faultline.checkers.history.LogStart;
import io.faultline.checkers.history.SnapshotPoint;
import java.util.ArrayList;
import java.util.List;

/** The log of one node, as far as the node has told of it, and how much of it has reached its state machine. */
final class NodeLog {
    /**
     * One entry.
     *
     * @param digest of the log up to and including it
     */
    record Entry(long term, String digest) {}

    private final List<Entry> entries = new ArrayList<>();
    private long applied;

    /** The last entry this start of the node has applied, or has got in a snapshot. */
    long applied() {
        return applied;
    }

    /** The entry at an index; null where the node has never told of it. */
    Entry at(long index) {
        return index > entries.size() ? null : entries.get((int) index - 1);
    }

    /** The node has started: its state machine is back at its snapshot. */
    void started(LogStart disk) {
        applied = disk.snapshotIndex();
        endAt(disk.tail().index());
    }

    void appended(LogFact.Appended appended) {
        endAt(appended.from() - 1);
        for (int i = 0; i < appended.terms().size(); i++) {
            entries.add(new Entry(appended.terms().get(i), appended.digests().get(i)));
        }
    }

    void truncated(long from) {
        endAt(from - 1);
    }

    /** A leader's snapshot is in place; what follows its last entry stays where the log holds that (Raft Figure 13). */
    void installed(SnapshotPoint snapshot) {
        Entry last = at(snapshot.index());
        if (last == null || last.term() != snapshot.term()) {
            endAt(0);
            endAt(snapshot.index());
        }
        applied = Math.max(applied, snapshot.index());
    }

    void applied(long through) {
        applied = through;
    }

    private void endAt(long index) {
        if (index < entries.size()) {
            entries.subList((int) index, entries.size()).clear();
        }
        while (entries.size() < index) {
            entries.add(null);
        }
    }
}
