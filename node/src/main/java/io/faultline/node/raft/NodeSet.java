package io.faultline.node.raft;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * An immutable set of nodes, in ascending order.
 *
 * @param bits bit i is set when node i is a member
 */
public record NodeSet(long bits) {
    public static final NodeSet EMPTY = new NodeSet(0);

    public static NodeSet of(NodeId... nodes) {
        return of(List.of(nodes));
    }

    public static NodeSet of(Collection<NodeId> nodes) {
        long bits = 0;
        for (NodeId node : nodes) {
            bits |= 1L << node.number();
        }
        return new NodeSet(bits);
    }

    public boolean contains(NodeId node) {
        return (bits & 1L << node.number()) != 0;
    }

    public NodeSet with(NodeId node) {
        return new NodeSet(bits | 1L << node.number());
    }

    public NodeSet without(NodeId node) {
        return new NodeSet(bits & ~(1L << node.number()));
    }

    public int size() {
        return Long.bitCount(bits);
    }

    /** The members, ascending. */
    public List<NodeId> toList() {
        List<NodeId> list = new ArrayList<>(size());
        for (long rest = bits; rest != 0; rest &= rest - 1) {
            list.add(NodeId.of(Long.numberOfTrailingZeros(rest)));
        }
        return List.copyOf(list);
    }

    @Override
    public String toString() {
        return toList().toString();
    }
}
