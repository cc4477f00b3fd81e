package io.faultline.nemesis.fault;

import java.util.List;
import java.util.Objects;

/**
 * Cuts links in a shape.
 *
 * <p>{@code new Partition(LEADER_ALONE, order, Direction.IN, BLACK_HOLE)} is a leader that can still
 * send but hears nobody. Without a leader, shapes about it take the first of the order that runs.
 *
 * @param shape which groups lose sight of each other
 * @param order a permutation of all nodes: who is in which group
 * @param direction both ways, or only one; shapes with a direction of their own take BOTH
 * @param cut how a cut link looks
 */
public record Partition(PartitionShape shape, List<String> order, Direction direction, CutKind cut) implements Fault {

    /** Checks that there are enough nodes and that the direction is not said twice. */
    public Partition {
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(cut, "cut");
        order = Require.distinctNodes(order, "order");
        if (order.size() < shape.nodesMin()) {
            throw new IllegalArgumentException(shape + " needs at least " + shape.nodesMin() + " nodes, not " + order);
        }
        if (shape.oneWay() && direction != Direction.BOTH) {
            throw new IllegalArgumentException(shape + " has a direction of its own; write BOTH, not " + direction);
        }
    }

    @Override
    public FaultKind kind() {
        return FaultKind.PARTITION;
    }

    @Override
    public Injection resolve(ClusterView view) {
        List<String> placed = order;
        if (shape.aboutLeader()) {
            String front = new Target.Leader(order).resolve(view).get(0);
            placed = PartitionShape.withFront(front, order);
        }
        return new Injection.CutLinks(shape.links(placed, direction), cut);
    }

    @Override
    public List<String> namedNodes() {
        return order;
    }
}
