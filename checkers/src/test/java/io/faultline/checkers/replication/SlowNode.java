package io.faultline.checkers.replication;

import io.faultline.checkers.history.LogFact;
import io.faultline.checkers.history.LogStart;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.Role;
import io.faultline.checkers.history.SnapshotPoint;
import java.util.List;
import java.util.TreeMap;

/** What is known of a node, entry by entry in a map: slow, and plain to see. */
final class SlowNode {
    /** An entry as it was reported. */
    record Entry(long term, String digest) {}

    final TreeMap<Long, Entry> log = new TreeMap<>();
    /** Whether it is known where the log ends. */
    boolean sure;

    long end;
    long base;
    Long commit;
    Long applied;
    Long ledTerm;
    boolean stopped;
    boolean seen;
    private NodeEvent last;

    /** Forgets everything when events are missing before this one. */
    void notice(NodeEvent event) {
        boolean follows = last != null
                && (event.incarnation() == last.incarnation() && event.seq() == last.seq() + 1
                        || event.incarnation() == last.incarnation() + 1 && event.seq() == 1);
        if (!follows) {
            log.clear();
            sure = false;
            end = 0;
            base = 0;
            commit = null;
            applied = null;
            ledTerm = null;
            stopped = false;
            seen = false;
        }
        if (event.role() != Role.LEADER || ledTerm == null || event.term() != ledTerm) {
            ledTerm = null;
        }
    }

    boolean holds(long index) {
        return index <= end || !sure;
    }

    boolean differs(long index, Entry entry) {
        return log.containsKey(index) && !log.get(index).equals(entry);
    }

    void take(NodeEvent event, List<NodeEvent> all) {
        NodeFact fact = event.fact();
        if (fact instanceof NodeFact.Started started) {
            start(event, started.disk(), all);
        } else if (fact instanceof NodeFact.Leader) {
            ledTerm = event.term();
        } else if (fact instanceof LogFact.Appended appended) {
            append(appended);
        } else if (fact instanceof LogFact.Truncated truncated) {
            log.tailMap(truncated.from(), true).clear();
            end = Math.max(base, sure ? Math.min(end, truncated.from() - 1) : truncated.from() - 1);
            sure = true;
        } else if (fact instanceof LogFact.Committed committed) {
            commit = committed.index();
        } else if (fact instanceof LogFact.Applied applies) {
            applied = applies.from() + applies.digests().size() - 1;
        } else if (fact instanceof LogFact.SnapshotTaken taken) {
            base = Math.max(base, taken.snapshot().index());
            end = Math.max(base, end);
        } else if (fact instanceof LogFact.SnapshotInstalled installed) {
            install(installed.snapshot());
            applied = installed.snapshot().index();
            commit = Math.max(commit == null ? -1 : commit, applied);
        }
        stopped = fact instanceof NodeFact.Stopped;
        seen = true;
        last = event;
    }

    private void append(LogFact.Appended appended) {
        for (int k = 0; k < appended.terms().size(); k++) {
            long index = appended.from() + k;
            Entry entry = new Entry(appended.terms().get(k), appended.digests().get(k));
            if (index <= end && differs(index, entry)) {
                log.tailMap(index, true).clear();
                end = index - 1;
            }
            // What is within the log and unknown stays unknown: nobody can tell what it was before.
            if (index > end) {
                log.put(index, entry);
                end = index;
            }
        }
        sure |= end == appended.from() + appended.terms().size() - 1;
        end = Math.max(base, end);
    }

    void install(SnapshotPoint snapshot) {
        if (snapshot.index() <= base) {
            return;
        }
        Entry held = snapshot.index() <= end ? log.get(snapshot.index()) : null;
        boolean known = held != null || sure && snapshot.index() > end;
        if (known && (held == null || held.term() != snapshot.term())) {
            log.clear();
            end = snapshot.index();
            sure = true;
        } else if (!known) {
            log.tailMap(snapshot.index(), false).clear();
            sure &= end == snapshot.index();
            end = snapshot.index();
        }
        base = snapshot.index();
        end = Math.max(base, end);
    }

    /** The first reported entry that this start does not have any more, 0 when there is none. */
    long lost(LogStart disk) {
        if (!sure || keeps(disk) || replaced(disk)) {
            return 0;
        }
        long tail = Math.max(disk.tail().index(), disk.snapshotIndex());
        for (long index = Math.max(base, disk.snapshotIndex()) + 1; index <= end; index++) {
            boolean other = index == tail
                    && log.containsKey(index)
                    && log.get(index).term() != disk.tail().term();
            if (index > tail || other) {
                return index;
            }
        }
        return 0;
    }

    private boolean keeps(LogStart disk) {
        Entry held = log.get(end);
        return sure
                && Math.max(disk.tail().index(), disk.snapshotIndex()) == end
                && (held == null || held.term() == disk.tail().term());
    }

    private boolean replaced(LogStart disk) {
        if (disk.snapshotIndex() <= base) {
            return false;
        }
        Entry held = log.get(disk.snapshotIndex());
        return held == null || held.term() != disk.snapshot().term();
    }

    /** Whether a leader of a newer term may have had entries removed without this node getting to say so. */
    boolean maybeTruncated(NodeEvent start, long upToTerm, List<NodeEvent> all) {
        Entry held = log.get(end);
        boolean otherLed = all.stream()
                .anyMatch(event -> event.fact() instanceof NodeFact.Leader
                        && !event.node().equals(start.node())
                        && (held == null || event.term() > held.term())
                        && event.term() <= upToTerm);
        return !stopped && (held == null || otherLed);
    }

    private void start(NodeEvent event, LogStart disk, List<NodeEvent> all) {
        long lost = lost(disk);
        boolean keeps = keeps(disk);
        boolean maybe = !keeps && maybeTruncated(event, event.term(), all);
        long safe = commit == null ? 0 : commit;
        if (disk.snapshot() != null) {
            install(disk.snapshot());
        }
        long tail = Math.max(disk.tail().index(), disk.snapshotIndex());
        long known = keeps ? tail : maybe ? safe : lost > 0 ? lost - 1 : tail;
        log.tailMap(Math.min(known, tail), false).clear();
        end = Math.max(base, tail);
        sure = true;
        commit = disk.snapshotIndex();
        applied = disk.snapshotIndex();
        ledTerm = null;
    }
}
