package io.faultline.nemesis.generate;

import io.faultline.nemesis.fault.CutKind;
import io.faultline.nemesis.fault.Direction;
import io.faultline.nemesis.fault.Partition;
import io.faultline.nemesis.fault.PartitionShape;

/** Partitions that only show a bug one after the other. */
final class PartitionScript {

    private PartitionScript() {}

    /**
     * The leader is cut off until another is elected; then it is back, but half of the nodes, often
     * it among them, do not see the new leader. It still leads its old term, in reach of nodes of a
     * higher one.
     *
     * @param afterwards how long the second part lasts
     */
    static void handover(Draw draw, Scene scene, CutKind cut, long afterwards, EpisodeStyle.Sink sink) {
        long alone = draw.time(scene.elections(1.5), scene.elections(4.0));
        sink.add(0, alone, new Partition(PartitionShape.LEADER_ALONE, draw.order(scene.nodes()), Direction.BOTH, cut));
        PartitionShape shape = scene.size() < 3 ? PartitionShape.LEADER_ALONE : PartitionShape.LEADER_HALF_SEEN;
        Direction way = draw.chance(0.5) ? Direction.OUT : Direction.BOTH;
        sink.add(alone, afterwards, new Partition(shape, draw.order(scene.nodes()), way, cut));
    }

    /**
     * One node hears nobody but goes on talking, in ever older terms, while the others lose their
     * leader twice: with what is left they must still elect one.
     *
     * @param length how long all of it lasts
     */
    static void deafWitness(Draw draw, Scene scene, CutKind cut, long length, EpisodeStyle.Sink sink) {
        sink.add(0, length, new Partition(PartitionShape.DEAF, draw.order(scene.nodes()), Direction.BOTH, cut));
        long first = draw.time(scene.elections(0.2), scene.elections(1.0));
        long alone = draw.time(scene.elections(1.5), scene.elections(3.0));
        sink.add(
                first,
                alone,
                new Partition(PartitionShape.LEADER_ALONE, draw.order(scene.nodes()), Direction.BOTH, cut));
        long second = first + alone + draw.time(scene.elections(0.2), scene.elections(1.0));
        if (second < length) {
            sink.add(
                    second,
                    length - second,
                    new Partition(PartitionShape.LEADER_ALONE, draw.order(scene.nodes()), Direction.BOTH, cut));
        }
    }
}
