package io.faultline.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.checkers.history.FaultPhase;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.harness.store.StoredTrials;
import io.faultline.nemesis.fault.ChangeMembers;
import io.faultline.nemesis.fault.DownMode;
import io.faultline.nemesis.fault.Fault;
import io.faultline.nemesis.fault.FaultKind;
import io.faultline.nemesis.fault.Injection;
import io.faultline.nemesis.fault.Resolved;
import io.faultline.nemesis.fault.Standing;
import io.faultline.nemesis.fault.Target;
import io.faultline.nemesis.schedule.Schedule;
import io.faultline.nemesis.schedule.ScheduledFault;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was meant becomes what is planned. */
class ResolvedScheduleTest {
    private static final long S = 1_000_000_000;

    private final HistoryRecorder recorder = new HistoryRecorder();

    @Test
    void aSymbolBecomesTheNodesItStoodFor() {
        begin(2 * S, 1, "n2");
        end(3 * S, 1);

        assertThat(resolved().faults()).containsExactly(fault(1, 2 * S, 3 * S, "n2"));
    }

    @Test
    void theStepsOfOneFaultBecomeFaultsOfTheirOwn() {
        begin(2 * S, 1, "n1");
        end(3 * S, 1);
        begin(3 * S, 1, "n2");
        end(4 * S, 1);

        assertThat(resolved().faults()).containsExactly(fault(1, 2 * S, 3 * S, "n1"), fault(2, 3 * S, 4 * S, "n2"));
    }

    @Test
    void aChangeOfMembersEndsWhenItsWayBackBegan() {
        Fault planned = new ChangeMembers(new Target.Leader(List.of("n1", "n2", "n3")), Standing.REMOVED, false);
        Injection change = new Injection.MembersChanged(List.of("n2"), Standing.REMOVED, false);
        recorder.fault(
                2 * S,
                FaultPhase.BEGIN,
                1,
                Map.of(
                        "kind",
                        "change-members",
                        "resolved",
                        Map.of(
                                "act",
                                "members-changed",
                                "nodes",
                                List.of("n2"),
                                "standing",
                                "removed",
                                "hasty",
                                false)));
        recorder.fault(5 * S, FaultPhase.END, 1, Map.of("kind", "change-members"));
        Schedule schedule = StoredTrials.schedule().withFaults(List.of(new ScheduledFault(1, 2 * S, 4 * S, planned)));

        assertThat(ResolvedSchedule.of(schedule, recorder.finish()).faults())
                .containsExactly(new ScheduledFault(1, 2 * S, 4 * S, new Resolved(FaultKind.CHANGE_MEMBERS, change)));
    }

    @Test
    void aFaultThatNeverEndedEndsWithTheSafetyPhase() {
        begin(2 * S, 1, "n1");

        assertThat(resolved().faults()).containsExactly(fault(1, 2 * S, 6 * S, "n1"));
    }

    @Test
    void aFaultThatTheScheduleDoesNotHaveIsRefused() {
        begin(2 * S, 9, "n1");

        assertThatThrownBy(this::resolved)
                .isInstanceOf(BadArgument.class)
                .hasMessage("event 0 does not say what fault 9 meant, or the schedule has no such fault; replay without"
                        + " --resolved");
    }

    @Test
    void whatIsResolvedStaysAsItIs() {
        begin(2 * S, 1, "n2");
        end(3 * S, 1);
        Schedule once = resolved();

        assertThat(ResolvedSchedule.of(once, recorder.finish())).isEqualTo(once);
    }

    private Schedule resolved() {
        return ResolvedSchedule.of(StoredTrials.schedule(), recorder.finish());
    }

    private void begin(long time, int id, String node) {
        Map<String, Object> meant = Map.of("act", "nodes-down", "nodes", List.of(node), "mode", "kill");
        recorder.fault(time, FaultPhase.BEGIN, id, Map.of("kind", "crash", "resolved", meant));
    }

    private void end(long time, int id) {
        recorder.fault(time, FaultPhase.END, id, Map.of("kind", "crash"));
    }

    private static ScheduledFault fault(int id, long begin, long end, String node) {
        Injection down = new Injection.NodesDown(List.of(node), DownMode.KILL);
        return new ScheduledFault(id, begin, end, new Resolved(FaultKind.CRASH, down));
    }
}
