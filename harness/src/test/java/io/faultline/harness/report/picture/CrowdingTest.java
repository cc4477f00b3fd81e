package io.faultline.harness.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.harness.report.picture.Crowding.Thing;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CrowdingTest {
    private static final Scale SCALE = new Scale(1_000_000);

    @Test
    void whatHasRoomIsAlwaysThere() {
        assertThat(levels(10, new Thing(0, 0), new Thing(11_000, 0), new Thing(22_000, 0)))
                .containsExactly(0, 0, 0);
    }

    @Test
    void theMoreImportantOfTwoComesFirst() {
        assertThat(levels(10, new Thing(0, 1), new Thing(6_000, 0))).containsExactly(1, 0);
    }

    @Test
    void whatHappensAtOneMomentMayTouchAtTheGreatestZoom() {
        assertThat(levels(10, new Thing(5, 0), new Thing(5, 0))).containsExactly(0, Scale.LEVELS);
    }

    /** The promise itself, on random things: at no zoom below the greatest do two shown things stand too close. */
    @Test
    void atNoZoomDoTwoThingsTouch() {
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 50; round++) {
            List<Thing> things = new ArrayList<>();
            for (int i = random.nextInt(1, 60); i > 0; i--) {
                things.add(new Thing(random.nextLong(1_000_000), random.nextInt(3)));
            }
            int[] levels = Crowding.levels(things, 10, SCALE);
            for (int level = 0; level < Scale.LEVELS; level++) {
                double distance = 10_000.0 / (1 << level);
                List<Long> shown = new ArrayList<>();
                for (int i = 0; i < levels.length; i++) {
                    if (levels[i] <= level) {
                        shown.add(things.get(i).time());
                    }
                }
                shown.sort(null);
                for (int i = 1; i < shown.size(); i++) {
                    assertThat(shown.get(i) - shown.get(i - 1)).isGreaterThanOrEqualTo((long) distance);
                }
            }
        }
    }

    private static int[] levels(double gap, Thing... things) {
        return Crowding.levels(List.of(things), gap, SCALE);
    }
}
