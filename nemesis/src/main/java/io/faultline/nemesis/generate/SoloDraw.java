package io.faultline.nemesis.generate;

import io.faultline.nemesis.fault.Crash;
import io.faultline.nemesis.fault.CutKind;
import io.faultline.nemesis.fault.Direction;
import io.faultline.nemesis.fault.FaultClass;
import io.faultline.nemesis.fault.Partition;
import io.faultline.nemesis.fault.PartitionShape;
import io.faultline.nemesis.fault.Pause;
import io.faultline.nemesis.fault.Target;

/**
 * What a soloist does with its stretch: mostly one clean fault for all of it, so that a majority is
 * left and must find its leader; sometimes a script.
 */
final class SoloDraw {

    private static final Choice<PartitionShape> SHAPES = Choice.of(35, PartitionShape.LEADER_ALONE)
            .or(25, PartitionShape.LEADER_WITH_MINORITY)
            .or(20, PartitionShape.MAJORITY_MINORITY)
            .or(20, PartitionShape.ONE_NODE);

    private static final Choice<Whom> WHOM = Choice.of(40, Whom.LEADER)
            .or(25, Whom.MINORITY_WITH_LEADER)
            .or(15, Whom.MINORITY)
            .or(20, Whom.ONE);

    private SoloDraw() {}

    static void play(FaultClass soloist, Draw draw, Scene scene, long length, EpisodeStyle.Sink sink) {
        if (soloist == FaultClass.PARTITION) {
            partition(draw, scene, length, sink);
            return;
        }
        Target target = WHOM.take(draw).target(draw, scene);
        sink.add(0, length, soloist == FaultClass.CRASH ? new Crash(target) : new Pause(target));
    }

    private static void partition(Draw draw, Scene scene, long length, EpisodeStyle.Sink sink) {
        CutKind cut = draw.chance(0.3) ? CutKind.REFUSED : CutKind.BLACK_HOLE;
        double ticket = draw.unit();
        if (ticket < 0.2) {
            PartitionScript.handover(draw, scene, cut, length, sink);
        } else if (ticket < 0.5) {
            PartitionScript.deafWitness(draw, scene, cut, length, sink);
        } else {
            PartitionShape shape = SHAPES.take(draw);
            sink.add(0, length, new Partition(shape, draw.order(scene.nodes()), Direction.BOTH, cut));
        }
    }
}
