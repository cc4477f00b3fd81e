package io.faultline.harness.junit.lab;

import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.LogFact;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The lab's applier, always on: what every node has applied, and whether it is the same everywhere and in order.
 *
 * <p>An entry is known by its term and by the digest of the log up to it; the state after it by a digest too. So two nodes
 * that applied different commands at one index differ here, whatever the commands were.
 */
final class AppliedLogs {
    /**
     * What the first node to apply an index applied there; all others must agree with it.
     *
     * @param entry null when its node never told of it: what reached a disk as the node died is found at the next start
     */
    private record Applied(NodeLog.Entry entry, String state, NodeEvent first) {}

    private final Supplier<List<Event>> events;
    private final Map<String, NodeLog> logs = new TreeMap<>();
    private final List<Applied> agreed = new ArrayList<>();
    private int seen;

    AppliedLogs(List<String> nodes, Supplier<List<Event>> events) {
        this.events = events;
        nodes.forEach(node -> logs.put(node, new NodeLog()));
    }

    /**
     * Looks at what has happened since the last look, and tells whether anything has.
     *
     * @throws AssertionError when a node applied something else than another at an index, or out of order
     */
    boolean look() {
        List<Event> all = events.get();
        if (seen == all.size()) {
            return false;
        }
        while (seen < all.size()) {
            if (all.get(seen++) instanceof NodeEvent event && logs.containsKey(event.node())) {
                hear(event, logs.get(event.node()));
            }
        }
        return true;
    }

    /** How many nodes have applied that index, isolated ones and those that have crashed since among them. */
    int count(long index) {
        return (int)
                logs.values().stream().filter(log -> log.applied() >= index).count();
    }

    /** The term of the entry that was applied at an index; 0 while nobody has that could tell. */
    long termAt(long index) {
        Applied applied = index <= agreed.size() ? agreed.get((int) index - 1) : null;
        return applied == null || applied.entry == null ? 0 : applied.entry.term();
    }

    /** The last index that any node has applied. */
    long last() {
        return agreed.size();
    }

    /** The last index that this start of the node has applied. */
    long last(String node) {
        return logs.get(node).applied();
    }

    private void hear(NodeEvent event, NodeLog log) {
        if (event.fact() instanceof LogFact fact) {
            hear(event, log, fact);
        } else if (event.fact() instanceof NodeFact.Started started) {
            log.started(started.disk());
        }
    }

    private void hear(NodeEvent event, NodeLog log, LogFact fact) {
        if (fact instanceof LogFact.Applied applied) {
            applied(event, log, applied);
        } else if (fact instanceof LogFact.Appended appended) {
            log.appended(appended);
        } else if (fact instanceof LogFact.Truncated truncated) {
            log.truncated(truncated.from());
        } else if (fact instanceof LogFact.SnapshotInstalled installed) {
            log.installed(installed.snapshot());
        }
    }

    private void applied(NodeEvent event, NodeLog log, LogFact.Applied applied) {
        if (applied.from() != log.applied() + 1) {
            throw new AssertionError(event.node() + " applied entry " + applied.from() + " out of order, after entry "
                    + log.applied() + " (event " + event.index() + ")");
        }
        for (int i = 0; i < applied.digests().size(); i++) {
            long index = applied.from() + i;
            agree(index, new Applied(log.at(index), applied.digests().get(i), event));
            log.applied(index);
        }
    }

    private void agree(long index, Applied applied) {
        // A snapshot that reached a disk as its node died may stand for entries that nobody has told to have applied
        // yet.
        while (agreed.size() < index) {
            agreed.add(null);
        }
        Applied other = agreed.get((int) index - 1);
        if (other == null) {
            agreed.set((int) index - 1, applied);
            return;
        }
        boolean known = applied.entry != null && other.entry != null;
        if (known && !other.entry.equals(applied.entry) || !other.state.equals(applied.state)) {
            throw new AssertionError("at index " + index + " " + told(applied) + ", but " + told(other));
        }
        if (other.entry == null) {
            agreed.set((int) index - 1, applied);
        }
    }

    private static String told(Applied applied) {
        String entry = applied.entry == null
                ? "an entry it never told of"
                : "the entry of term " + applied.entry.term() + " (log " + applied.entry.digest() + ")";
        return applied.first.node() + " applied " + entry + ", which made the state " + applied.state + " (event "
                + applied.first.index() + ")";
    }
}
