package io.faultline.node.raft;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The configuration in force at a node: the last one in its log, committed or not (dissertation §4.1), and those it falls
 * back on when entries are removed.
 */
final class Members {
    private record Held(long index, Configuration configuration) {}

    private final NodeId self;
    private final Deque<Held> held = new ArrayDeque<>();
    private NodeId[] others = {};

    /** The members before any log says otherwise. */
    Members(NodeId self, Configuration initial) {
        this.self = self;
        reset(0, initial);
    }

    /** Only this configuration is known. */
    void reset(long index, Configuration configuration) {
        held.clear();
        held.addLast(new Held(index, configuration));
        changed();
    }

    /** The log has got an entry with a configuration. */
    void added(long index, Configuration configuration) {
        held.addLast(new Held(index, configuration));
        changed();
    }

    /** The log has lost its entries from there on; tells whether another configuration is in force now. */
    boolean removed(long from) {
        boolean fallsBack = false;
        while (held.size() > 1 && held.getLast().index() >= from) {
            held.removeLast();
            fallsBack = true;
        }
        if (fallsBack) {
            changed();
        }
        return fallsBack;
    }

    Configuration current() {
        return held.getLast().configuration();
    }

    /** The entry that holds the current one, 0 for the one the cluster began with. */
    long index() {
        return held.getLast().index();
    }

    /** The configuration in force at an entry, and the entry that holds it: for a snapshot. */
    Configuration at(long index) {
        return heldAt(index).configuration();
    }

    long indexAt(long index) {
        return heldAt(index).index();
    }

    /** Configurations that a snapshot stands for are not fallen back on any more. */
    void compact(long through) {
        while (held.size() > 1 && second().index() <= through) {
            held.removeFirst();
        }
    }

    NodeSet voters() {
        return current().voters();
    }

    boolean votes(NodeId node) {
        return voters().contains(node);
    }

    /**
     * Whether the node voted before the newest configuration, which is without it and not known to be committed: until it is,
     * the node may be the only one that can be elected (dissertation §4.2.2, Figure 4.6).
     */
    boolean isLeaving(NodeId node, long commit) {
        if (held.size() == 1 || current().all().contains(node) || index() <= commit) {
            return false;
        }
        Held newest = held.removeLast();
        boolean voted = votes(node);
        held.addLast(newest);
        return voted;
    }

    /** Everyone but this node who gets the log, ascending; not to be changed. */
    NodeId[] others() {
        return others;
    }

    private Held heldAt(long index) {
        Held found = held.getFirst();
        for (Held each : held) {
            if (each.index() <= index) {
                found = each;
            }
        }
        return found;
    }

    private Held second() {
        Held first = held.removeFirst();
        Held second = held.getFirst();
        held.addFirst(first);
        return second;
    }

    private void changed() {
        others = current().all().without(self).toList().toArray(NodeId[]::new);
    }
}
