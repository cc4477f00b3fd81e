package io.faultline.nemesis.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which nodes lose sight of which, given an order of the nodes.
 *
 * <p>Shapes that speak of the leader expect it at the front of the order. A cut between an earlier
 * and a later group (or node) is two links; {@link Direction#OUT} keeps the one from the earlier to
 * the later, {@link Direction#IN} the other.
 */
public enum PartitionShape {
    /** The first node against the rest. */
    ONE_NODE(2),
    /** ⌊n/2⌋ nodes against the rest: 2|3 of five, 2|2 of four. */
    HALVES(2),
    /** The greatest minority against the rest: 2|3 of five, 1|3 of four. */
    MAJORITY_MINORITY(2),
    /** Every node sees a majority, no two see the same one. */
    MAJORITIES_RING(3),
    /** Two groups that do not see each other, and the first node, which sees both. */
    BRIDGE(3),
    /** The leader against the rest. */
    LEADER_ALONE(2),
    /** The leader alone and the rest in two halves, 1|2|2 of five: where nobody has a majority, nobody may win. */
    LEADER_ALONE_REST_HALVED(3),
    /** The leader with as many others as still make no majority, against the rest. */
    LEADER_WITH_MINORITY(2),
    /**
     * The leader loses sight of half of the others, of four two, while those still see everybody
     * else: nobody is cut off, yet some hear of the leader only through others.
     */
    LEADER_HALF_SEEN(3),
    /** Three groups, none of them a majority: 2|2|1 of five. */
    THIRDS(3),
    /** The first node hears nobody and is heard by all. */
    DEAF(2),
    /** The first node hears all and is heard by nobody. */
    MUTE(2),
    /** The one link from the first node to the second. */
    SINGLE_LINK(2);

    private final int nodesMin;

    PartitionShape(int nodesMin) {
        this.nodesMin = nodesMin;
    }

    /** Returns how many nodes it takes at least. */
    public int nodesMin() {
        return nodesMin;
    }

    /** Returns whether the shape is about the leader, which then goes to the front of the order. */
    public boolean aboutLeader() {
        return switch (this) {
            case LEADER_ALONE, LEADER_ALONE_REST_HALVED, LEADER_WITH_MINORITY, LEADER_HALF_SEEN -> true;
            default -> false;
        };
    }

    /** Returns whether the shape has a direction of its own and takes no other. */
    public boolean oneWay() {
        return this == DEAF || this == MUTE || this == SINGLE_LINK;
    }

    /** Returns whether the shape splits the cluster into groups that are each fully connected. */
    public boolean clean() {
        return switch (this) {
            case ONE_NODE,
                    HALVES,
                    MAJORITY_MINORITY,
                    LEADER_ALONE,
                    LEADER_ALONE_REST_HALVED,
                    LEADER_WITH_MINORITY,
                    THIRDS -> true;
            case MAJORITIES_RING, BRIDGE, LEADER_HALF_SEEN, DEAF, MUTE, SINGLE_LINK -> false;
        };
    }

    /**
     * Returns the links that are cut, in their natural order.
     *
     * @param order all nodes; the leader in front for a shape that is about it
     * @param direction ignored by a shape that has its own
     */
    public Set<Link> links(List<String> order, Direction direction) {
        int count = order.size();
        if (count < nodesMin) {
            throw new IllegalArgumentException(this + " needs at least " + nodesMin + " nodes, but there are " + count);
        }
        return switch (this) {
            case ONE_NODE, LEADER_ALONE -> between(order, direction, 1);
            case HALVES -> between(order, direction, count / 2);
            case MAJORITY_MINORITY, LEADER_WITH_MINORITY -> between(order, direction, Quorum.minority(count));
            case THIRDS -> between(order, direction, (count + 2) / 3, (count + 1) / 3);
            case LEADER_ALONE_REST_HALVED -> between(order, direction, 1, (count - 1) / 2);
            case BRIDGE -> between(order.subList(1, count), direction, (count - 1) / 2);
            case LEADER_HALF_SEEN -> cut(order, direction, (a, b) -> a == 0 && b <= (count - 1) / 2);
            case MAJORITIES_RING -> ring(order, direction);
            case DEAF -> between(order, Direction.IN, 1);
            case MUTE -> between(order, Direction.OUT, 1);
            case SINGLE_LINK -> cut(order, Direction.OUT, (a, b) -> a == 0 && b == 1);
        };
    }

    @FunctionalInterface
    private interface Apart {
        boolean test(int earlier, int later);
    }

    /** Cuts between consecutive groups of the given sizes; what is left over is the last group. */
    private static Set<Link> between(List<String> order, Direction direction, int... sizes) {
        int[] group = new int[order.size()];
        int node = 0;
        for (int g = 0; g < sizes.length; g++) {
            for (int i = 0; i < sizes[g]; i++) {
                group[node++] = g;
            }
        }
        while (node < group.length) {
            group[node++] = sizes.length;
        }
        return cut(order, direction, (a, b) -> group[a] != group[b]);
    }

    /**
     * Each node keeps its nearest neighbours on a ring, just enough for a majority. Three nodes have
     * no such ring: there a path does, whose ends lose sight of each other.
     */
    private static Set<Link> ring(List<String> order, Direction direction) {
        int count = order.size();
        int reach = Quorum.majority(count) / 2;
        Apart apart = (a, b) -> Math.min(b - a, count - (b - a)) > reach;
        Apart ends = (a, b) -> a == 0 && b == count - 1;
        return cut(order, direction, count == 3 ? ends : apart);
    }

    private static Set<Link> cut(List<String> order, Direction direction, Apart apart) {
        Set<Link> links = new TreeSet<>();
        for (int a = 0; a < order.size(); a++) {
            for (int b = a + 1; b < order.size(); b++) {
                if (apart.test(a, b)) {
                    Link out = new Link(order.get(a), order.get(b));
                    if (direction != Direction.IN) {
                        links.add(out);
                    }
                    if (direction != Direction.OUT) {
                        links.add(out.reversed());
                    }
                }
            }
        }
        return links;
    }

    /** Returns the order with the node moved to its front. */
    static List<String> withFront(String node, List<String> order) {
        List<String> moved = new ArrayList<>(order.size());
        moved.add(node);
        for (String other : order) {
            if (!other.equals(node)) {
                moved.add(other);
            }
        }
        return moved;
    }
}
