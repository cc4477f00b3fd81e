package io.faultline.harness.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class UnderWayTest {
    @Test
    void itHoldsWhatASortedMapHolds() {
        for (long seed = 1; seed <= 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            UnderWay<String> ring = new UnderWay<>();
            TreeMap<Long, String> map = new TreeMap<>();
            long next = random.nextLong(100);
            int most = 1 + random.nextInt(400);
            for (int i = 0; i < 3000; i++) {
                if (random.nextInt(most) >= map.size()) {
                    next += 1 + random.nextInt(4);
                    ring.put(next, "call " + next);
                    map.put(next, "call " + next);
                } else {
                    long number = next - random.nextInt(2 * most);
                    assertThat(ring.get(number)).as("seed %d", seed).isEqualTo(map.get(number));
                    assertThat(ring.remove(number)).as("seed %d", seed).isEqualTo(map.remove(number));
                }
                assertThat(ring.oldest())
                        .as("seed %d, step %d", seed, i)
                        .isEqualTo(map.isEmpty() ? null : map.firstEntry().getValue());
            }
            List<String> left = new ArrayList<>();
            ring.forEach(left::add);
            assertThat(left).as("seed %d", seed).containsExactlyElementsOf(map.values());
        }
    }

    @Test
    void aNumberThatDoesNotGrowIsRefused() {
        UnderWay<String> ring = new UnderWay<>();
        ring.put(5, "a");
        assertThatThrownBy(() -> ring.put(5, "b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("number 5 comes after 5");
        assertThat(ring.get(5)).isEqualTo("a");
        assertThat(ring.get(4)).isNull();
        assertThat(ring.get(6)).isNull();
    }
}
