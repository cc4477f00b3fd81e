package io.faultline.nemesis.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.nemesis.fault.Crash;
import io.faultline.nemesis.fault.Fault;
import io.faultline.nemesis.fault.Target;
import io.faultline.nemesis.kit.Nodes;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A schedule")
class ScheduleTests {

    private static final Fault CRASH = new Crash(new Target.All());

    private static Schedule of(ScheduledFault... faults) {
        return new Schedule(
                Schedule.VERSION, Nodes.of(3), new Phases(100, 150, 200), SwarmDraw.BY_HAND, Arrays.asList(faults));
    }

    @Test
    void withFaultsInOrderIsValid() {
        Schedule schedule = of(
                new ScheduledFault(3, 1, 100, CRASH),
                new ScheduledFault(1, 5, 5, CRASH),
                new ScheduledFault(2, 5, 7, CRASH));
        assertThat(schedule.validate()).isSameAs(schedule);
    }

    @Test
    void outOfOrderIsNotValid() {
        assertThat(of(new ScheduledFault(1, 9, 10, CRASH), new ScheduledFault(2, 3, 4, CRASH))
                        .problems())
                .containsExactly("fault 2 stands after fault 1, but begins before it");
    }

    @Test
    void withAnIdUsedTwiceIsNotValid() {
        assertThat(of(new ScheduledFault(1, 3, 4, CRASH), new ScheduledFault(1, 9, 10, CRASH))
                        .problems())
                .containsExactly("fault id 1 is used twice");
    }

    @Test
    void withAFaultAfterTheSafetyPhaseIsNotValid() {
        assertThatThrownBy(() -> of(new ScheduledFault(1, 3, 101, CRASH)).validate())
                .isInstanceOf(MalformedScheduleException.class)
                .hasMessage("schedule: fault 1 ends at 101, after the safety phase, which ends at 100");
    }

    @Test
    void thatNamesAStrangerIsNotValid() {
        Fault stranger = new Crash(new Target.Named(List.of("n7")));
        assertThat(of(new ScheduledFault(1, 3, 4, stranger)).problems())
                .containsExactly("fault 1 names n7, which is not one of [n1, n2, n3]");
    }

    @Test
    void ofAnotherVersionIsNotValid() {
        Schedule other = new Schedule(9, Nodes.of(1), new Phases(1, 1, 1), SwarmDraw.BY_HAND, List.of());
        assertThat(other.problems()).containsExactly("version is 9, but this program plays version 1");
    }

    @Test
    void withManyProblemsNamesAFewAndCountsTheRest() {
        ScheduledFault late = new ScheduledFault(1, 3, 101, CRASH);
        assertThatThrownBy(() -> of(late, late, late, late, late, late).validate())
                .hasMessageEndingWith("; and 6 more");
    }

    @Test
    void withOtherFaultsIsSorted() {
        ScheduledFault first = new ScheduledFault(2, 1, 2, CRASH);
        ScheduledFault second = new ScheduledFault(1, 5, 6, CRASH);
        assertThat(of().withFaults(List.of(second, first)).faults()).containsExactly(first, second);
    }

    @Test
    void hasPhasesThatFollowEachOther() {
        assertThatThrownBy(() -> new Phases(5, 4, 6)).hasMessageStartingWith("phases must satisfy");
        assertThatThrownBy(() -> new Phases(0, 4, 6)).hasMessageStartingWith("phases must satisfy");
        assertThatThrownBy(() -> new ScheduledFault(1, 5, 4, CRASH)).hasMessageContaining("begin <= end");
        assertThatThrownBy(() -> new ScheduledFault(0, 5, 6, CRASH)).hasMessage("id must be positive, but is 0");
    }
}
