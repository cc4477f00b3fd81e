package io.faultline.nemesis.generate;

import io.faultline.nemesis.fault.CutKind;
import io.faultline.nemesis.fault.Direction;
import io.faultline.nemesis.fault.Fault;
import io.faultline.nemesis.fault.Link;
import io.faultline.nemesis.fault.LinkCut;
import io.faultline.nemesis.fault.Partition;
import io.faultline.nemesis.fault.PartitionShape;
import java.util.ArrayList;
import java.util.List;

/**
 * Partitions: mostly shapes around the leader, which make elections; sometimes each link at random,
 * sometimes a swizzle (nodes cut off one by one, taken back in another order).
 */
final class PartitionStyle implements EpisodeStyle {

    private static final Choice<PartitionShape> SHAPES = Choice.of(26, PartitionShape.LEADER_ALONE)
            .or(14, PartitionShape.LEADER_WITH_MINORITY)
            .or(20, PartitionShape.LEADER_ALONE_REST_HALVED)
            .or(6, PartitionShape.THIRDS)
            .or(8, PartitionShape.MAJORITIES_RING)
            .or(8, PartitionShape.BRIDGE)
            .or(6, PartitionShape.LEADER_HALF_SEEN)
            .or(8, PartitionShape.MAJORITY_MINORITY)
            .or(7, PartitionShape.HALVES)
            .or(7, PartitionShape.ONE_NODE)
            .or(4, PartitionShape.DEAF)
            .or(4, PartitionShape.MUTE)
            .or(4, PartitionShape.SINGLE_LINK);

    private static final Choice<Direction> WAYS =
            Choice.of(76, Direction.BOTH).or(12, Direction.IN).or(12, Direction.OUT);

    private final Scene scene;
    private final Pace pace;
    private final Span span;
    private final double refusedChance;

    PartitionStyle(Draw draw, Scene scene) {
        this.scene = scene;
        this.pace = Pace.draw(draw, scene, 0.7, 5.0, 0.75);
        this.span =
                Span.of(scene, 0.3, 2.0, 45).or(2.0, 5.0, 40).or(5.0, 12.0, 15).capped(pace, 4.0);
        this.refusedChance = draw.chance(0.5) ? 0.1 : 0.6;
    }

    @Override
    public long meanIntervalNanos() {
        return pace.meanIntervalNanos();
    }

    @Override
    public boolean serial() {
        return pace.serial();
    }

    @Override
    public void next(Draw draw, Sink sink) {
        CutKind cut = draw.chance(refusedChance) ? CutKind.REFUSED : CutKind.BLACK_HOLE;
        double ticket = draw.unit();
        if (ticket < 0.06 && scene.size() > 2) {
            swizzle(draw, sink, cut);
        } else if (ticket < 0.18) {
            long afterwards = draw.time(scene.elections(2.0), scene.elections(4.0));
            PartitionScript.handover(draw, scene, cut, afterwards, sink);
        } else if (ticket < 0.26) {
            sink.add(0, span.take(draw), randomCut(draw, cut));
        } else {
            sink.add(0, span.take(draw), shape(draw, cut));
        }
    }

    private Fault shape(Draw draw, CutKind cut) {
        PartitionShape drawn = SHAPES.take(draw);
        Direction way = WAYS.take(draw);
        PartitionShape shape = drawn.nodesMin() > scene.size() ? PartitionShape.ONE_NODE : drawn;
        Direction direction = shape.oneWay() ? Direction.BOTH : way;
        return new Partition(shape, draw.order(scene.nodes()), direction, cut);
    }

    private Fault randomCut(Draw draw, CutKind cut) {
        double probability = draw.probability(0.1, 0.6);
        List<Link> cutLinks = new ArrayList<>();
        List<String> order = draw.order(scene.nodes());
        for (String from : scene.nodes()) {
            for (String to : scene.nodes()) {
                if (!from.equals(to) && draw.chance(probability)) {
                    cutLinks.add(new Link(from, to));
                }
            }
        }
        if (cutLinks.isEmpty()) {
            cutLinks.add(new Link(order.get(0), order.get(1)));
        }
        return new LinkCut(cutLinks, cut);
    }

    private void swizzle(Draw draw, Sink sink, CutKind cut) {
        List<String> going = draw.order(scene.nodes());
        List<String> coming = draw.order(scene.nodes());
        int count = draw.count(2, scene.size());
        long step = draw.time(scene.elections(0.1), scene.elections(0.8));
        for (int i = 0; i < count; i++) {
            String node = going.get(i);
            long begin = i * step;
            long end = (count + coming.indexOf(node)) * step;
            List<String> order = front(node);
            sink.add(begin, end - begin, new Partition(PartitionShape.ONE_NODE, order, Direction.BOTH, cut));
        }
    }

    private List<String> front(String node) {
        List<String> order = new ArrayList<>(scene.nodes());
        order.remove(node);
        order.add(0, node);
        return order;
    }
}
