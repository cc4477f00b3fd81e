package io.faultline.nemesis.generate;

import io.faultline.nemesis.fault.CutKind;
import io.faultline.nemesis.fault.Direction;
import io.faultline.nemesis.fault.Fault;
import io.faultline.nemesis.fault.FaultClass;
import io.faultline.nemesis.fault.Latency;
import io.faultline.nemesis.fault.Links;
import io.faultline.nemesis.fault.Partition;
import io.faultline.nemesis.fault.PartitionShape;

/**
 * How a storm ends without a leader: nodes that all come back at once, links so slow that no
 * election could be won, or groups of which none is a majority. Whoever is behind by then meets the others as a candidate, in the calm.
 */
final class FinaleDraw {

    private static final Choice<Whom> WHOM =
            Choice.of(45, Whom.ALL).or(30, Whom.LEADER).or(25, Whom.MAJORITY);

    private FinaleDraw() {}

    static boolean has(FaultClass faultClass) {
        return switch (faultClass) {
            case PARTITION, CRASH, STOP, PAUSE, POWER, LATENCY -> true;
            default -> false;
        };
    }

    /** Returns how long before the end of the storm it begins. */
    static long length(FaultClass faultClass, Draw draw, Scene scene, long outage) {
        boolean outlastsElections = faultClass == FaultClass.LATENCY || faultClass == FaultClass.PARTITION;
        return outlastsElections ? draw.time(scene.elections(2.0), scene.elections(5.0)) : outage;
    }

    static Fault take(FaultClass faultClass, Draw draw, Scene scene) {
        if (faultClass == FaultClass.LATENCY) {
            long base = draw.time(scene.elections(0.4), scene.elections(0.8));
            return new Latency(new Links.All(), base, draw.time(0, base * 0.3));
        }
        if (faultClass == FaultClass.PARTITION) {
            PartitionShape shape = scene.size() < 3 ? PartitionShape.ONE_NODE : PartitionShape.LEADER_ALONE_REST_HALVED;
            return new Partition(shape, draw.order(scene.nodes()), Direction.BOTH, CutKind.BLACK_HOLE);
        }
        return OutageStyle.fault(faultClass, draw, WHOM.take(draw).target(draw, scene));
    }
}
