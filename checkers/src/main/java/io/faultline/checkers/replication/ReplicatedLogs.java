package io.faultline.checkers.replication;

import io.faultline.checkers.history.Batch;
import io.faultline.checkers.history.HexDigests;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.LogFact;
import io.faultline.checkers.history.LogStart;
import io.faultline.checkers.history.NodeEvents;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.SnapshotPoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The node events of a history as columns, and every entry that an event names by a digest, of the log or of the state after
 * it, in a slot of its own.
 *
 * <p>Position 0 is the first node event. A batch has its slots in a row, in the order of its indexes; those of {@link
 * Batch batches} are its places among their entries, and the others come behind all of these.
 */
final class ReplicatedLogs {
    /** How many node events there are. */
    final int size;
    /** How many of them tell of a log. */
    final int logEvents;
    /** How many nodes speak. */
    final int nodes;

    final NodeEvents event;
    final LogKind[] kind;
    final int[] node;
    /** Whether the node said something between its event before and this one that the history does not have. */
    final boolean[] missed;
    /** The first index, or the only one, the event speaks of. */
    final long[] from;
    /** The first of its slots. */
    final int[] slot;
    /** How many slots it has. */
    final int[] count;

    /** How many slots are those of batches. */
    private final int ofBatches;
    /** By slot behind them: the entry's term, 0 where the event tells none. */
    private final long[] otherTerm;
    /** The digest as a number, or a hash of it where it is none. */
    private final long[] otherDigest;
    /** The digest where it is no number; null where all are, as our own node's. */
    private String[] otherText;
    /** The position of the event. */
    private final int[] otherSaid;

    /** Who led each term: a node's number, or {@link #SEVERAL}. */
    private final TreeMap<Long, Integer> leaders = new TreeMap<>();

    private static final int SEVERAL = -1;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    /** The logs of this history, made once. */
    static ReplicatedLogs of(History history) {
        return history.view(ReplicatedLogs.class, ReplicatedLogs::new);
    }

    private ReplicatedLogs(History history) {
        event = history.nodeEvents();
        size = event.size();
        kind = new LogKind[size];
        node = new int[size];
        missed = new boolean[size];
        from = new long[size];
        slot = new int[size];
        count = new int[size];
        nodes = number();
        ofBatches = event.entries();
        int slots = ofBatches;
        int told = 0;
        List<Integer> others = new ArrayList<>();
        for (int p = 0; p < size; p++) {
            Batch batch = event.batch(p);
            if (batch == Batch.NONE) {
                NodeFact fact = event.fact(p);
                kind[p] = LogKind.of(fact);
                told += fact instanceof LogFact ? 1 : 0;
                slot[p] = slots;
                count[p] = entries(fact);
                slots = Math.addExact(slots, count[p]);
                others.add(p);
                if (kind[p] == LogKind.LEADER) {
                    leaders.merge(event.term(p), node[p], (a, b) -> a.equals(b) ? a : SEVERAL);
                }
            } else {
                kind[p] = LogKind.of(batch);
                told++;
                from[p] = event.from(p);
                slot[p] = event.entry(p);
                count[p] = batch == Batch.COMMITTED ? 0 : event.entryCount(p);
            }
        }
        logEvents = told;
        otherTerm = new long[slots - ofBatches];
        otherDigest = new long[otherTerm.length];
        otherSaid = new int[otherTerm.length];
        for (int p : others) {
            from[p] = fill(p, event.fact(p));
        }
    }

    /** The index of the entry in this slot. */
    long index(int entry) {
        int p = said(entry);
        return from[p] + (entry - slot[p]);
    }

    /** The index behind the last one the event at this position speaks of. */
    long end(int p) {
        return from[p] + count[p];
    }

    /** Whether both slots name the same entry, by term and digest. */
    boolean same(int one, int other) {
        return one == other || term(one) == term(other) && sameDigest(one, other);
    }

    /** Whether both slots name the same digest. */
    boolean sameDigest(int one, int other) {
        return number(one) == number(other) && (otherText == null || Objects.equals(text(one), text(other)));
    }

    /** The term of the entry in this slot, 0 where the event tells none. */
    long term(int entry) {
        return entry < ofBatches ? event.entryTerm(entry) : otherTerm[entry - ofBatches];
    }

    /** The position of the event that has this slot. */
    int said(int entry) {
        return entry < ofBatches ? event.batchWith(entry) : otherSaid[entry - ofBatches];
    }

    private long number(int entry) {
        return entry < ofBatches ? event.entryDigest(entry) : otherDigest[entry - ofBatches];
    }

    /** Null where the digest is a number. */
    private String text(int entry) {
        return otherText == null || entry < ofBatches ? null : otherText[entry - ofBatches];
    }

    /** The digest of this slot. */
    String digest(int entry) {
        String text = text(entry);
        return text == null ? HexDigests.text(number(entry)) : text;
    }

    /** What the node found on its disk when it started, as the event at this position says. */
    LogStart disk(int p) {
        return ((NodeFact.Started) event.fact(p)).disk();
    }

    /** Whether another node than this one led a term above {@code above} and not above {@code upTo}. */
    boolean otherLed(int self, long above, long upTo) {
        if (above >= upTo) {
            return false;
        }
        for (int leader :
                leaders.subMap(above, false, upTo, true).descendingMap().values()) {
            if (leader != self) {
                return true;
            }
        }
        return false;
    }

    /** The name of the node of this number. */
    String name(int number) {
        return names.get(number);
    }

    /** The number of the node of this name, -1 for one that never spoke. */
    int number(String name) {
        return numbers.getOrDefault(name, -1);
    }

    /** Numbers the nodes as they come, and finds out where their events have gaps; returns how many nodes there are. */
    private int number() {
        int known = 0;
        for (int p = 0; p < size; p++) {
            int before = event.before(p);
            if (before == NodeEvents.NONE) {
                numbers.put(event.node(p), known);
                names.add(event.node(p));
            }
            node[p] = before == NodeEvents.NONE ? known++ : node[before];
            missed[p] = before == NodeEvents.NONE || !follows(before, p);
        }
        return known;
    }

    private boolean follows(int before, int now) {
        int incarnation = event.incarnation(before);
        return event.incarnation(now) == incarnation
                ? event.seq(now) == event.seq(before) + 1
                : event.incarnation(now) == incarnation + 1 && event.seq(now) == 1;
    }

    private static int entries(NodeFact fact) {
        if (fact instanceof LogFact.Appended appended) {
            return appended.digests().size();
        } else if (fact instanceof LogFact.Applied applied) {
            return applied.digests().size();
        }
        return snapshot(fact) == null ? 0 : 1;
    }

    /** The snapshot this fact tells of, null if none. */
    private static SnapshotPoint snapshot(NodeFact fact) {
        if (fact instanceof LogFact.SnapshotTaken taken) {
            return taken.snapshot();
        } else if (fact instanceof LogFact.SnapshotInstalled installed) {
            return installed.snapshot();
        }
        return fact instanceof NodeFact.Started started ? started.disk().snapshot() : null;
    }

    /** Fills the slots of this event; returns the index it speaks of first. */
    private long fill(int p, NodeFact fact) {
        if (fact instanceof LogFact.Appended appended) {
            for (int k = 0; k < count[p]; k++) {
                fill(p, k, appended.terms().get(k), appended.digests().get(k));
            }
            return appended.from();
        } else if (fact instanceof LogFact.Applied applied) {
            for (int k = 0; k < count[p]; k++) {
                fill(p, k, 0, applied.digests().get(k));
            }
            return applied.from();
        } else if (fact instanceof LogFact.Truncated truncated) {
            return truncated.from();
        } else if (fact instanceof LogFact.ConfigChanged changed) {
            return changed.index();
        }
        SnapshotPoint snapshot = snapshot(fact);
        if (snapshot == null) {
            return 0;
        }
        fill(p, 0, snapshot.term(), snapshot.digest());
        return snapshot.index();
    }

    private void fill(int p, int k, long term, String digest) {
        int other = slot[p] + k - ofBatches;
        otherSaid[other] = p;
        otherTerm[other] = term;
        if (HexDigests.isNumber(digest)) {
            otherDigest[other] = HexDigests.parse(digest);
            return;
        }
        if (otherText == null) {
            otherText = new String[otherDigest.length];
        }
        otherDigest[other] = digest.hashCode();
        otherText[other] = digest;
    }
}
