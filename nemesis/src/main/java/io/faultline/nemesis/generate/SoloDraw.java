package io.faultline.nemesis.generate;

import io.faultline.nemesis.fault.Crash;
import io.faultline.nemesis.fault.CutKind;
import io.faultline.nemesis.fault.Direction;
import io.faultline.nemesis.fault.Fault;
import io.faultline.nemesis.fault.FaultClass;
import io.faultline.nemesis.fault.Partition;
import io.faultline.nemesis.fault.PartitionShape;
import io.faultline.nemesis.fault.Pause;
import io.faultline.nemesis.fault.Target;

/** One clean fault for a whole stretch: a majority is left, and must find its leader. */
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

    static Fault take(FaultClass soloist, Draw draw, Scene scene) {
        if (soloist == FaultClass.PARTITION) {
            PartitionShape shape = SHAPES.take(draw);
            CutKind cut = draw.chance(0.3) ? CutKind.REFUSED : CutKind.BLACK_HOLE;
            return new Partition(shape, draw.order(scene.nodes()), Direction.BOTH, cut);
        }
        Target target = WHOM.take(draw).target(draw, scene);
        return soloist == FaultClass.CRASH ? new Crash(target) : new Pause(target);
    }
}
