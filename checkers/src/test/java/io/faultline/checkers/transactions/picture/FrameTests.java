package io.faultline.checkers.transactions.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.faultline.checkers.kit.Property;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where boxes go that stand around something. */
class FrameTests {
    @Test
    void noBoxLiesOnAnotherNorOnWhatIsFramed() {
        Property.holds(300, draw -> {
            double width = draw.between(100, 900);
            double height = draw.between(100, 700);
            double[] wishes = new double[draw.between(1, 38)];
            Arrays.setAll(wishes, i -> draw.between(0, 6));

            Frame frame = Frame.around(width, height, wishes.length);
            List<Spot> spots = frame.place(wishes);

            assertThat(spots).hasSameSizeAs(wishes);
            for (Spot spot : spots) {
                assertThat(overlap(spot, new Spot(0, 0, width, height)))
                        .as("the middle and " + spot)
                        .isFalse();
                assertThat(Math.abs(spot.x()) + spot.width() / 2).isLessThanOrEqualTo(frame.width() / 2);
                assertThat(Math.abs(spot.y()) + spot.height() / 2).isLessThanOrEqualTo(frame.height() / 2);
                assertThat(spots.stream().filter(other -> overlap(spot, other))).containsExactly(spot);
            }
        });
    }

    private static boolean overlap(Spot one, Spot other) {
        return Math.abs(one.x() - other.x()) < (one.width() + other.width()) / 2
                && Math.abs(one.y() - other.y()) < (one.height() + other.height()) / 2;
    }

    @Test
    void aBoxIsWhereItWouldLikeToBe() {
        Frame frame = Frame.around(500, 500, 4);
        List<Spot> spots = frame.place(new double[] {Math.PI, Math.PI / 2, 0, 3 * Math.PI / 2});
        assertThat(spots.get(0).y()).isPositive();
        assertThat(spots.get(1).x()).isPositive();
        assertThat(spots.get(2).y()).isNegative();
        assertThat(spots.get(3).x()).isNegative();
        assertThat(spots.get(2).x()).isCloseTo(0, within(100.0));
    }

    @Test
    void thoseOfOneWishStandOnBothSidesOfIt() {
        List<Spot> spots = Frame.around(500, 500, 3).place(new double[] {0, 0, 0});
        assertThat(spots.stream().mapToDouble(Spot::x).min().orElseThrow()).isNegative();
        assertThat(spots.stream().mapToDouble(Spot::x).max().orElseThrow()).isPositive();
        assertThat(spots).allMatch(spot -> spot.y() < 0);
    }

    @Test
    void directionsGoClockwiseFromTheTop() {
        assertThat(Frame.direction(0, -1)).isZero();
        assertThat(Frame.direction(1, 0)).isCloseTo(Math.PI / 2, within(1e-9));
        assertThat(Frame.direction(-1, 0)).isCloseTo(3 * Math.PI / 2, within(1e-9));
    }
}
