package io.faultline.harness.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.nemesis.fault.Injection;
import io.faultline.nemesis.fault.Point;
import io.faultline.nemesis.play.ActiveFaults;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What several faults within one node amount to. */
class InsideFaultsTest {
    private final InsideFaults inside = new InsideFaults();
    private ActiveFaults active = ActiveFaults.NONE;

    @Test
    void aNodeNobodyTouchesIsAskedForNothing() {
        begin(1, new Injection.ClockFault(List.of("n1"), 2, 0));
        assertThat(inside.of("n2", active)).isEqualTo(NodeFailpoints.NONE);
    }

    @Test
    void ratesMultiplyAndSyncsAddUp() {
        begin(1, new Injection.ClockFault(List.of("n1"), 2, 0));
        begin(2, new Injection.ClockFault(List.of("n1"), 3, 0));
        begin(3, new Injection.DiskFault(List.of("n1"), 0, 0, 10));
        begin(4, new Injection.DiskFault(List.of("n1"), 0, 0, 20));
        assertThat(inside.of("n1", active)).isEqualTo(new NodeFailpoints(0, 0, 30, 6, null));
    }

    @Test
    void aLaterCrashPointReplacesAnEarlierOneWhichThenDisarmsNothing() {
        Injection first = new Injection.ArmCrashPoint(List.of("n1", "n2"), Point.AFTER_SEND, 1, 0);
        begin(1, first);
        begin(2, new Injection.ArmCrashPoint(List.of("n1"), Point.BEFORE_PERSIST, 3, 0));
        inside.end(1, first);
        assertThat(inside.of("n1", active).crash()).isEqualTo(new NodeFailpoints.Crash(2, Point.BEFORE_PERSIST, 3));
        assertThat(inside.of("n2", active).crash()).isNull();
        inside.fired(1, "n1");
        assertThat(inside.aboutToEnd()).containsExactly("n1");
        inside.fired(2, "n1");
        assertThat(inside.aboutToEnd()).isEmpty();
    }

    @Test
    void writesThatFailForCertainCountDownAndEndWithTheirFault() {
        Injection disk = new Injection.DiskFault(List.of("n1"), 0, 2, 0);
        begin(1, disk);
        inside.writeFailed("n1");
        assertThat(inside.of("n1", active).failNextWrites()).isEqualTo(1);
        assertThat(inside.aboutToEnd()).containsExactly("n1");
        inside.writeFailed("n1");
        assertThat(inside.aboutToEnd()).isEmpty();
        inside.begin(1, disk);
        inside.end(1, disk);
        assertThat(inside.of("n1", active).failNextWrites()).isZero();
    }

    @Test
    void aClockNeverJumpsBack() {
        assertThat(InsideFaults.jump(new Injection.ClockFault(List.of("n1"), 1, 5)))
                .isEqualTo(5);
        assertThat(InsideFaults.jump(new Injection.ClockFault(List.of("n1"), 1, -5)))
                .isZero();
        assertThat(InsideFaults.jump(new Injection.NodesPaused(List.of("n1")))).isZero();
    }

    private void begin(int id, Injection injection) {
        inside.begin(id, injection);
        active = active.with(id, injection);
    }
}
