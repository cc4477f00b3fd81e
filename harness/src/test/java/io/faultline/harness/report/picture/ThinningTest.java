package io.faultline.harness.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.harness.report.picture.Lane.Kind;
import io.faultline.harness.report.picture.Lane.Stretch;
import io.faultline.harness.report.picture.Thinning.Thinned;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThinningTest {
    private static final long END = 1_000_000;

    @Test
    void fewStretchesStayAsTheyAre() {
        List<Stretch> lane = lane(5, END);
        assertThat(Thinning.thin(List.of(lane), 5, END, time -> false).lanes()).containsExactly(lane);
    }

    @Test
    void shortNeighboursBecomeOneStretchOfManyChanges() {
        List<Stretch> lane = new ArrayList<>(lane(100, END / 2));
        lane.add(new Stretch(END / 2, END, Kind.LEADER, 7, 100, true));

        Thinned thinned = Thinning.thin(List.of(lane), 10, END, time -> false);

        assertThat(thinned.before()).isEqualTo(101);
        assertThat(thinned.lanes().get(0))
                .containsExactly(
                        new Stretch(0, END / 2, Kind.MIXED, 1, 0, false),
                        new Stretch(END / 2, END, Kind.LEADER, 7, 100, true));
    }

    @Test
    void nearEvidenceEveryStretchIsKept() {
        List<Stretch> lane = lane(1_000, END);
        long moment = END / 2;

        List<Stretch> thin = Thinning.thin(List.of(lane), 20, END, time -> Math.abs(time - moment) <= 2_000)
                .lanes()
                .get(0);

        assertThat(thin).hasSizeLessThan(20).containsAll(lane.subList(499, 501));
    }

    @Test
    void nothingIsLostBetweenStretches() {
        List<Stretch> thin = Thinning.thin(List.of(lane(997, END)), 50, END, time -> time % 7 == 0)
                .lanes()
                .get(0);
        long at = 0;
        for (Stretch stretch : thin) {
            assertThat(stretch.from()).isEqualTo(at);
            at = stretch.to();
        }
        assertThat(at).isEqualTo(END);
    }

    private static List<Stretch> lane(int count, long end) {
        List<Stretch> lane = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Kind kind = i % 2 == 0 ? Kind.FOLLOWER : Kind.CANDIDATE;
            lane.add(new Stretch(end * i / count, end * (i + 1) / count, kind, 1, i, false));
        }
        return lane;
    }
}
