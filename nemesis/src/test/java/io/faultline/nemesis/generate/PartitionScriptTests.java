package io.faultline.nemesis.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.nemesis.fault.CutKind;
import io.faultline.nemesis.fault.Direction;
import io.faultline.nemesis.fault.Fault;
import io.faultline.nemesis.fault.Partition;
import io.faultline.nemesis.fault.PartitionShape;
import io.faultline.nemesis.kit.Nodes;
import io.faultline.nemesis.kit.Seeded;
import io.faultline.nemesis.schedule.Phases;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A script of partitions")
class PartitionScriptTests {

    private static final long SECOND = 1_000_000_000L;
    private static final Scene SCENE =
            new Scene(Nodes.of(5), 600_000_000L, 6 * SECOND, new Phases(42 * SECOND, 58 * SECOND, 60 * SECOND));

    private record Part(long begin, long end, PartitionShape shape, Direction direction) {}

    private final List<Part> parts = new ArrayList<>();

    private void take(long offset, long duration, Fault fault) {
        Partition partition = (Partition) fault;
        parts.add(new Part(offset, offset + duration, partition.shape(), partition.direction()));
    }

    @Test
    void handsOverFromALeaderCutOffToOneHalfSeenWithoutAGap() {
        Seeded.forSeeds(200, seed -> {
            parts.clear();
            PartitionScript.handover(new Draw(seed, "t"), SCENE, CutKind.REFUSED, 2 * SECOND, this::take);
            assertThat(parts).hasSize(2);
            assertThat(parts.get(0).shape()).isEqualTo(PartitionShape.LEADER_ALONE);
            assertThat(parts.get(0).end())
                    .as("long enough for another leader")
                    .isGreaterThanOrEqualTo(900_000_000L)
                    .isEqualTo(parts.get(1).begin());
            assertThat(parts.get(1).shape()).isEqualTo(PartitionShape.LEADER_HALF_SEEN);
            assertThat(parts.get(1).direction()).isNotEqualTo(Direction.IN);
        });
    }

    @Test
    void leavesADeafNodeTalkingWhileTwoLeadersGo() {
        Seeded.forSeeds(200, seed -> {
            parts.clear();
            PartitionScript.deafWitness(new Draw(seed, "t"), SCENE, CutKind.REFUSED, 10 * SECOND, this::take);
            assertThat(parts)
                    .extracting(Part::shape)
                    .containsExactly(PartitionShape.DEAF, PartitionShape.LEADER_ALONE, PartitionShape.LEADER_ALONE);
            assertThat(parts.get(0)).isEqualTo(new Part(0, 10 * SECOND, PartitionShape.DEAF, Direction.BOTH));
            assertThat(parts.get(1).end()).isLessThan(parts.get(2).begin());
            assertThat(parts.get(2).end()).isEqualTo(10 * SECOND);
            assertThat(10 * SECOND - parts.get(2).begin()).as("D is left").isGreaterThan(6 * SECOND);
        });
    }
}
