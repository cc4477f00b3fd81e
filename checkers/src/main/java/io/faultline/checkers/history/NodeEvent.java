package io.faultline.checkers.history;

import java.util.Objects;

/**
 * Something a node said about itself.
 *
 * <p>A node writes an event after what it tells of is durable and before any message that depends on it leaves; term
 * and role are those the node has once the event has happened.
 *
 * @param incarnation which start of this node, from 1
 * @param seq number of this event within the incarnation, from 1 without gaps
 * @param clock the node's own monotonic time in nanoseconds, since its process clock's origin
 * @param term the node's current term
 * @param role the node's role
 * @param fact what happened
 */
public record NodeEvent(
        long index, long time, String node, int incarnation, long seq, long clock, long term, Role role, NodeFact fact)
        implements Event {

    public NodeEvent {
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(fact, "fact");
        if (incarnation < 1 || seq < 1 || term < 0) {
            throw new IllegalArgumentException("a node event needs incarnation and seq from 1 and term from 0, not "
                    + incarnation + ", " + seq + " and " + term);
        }
    }
}
