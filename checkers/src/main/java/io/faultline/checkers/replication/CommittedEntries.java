package io.faultline.checkers.replication;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which entries nodes said are committed: the entry is the one in the log of the node that said it first.
 *
 * <p>As a digest stands for all of a log up to its entry, two nodes that committed the same entry at one index committed
 * the same ones before it; so one comparison a commit is enough. In a history that lies about digests, or commits two
 * entries at one index, whoever asks here may see less; that history is invalid by another rule.
 */
final class CommittedEntries {
    private final ReplicatedLogs logs;
    private final NodeLog entries;
    /** How far entries were committed by the event in the other array, both ascending. */
    private long[] upTo = new long[8];

    private int[] by = new int[8];
    private int marks;
    private final TreeMap<Long, Commit> byTerm = new TreeMap<>();
    /** The entry of {@link #byTerm} that was asked for last. */
    private Commit newest;

    private long newestTerm;

    /** So far a term's commits reach, and the event that says so. */
    record Commit(long index, int position) {}

    CommittedEntries(ReplicatedLogs logs) {
        this.logs = logs;
        this.entries = new NodeLog(logs);
    }

    /** There are no more: what is committed in one term is so in those behind it. */
    void complete() {
        Commit farthest = null;
        for (Map.Entry<Long, Commit> one : byTerm.entrySet()) {
            if (farthest == null || one.getValue().index > farthest.index) {
                farthest = one.getValue();
            }
            one.setValue(farthest);
        }
    }

    /** Takes in the commit at this position, by a node in this state. What is beyond its log is nothing. */
    void take(int p, NodeState node) {
        long index = Math.min(logs.from[p], node.log.end());
        if (index <= 0) {
            return;
        }
        reach(logs.event.term(p), index, p);
        if (index > entries.end()) {
            entries.extend(node.log, index);
            if (marks == by.length) {
                upTo = Arrays.copyOf(upTo, 2 * marks);
                by = Arrays.copyOf(by, 2 * marks);
            }
            upTo[marks] = index;
            by[marks++] = p;
        }
    }

    /** Most commits are of the term of the one before, and only tell again what another node said. */
    private void reach(long term, long index, int p) {
        if (newest == null || term != newestTerm) {
            newest = byTerm.get(term);
            newestTerm = term;
        }
        if (newest == null || index > newest.index) {
            newest = new Commit(index, p);
            byTerm.put(term, newest);
        }
    }

    /** How far entries are committed. */
    long end() {
        return entries.end();
    }

    /** The slot of the committed entry at this index; {@link NodeLog#UNKNOWN} or less if it is none or not known. */
    int at(long index) {
        return entries.at(index);
    }

    /** The event that first said that the entry at this index, one within {@link #end}, is committed. */
    int committedBy(long index) {
        int found = Arrays.binarySearch(upTo, 0, marks, index);
        return by[found >= 0 ? found : -found - 1];
    }

    /** Once {@link #complete}: how far entries were committed in terms below this one, null if none were. */
    Commit below(long term) {
        Map.Entry<Long, Commit> one = byTerm.lowerEntry(term);
        return one == null ? null : one.getValue();
    }

    /** Once {@link #complete}: the first term in which anybody said that the entry at this index is committed. */
    long leastTerm(long index) {
        for (Map.Entry<Long, Commit> one : byTerm.entrySet()) {
            if (one.getValue().index >= index) {
                return one.getKey();
            }
        }
        throw new IllegalArgumentException("entry " + index + " was never committed");
    }

    /** Whether the log has another entry than the committed one, at the last index up to this one where both are known. */
    boolean differs(NodeLog log, long index) {
        long known = entries.lastKnown(log, index);
        return known > 0 && !logs.same(entries.at(known), log.at(known));
    }

    /** The first entry up to {@code last} that the log has not, or has another for; 0 when there is none. */
    long firstMissing(NodeLog log, long last) {
        return entries.firstDifference(log, last);
    }
}
