package io.faultline.checkers.replication;

import io.faultline.checkers.history.LogStart;

/**
 * What a start says of the log that its node had reported before.
 *
 * <p>A node that was killed may have taken its last words with it: entries that reached its disk, and, if there was a
 * leader of a newer term to ask for it, the removal of entries. So a log that ends elsewhere than it was said to is a
 * loss only if no such leader was, or if the node had stopped in good order and left nothing unsaid.
 *
 * @param disk what the start says
 * @param commit how far the node knew entries to be committed, which nothing removes
 * @param lost the first reported entry that is gone, 0 when none is known to be
 * @param maybeTruncated whether the node may have removed entries without getting to say so
 * @param keeps whether the log is the reported one, entry by entry
 */
record Restart(LogStart disk, long commit, long lost, boolean maybeTruncated, boolean keeps) {

    /** The start at this position, of a node in this state before. */
    static Restart of(ReplicatedLogs logs, int p, NodeState before) {
        LogStart disk = logs.disk(p);
        NodeLog log = before.log;
        long end = log.end();
        long tail = Math.max(disk.tail().index(), disk.snapshotIndex());
        long kept = Math.max(log.base(), disk.snapshotIndex());
        int last = log.at(end);
        boolean keeps = log.sure()
                && tail == end
                && (last < 0 || logs.term(last) == disk.tail().term());
        boolean told = log.sure() && !replaced(logs, disk, log) && end > kept;
        long lost = told && !keeps ? lost(logs, disk, log, tail, kept) : 0;
        boolean maybeTruncated = !keeps && maybeTruncated(logs, p, before, logs.event.term(p));
        return new Restart(disk, Math.max(0, before.commit), lost, maybeTruncated, keeps);
    }

    /** Whether a leader of that term or one before may have had entries removed, and the node did not get to say so. */
    static boolean maybeTruncated(ReplicatedLogs logs, int p, NodeState before, long upToTerm) {
        int last = before.log.at(before.log.end());
        return (before.last == NodeState.NONE || logs.kind[before.last] != LogKind.STOPPED)
                && (last < 0 || logs.otherLed(logs.node[p], logs.term(last), upToTerm));
    }

    /** Whether the snapshot on the disk replaced the log: a leader's, of which the node did not get to speak. */
    private static boolean replaced(ReplicatedLogs logs, LogStart disk, NodeLog log) {
        if (disk.snapshot() == null || disk.snapshotIndex() <= log.base()) {
            return false;
        }
        int held = log.at(disk.snapshotIndex());
        return held < 0 || logs.term(held) != disk.snapshot().term();
    }

    private static long lost(ReplicatedLogs logs, LogStart disk, NodeLog log, long tail, long kept) {
        int held = log.at(tail);
        if (tail > kept && held >= 0 && logs.term(held) != disk.tail().term()) {
            return tail;
        }
        return tail < log.end() ? Math.max(tail, kept) + 1 : 0;
    }

    /** Makes the log what the node has now, as far as is known. */
    void changes(NodeLog log) {
        if (disk.snapshot() != null) {
            log.install(disk.snapshotIndex(), disk.snapshot().term());
        }
        long tail = Math.max(disk.tail().index(), disk.snapshotIndex());
        if (keeps) {
            log.endAt(tail, tail + 1);
        } else if (maybeTruncated) {
            log.endAt(tail, commit + 1);
        } else {
            log.endAt(tail, lost > 0 ? lost : tail + 1);
        }
    }
}
