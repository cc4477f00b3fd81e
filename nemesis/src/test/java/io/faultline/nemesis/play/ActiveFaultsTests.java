package io.faultline.nemesis.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.nemesis.fault.CutKind;
import io.faultline.nemesis.fault.DownMode;
import io.faultline.nemesis.fault.Injection;
import io.faultline.nemesis.fault.Link;
import io.faultline.nemesis.fault.LinkShape;
import io.faultline.nemesis.fault.Point;
import io.faultline.nemesis.fault.Standing;
import io.faultline.nemesis.kit.Nodes;
import io.faultline.nemesis.kit.Seeded;
import io.faultline.nemesis.kit.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Active faults")
class ActiveFaultsTests {

    private static final Link LINK = new Link("n1", "n2");
    private static final Bounds MILD = new Bounds(50, 0.1, 1000, 10, 0.05);

    private static Injection cut(CutKind kind) {
        return new Injection.CutLinks(Set.of(LINK), kind);
    }

    private static Injection shape(LinkShape shape) {
        return new Injection.ShapeLinks(Set.of(LINK), shape);
    }

    private static Injection down(String... nodes) {
        return new Injection.NodesDown(List.of(nodes), DownMode.KILL);
    }

    private static LinkState stateWith(Injection... injections) {
        ActiveFaults active = ActiveFaults.NONE;
        int id = 1;
        for (Injection injection : injections) {
            active = active.with(id++, injection);
        }
        return active.stateOf(LINK);
    }

    @Test
    void ofNobodyLeaveEverythingHealthy() {
        assertThat(ActiveFaults.NONE.stateOf(LINK).isHealthy()).isTrue();
        assertThat(ActiveFaults.NONE.down()).isEmpty();
        assertThat(ActiveFaults.NONE.cut()).isEmpty();
        assertThat(ActiveFaults.NONE.stateOf("n1")).isEqualTo(NodeState.HEALTHY);
    }

    @Test
    void holdALinkCutUntilTheLastCutEnds() {
        ActiveFaults both = ActiveFaults.NONE.with(1, cut(CutKind.REFUSED)).with(2, cut(CutKind.BLACK_HOLE));
        assertThat(both.stateOf(LINK).cut()).isEqualTo(CutKind.BLACK_HOLE);
        assertThat(both.cut()).containsExactly(LINK);
        assertThat(both.without(2).stateOf(LINK).cut()).isEqualTo(CutKind.REFUSED);
        assertThat(both.without(1).without(2).stateOf(LINK).isCut()).isFalse();
        assertThat(both.stateOf(LINK.reversed()).isCut()).isFalse();
    }

    @Test
    void holdANodeDownUntilTheLastOfThemEnds() {
        ActiveFaults both = ActiveFaults.NONE.with(1, down("n1", "n2")).with(2, down("n2", "n3"));
        assertThat(both.down()).containsExactly("n1", "n2", "n3");
        assertThat(both.without(1).down()).containsExactly("n2", "n3");
        assertThat(both.without(1).without(2).down()).isEmpty();
    }

    @Test
    void holdPausedNodes() {
        ActiveFaults paused = ActiveFaults.NONE.with(1, new Injection.NodesPaused(List.of("n2")));
        assertThat(paused.paused()).containsExactly("n2");
        assertThat(paused.down()).isEmpty();
    }

    @Test
    void addUpDelaysAndCombineChances() {
        LinkState state = stateWith(
                shape(new LinkShape.Delay(10, 5)),
                shape(new LinkShape.Delay(20, 1)),
                shape(new LinkShape.Lose(0.5)),
                shape(new LinkShape.Lose(0.5)),
                shape(new LinkShape.Duplicate(0.25)),
                shape(new LinkShape.Reorder(0.5, 7)),
                shape(new LinkShape.Reorder(0.5, 9)));
        assertThat(state).isEqualTo(new LinkState(null, 30, 6, 0.75, 0.25, 0.75, 9, LinkState.Stream.FREE));
    }

    @Test
    void letTheHardestStreamLimitWin() {
        LinkState state = stateWith(
                shape(new LinkShape.Throttle(500)),
                shape(new LinkShape.Throttle(900)),
                shape(new LinkShape.Slice(64, 3)),
                shape(new LinkShape.Slice(16, 2)),
                shape(new LinkShape.CloseLate(5)),
                shape(new LinkShape.Reset(80)),
                shape(new LinkShape.Reset(70)),
                shape(new LinkShape.CloseAfter(4096)));
        assertThat(state.stream()).isEqualTo(new LinkState.Stream(500, 16, 3, 5, 70, 4096));
    }

    @Test
    void degradeALinkOnlyBeyondTheBounds() {
        assertThat(stateWith(shape(new LinkShape.Delay(40, 10))).isDegraded(MILD))
                .isFalse();
        assertThat(stateWith(shape(new LinkShape.Delay(40, 11))).isDegraded(MILD))
                .isTrue();
        assertThat(stateWith(shape(new LinkShape.Reorder(0.1, 51))).isDegraded(MILD))
                .isTrue();
        assertThat(stateWith(shape(new LinkShape.Lose(0.1))).isDegraded(MILD)).isFalse();
        assertThat(stateWith(shape(new LinkShape.Lose(0.11))).isDegraded(MILD)).isTrue();
        assertThat(stateWith(shape(new LinkShape.Duplicate(1))).isDegraded(Bounds.STRICT))
                .isFalse();
        assertThat(stateWith(shape(new LinkShape.Throttle(1000))).isDegraded(MILD))
                .isFalse();
        assertThat(stateWith(shape(new LinkShape.Throttle(999))).isDegraded(MILD))
                .isTrue();
        assertThat(stateWith(shape(new LinkShape.Slice(9, 0))).isDegraded(MILD)).isTrue();
        assertThat(stateWith(shape(new LinkShape.Reset(9))).isDegraded(MILD)).isTrue();
        assertThat(stateWith(shape(new LinkShape.CloseLate(9))).isDegraded(MILD))
                .isTrue();
        assertThat(stateWith(shape(new LinkShape.CloseAfter(9))).isDegraded(MILD))
                .isTrue();
        assertThat(LinkState.HEALTHY.isDegraded(Bounds.STRICT)).isFalse();
    }

    @Test
    void callACutLinkCutAndNotDegraded() {
        ActiveFaults active =
                ActiveFaults.NONE.with(1, shape(new LinkShape.Delay(999, 0))).with(2, cut(CutKind.BLACK_HOLE));
        assertThat(active.degraded(LINK, MILD)).isFalse();
        assertThat(active.without(2).degraded(LINK, MILD)).isTrue();
        assertThat(active.without(2).degraded(MILD)).containsExactly(LINK);
    }

    @Test
    void impairNodesWhoseDiskOrClockIsOutOfBounds() {
        ActiveFaults active = ActiveFaults.NONE
                .with(1, new Injection.DiskFault(List.of("n1"), 0.0, 0, 11))
                .with(2, new Injection.ClockFault(List.of("n2", "n3"), 1.04, 0))
                .with(3, new Injection.ClockFault(List.of("n3"), 1.04, 0))
                .with(4, new Injection.DiskFault(List.of("n4"), 0.5, 0, 0));
        assertThat(active.impaired(MILD)).containsExactly("n1", "n3", "n4");
        assertThat(active.stateOf("n3").clockRate()).isEqualTo(1.04 * 1.04);
        assertThat(active.stateOf("n4").errorProbability()).isEqualTo(0.5);
    }

    @Test
    void wantANodeOutUntilTheLastOfThemEndsAndALearnerIfNobodyWantsItOut() {
        ActiveFaults both = ActiveFaults.NONE
                .with(1, new Injection.MembersChanged(List.of("n1", "n2"), Standing.LEARNER, false))
                .with(2, new Injection.MembersChanged(List.of("n2", "n3"), Standing.REMOVED, true))
                .with(3, new Injection.LeadershipTransferred("n4"));
        assertThat(both.members())
                .containsExactly(
                        Map.entry("n1", Standing.LEARNER),
                        Map.entry("n2", Standing.REMOVED),
                        Map.entry("n3", Standing.REMOVED));
        assertThat(both.without(2).members())
                .containsExactly(Map.entry("n1", Standing.LEARNER), Map.entry("n2", Standing.LEARNER));
        assertThat(both.without(1).without(2).members()).isEmpty();
        assertThat(both.down()).isEmpty();
    }

    @Test
    void countANodeAsDownOnceItsCrashPointWentOff() {
        Injection armed = new Injection.ArmCrashPoint(Nodes.of(3), Point.AFTER_SEND, 1, 5);
        ActiveFaults active = ActiveFaults.NONE.with(7, armed);
        assertThat(active.down()).isEmpty();
        ActiveFaults fired = active.withFired(7, "n2").withFired(7, "n3");
        assertThat(fired.down()).containsExactly("n2", "n3");
        assertThat(fired.withoutFired(7, "n2").down()).containsExactly("n3");
        assertThat(fired.without(7).down()).isEmpty();
    }

    @Test
    void areNotChangedByWhatFollows() {
        ActiveFaults one = ActiveFaults.NONE.with(1, down("n1"));
        one.with(2, down("n2"));
        one.without(1);
        assertThat(one.down()).containsExactly("n1");
        assertThat(one.without(99)).isSameAs(one);
        assertThatThrownBy(() -> one.with(1, down("n3"))).hasMessage("fault 1 is already active");
    }

    /** Goal: faults that come and go leave no trace. Method: any faults, ended in any order. */
    @Test
    void leaveNothingBehindInWhateverOrderTheyEnd() {
        Seeded.forSeeds(500, seed -> {
            Values values = new Values(seed, 5);
            ActiveFaults active = ActiveFaults.NONE;
            List<Integer> ids = new ArrayList<>();
            for (int id = 1; id <= 6; id++) {
                active = active.with(id, values.injection());
                ids.add(id);
            }
            Collections.shuffle(ids, new Random(seed));
            for (int id : ids) {
                active = active.without(id);
            }
            assertThat(active.touchedLinks()).isEmpty();
            assertThat(active.down()).isEmpty();
            assertThat(active.paused()).isEmpty();
            assertThat(active.members()).isEmpty();
            assertThat(active.impaired(Bounds.STRICT)).isEmpty();
        });
    }

    /** Goal: composition is a fold of the rest. Method: ending one equals never having begun it. */
    @Test
    void withOneEndedAreAsIfItHadNeverBegun() {
        Seeded.forSeeds(500, seed -> {
            Values values = new Values(seed, 4);
            Injection first = values.injection();
            Injection second = values.injection();
            Injection third = values.injection();
            ActiveFaults all = ActiveFaults.NONE.with(1, first).with(2, second).with(3, third);
            ActiveFaults others = ActiveFaults.NONE.with(1, first).with(3, third);
            assertThat(all.without(2).touchedLinks()).isEqualTo(others.touchedLinks());
            assertThat(all.without(2).down()).isEqualTo(others.down());
            assertThat(all.without(2).injections()).isEqualTo(others.injections());
        });
    }
}
