package io.faultline.nemesis.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.nemesis.kit.Nodes;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A draw")
class DrawTests {

    private final Draw draw = new Draw(7, "test");

    @Test
    void staysWithinItsBounds() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(draw.unit()).isBetween(0.0, 1.0);
            assertThat(draw.count(2, 4)).isBetween(2, 4);
            assertThat(draw.time(5_000, 9_000)).isBetween(5_000L, 9_000L);
            assertThat(draw.spread(10_000, 1_000_000)).isBetween(9_000L, 1_000_000L);
            assertThat(draw.gap(1_000_000)).isBetween(0L, 5_000_000L);
            assertThat(draw.probability(0.0, 0.5)).isBetween(0.001, 0.5);
        }
    }

    @Test
    void ofATimeIsInWholeMicroseconds() {
        for (int i = 0; i < 1000; i++) {
            assertThat(draw.time(0, 1e9) % 1000).isZero();
            assertThat(draw.spread(1e3, 1e9) % 1000).isZero();
            assertThat(draw.gap(1e9) % 1000).isZero();
        }
    }

    @Test
    void ofAnOrderIsAPermutationAndEachIsAsLikely() {
        Map<Object, Integer> seen = new HashMap<>();
        for (int i = 0; i < 6000; i++) {
            seen.merge(draw.order(Nodes.of(3)), 1, Integer::sum);
        }
        assertThat(seen).hasSize(6);
        assertThat(seen.values()).allMatch(count -> count > 850 && count < 1150);
    }

    @Test
    void ofAChoiceFollowsTheWeights() {
        Choice<String> choice = Choice.of(70, "often").or(30, "seldom");
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            seen.merge(choice.take(draw), 1, Integer::sum);
        }
        assertThat(seen.get("often")).isBetween(6800, 7200);
    }

    @Test
    void ofAGapHasItsMean() {
        double sum = 0;
        for (int i = 0; i < 20_000; i++) {
            sum += draw.gap(1_000_000);
        }
        assertThat(sum / 20_000).isBetween(960_000.0, 1_020_000.0);
    }
}
