package io.faultline.harness.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Validity;
import io.faultline.checkers.history.Condition;
import io.faultline.checkers.history.ConditionEvent;
import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.FaultEvent;
import io.faultline.checkers.history.FaultPhase;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeFact;
import io.faultline.harness.trial.Scenario;
import io.faultline.harness.trial.TrialResult;
import io.faultline.harness.trial.TrialRunner;
import io.faultline.harness.trial.Workload;
import io.faultline.nemesis.fault.ClockJump;
import io.faultline.nemesis.fault.ClockRate;
import io.faultline.nemesis.fault.CorruptRecord;
import io.faultline.nemesis.fault.Crash;
import io.faultline.nemesis.fault.CrashPoint;
import io.faultline.nemesis.fault.DiskError;
import io.faultline.nemesis.fault.Fault;
import io.faultline.nemesis.fault.FaultClass;
import io.faultline.nemesis.fault.Ground;
import io.faultline.nemesis.fault.Pause;
import io.faultline.nemesis.fault.Point;
import io.faultline.nemesis.fault.PowerCut;
import io.faultline.nemesis.fault.SlowDisk;
import io.faultline.nemesis.fault.Target;
import io.faultline.nemesis.fault.TornRecord;
import io.faultline.nemesis.schedule.Phases;
import io.faultline.nemesis.schedule.Schedule;
import io.faultline.nemesis.schedule.ScheduledFault;
import io.faultline.nemesis.schedule.SwarmDraw;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is done to containers from within: one trial with a fault of each kind, one after the other, looked at in turn. */
@NeedsDocker
class DockerFailpointsIT {
    private static final long MS = 1_000_000;
    private static final List<String> NODES = List.of("n1", "n2", "n3");

    private static final int SLOW_DISK = 1;
    private static final int CLOCK_RATE = 2;
    private static final int CLOCK_JUMP = 3;
    private static final int FROZEN = 4;
    private static final int JUMP_WHILE_FROZEN = 5;
    private static final int CRASH_POINT = 6;
    private static final int NO_LEADER = 7;
    private static final int NEVER_PASSED = 8;
    private static final int DISK_ERROR = 9;
    private static final int NO_LEADER_AGAIN = 10;
    private static final int POWER_CUT = 11;
    private static final int TORN_RECORD = 12;
    private static final int CORRUPT_RECORD = 13;

    private static TrialResult result;

    @BeforeAll
    static void play() {
        Set<FaultClass> classes = Set.of(
                FaultClass.POWER,
                FaultClass.DISK,
                FaultClass.CLOCK,
                FaultClass.CRASH_POINT,
                FaultClass.CORRUPTION,
                FaultClass.CRASH,
                FaultClass.PAUSE);
        Schedule schedule = schedule(List.of(
                fault(SLOW_DISK, 1_000, 3_000, new SlowDisk(only("n1"), 40 * MS)),
                fault(CLOCK_RATE, 1_000, 3_000, new ClockRate(only("n2"), 1.5)),
                // A leader whose clock jumps has nothing to say of it.
                fault(CLOCK_JUMP, 1_500, 1_500, new ClockJump(new Target.Followers(NODES), 900 * MS)),
                fault(FROZEN, 3_500, 4_500, new Pause(only("n1"))),
                fault(JUMP_WHILE_FROZEN, 4_000, 4_000, new ClockJump(only("n1"), 700 * MS)),
                fault(CRASH_POINT, 5_500, 9_000, new CrashPoint(all(), Point.AFTER_SEND, 1, 300 * MS)),
                fault(NO_LEADER, 6_000, 6_500, new Crash(new Target.Leader(NODES))),
                fault(NEVER_PASSED, 9_500, 10_000, new CrashPoint(only("n2"), Point.BEFORE_APPLY, 1, 0)),
                fault(DISK_ERROR, 10_500, 13_000, new DiskError(all(), 0.0, 1)),
                fault(NO_LEADER_AGAIN, 11_000, 11_500, new Crash(new Target.Leader(NODES))),
                fault(POWER_CUT, 14_000, 14_300, new PowerCut(only("n1"))),
                fault(TORN_RECORD, 15_000, 15_300, new TornRecord(only("n2"))),
                fault(CORRUPT_RECORD, 16_500, 16_800, new CorruptRecord(only("n3")))));
        Scenario scenario = new Scenario(
                Ground.DOCKER, 3, Workload.ELECTION, classes, schedule.phases().end(), null);

        result = new TrialRunner(new DockerGround()).run(scenario, 1, schedule);
    }

    @Test
    void everyFaultTookEffectAndNoPromiseWasBroken() {
        assertThat(result.judgement().validity())
                .as(() -> result.judgement().toString())
                .isNotEqualTo(Validity.INVALID);
        assertThat(faults(FaultPhase.END))
                .hasSize(CORRUPT_RECORD)
                .allSatisfy(fault -> assertThat(fault.fault()).containsEntry("effective", true));
    }

    @Test
    void whatANodeHasIsReadBack() {
        assertThat(readBack(SLOW_DISK)).contains("n1 is running", "syncs +40000000 ns");
        assertThat(readBack(CLOCK_RATE)).contains("n2 is running", "clock rate 1.5 jumped 0 ns");
        assertThat(readBack(CLOCK_JUMP)).contains("is running", "clock rate 1.0 jumped 900000000 ns");
        assertThat(readBack(CRASH_POINT)).contains("n1 is ", "n2 is ", "n3 is ", "crash point after-send in 1");
        assertThat(readBack(NEVER_PASSED)).contains("n2 is running", "crash point before-apply in 1");
        assertThat(readBack(DISK_ERROR)).contains("and next 1,");
        assertThat(readBack(TORN_RECORD)).contains("n2 is exited with exit code 6");
        assertThat(readBack(CORRUPT_RECORD)).contains("n3 is exited with exit code 6");
    }

    @Test
    void aNodeWithABadDiskOrClockCountsAsImpairedAsLongAsItHasIt() {
        assertThat(during(SLOW_DISK, condition -> condition.impaired().contains("n1")))
                .isTrue();
        assertThat(during(CLOCK_RATE, condition -> condition.impaired().contains("n2")))
                .isTrue();
        assertThat(lastCondition().impaired()).isEmpty();
    }

    @Test
    void theClockOfANodeIsItsOwnAndItsEventsAreWhereTheyHappened() {
        long origin = nodeEvents("n2").get(0).clock() - nodeEvents("n2").get(0).time();
        List<?> jumped = (List<?>)
                ((Map<?, ?>) fault(FaultPhase.BEGIN, CLOCK_JUMP).fault().get("resolved")).get("nodes");
        List<Long> ahead = new ArrayList<>();
        // The clock of n2 runs fast besides.
        for (String node : List.of("n1", "n3")) {
            for (NodeEvent event : nodeEvents(node)) {
                boolean since = event.time() > begin(CLOCK_JUMP) && event.time() < begin(FROZEN);
                if (jumped.contains(node) && since) {
                    ahead.add((event.clock() - event.time() - origin) / MS);
                }
            }
        }
        // Asked for at the begin, done some milliseconds later: at once or not at all.
        assertThat(ahead)
                .allMatch(ms -> Math.abs(ms) < 20 || Math.abs(ms - 900) < 20)
                .anyMatch(ms -> Math.abs(ms - 900) < 20);
        // Asked while it was frozen; done when it could be asked.
        NodeEvent thawed = nodeEvents("n1").stream()
                .filter(event -> event.incarnation() == 1 && event.time() > end(FROZEN) + 100 * MS)
                .findFirst()
                .orElseThrow();
        long before = jumped.contains("n1") ? 900 : 0;
        assertThat((thawed.clock() - thawed.time() - origin) / MS - before).isBetween(680L, 720L);
    }

    /** Whoever votes for the next leader passes it; the leader that was killed is armed again when it is back. */
    @Test
    void whoPassesTheCrashPointGoesDownAndIsBackWhenTheFaultHasEnded() {
        String killed = ((Map<?, ?>) fault(FaultPhase.BEGIN, NO_LEADER).fault().get("resolved"))
                .get("nodes")
                .toString();
        List<String> crashed = NODES.stream()
                .filter(node -> !killed.contains(node))
                .filter(node ->
                        during(CRASH_POINT, condition -> condition.down().contains(node)))
                .toList();
        assertThat(crashed).isNotEmpty();
        assertThat(between(begin(CRASH_POINT), end(CRASH_POINT)))
                .filteredOn(DockerFailpointsIT::isStart)
                .extracting(event -> ((NodeEvent) event).node())
                .containsAll(crashed);
    }

    @Test
    void aPointThatNobodyPassesEndsNobody() {
        assertThat(between(quietBefore(NEVER_PASSED), begin(DISK_ERROR))).noneMatch(DockerFailpointsIT::isStart);
    }

    @Test
    void aNodeWhoseWriteFailsSaysSoAndIsStartedWhenTheFaultEnds() {
        List<NodeEvent> failed = NODES.stream()
                .flatMap(node -> nodeEvents(node).stream())
                .filter(event -> event.fact() instanceof NodeFact.StorageFailed)
                .toList();
        assertThat(failed).isNotEmpty().allSatisfy(event -> {
            assertThat(event.time()).isBetween(begin(DISK_ERROR), end(DISK_ERROR));
            assertThat(startsAfter(event.node(), event.time())).isPositive();
        });
    }

    @Test
    void aNodeStartsAgainAfterAPowerCutAndATornRecordAndNeverAfterACorruptedOne() {
        assertThat(startsAfter("n1", quietBefore(POWER_CUT))).isEqualTo(1);
        assertThat(startsAfter("n2", quietBefore(TORN_RECORD))).isEqualTo(1);
        assertThat(startsAfter("n3", quietBefore(CORRUPT_RECORD))).isZero();
        assertThat(lastCondition().down()).containsExactly("n3");
    }

    // ---- the schedule ----

    private static Schedule schedule(List<ScheduledFault> faults) {
        return new Schedule(
                Schedule.VERSION, NODES, new Phases(17_000 * MS, 27_000 * MS, 28_000 * MS), SwarmDraw.BY_HAND, faults);
    }

    private static ScheduledFault fault(int id, long begin, long end, Fault fault) {
        return new ScheduledFault(id, begin * MS, end * MS, fault);
    }

    private static Target only(String node) {
        return new Target.Named(List.of(node));
    }

    private static Target all() {
        return new Target.Named(NODES);
    }

    // ---- the history ----

    private static List<FaultEvent> faults(FaultPhase phase) {
        List<FaultEvent> found = new ArrayList<>();
        for (Event event : result.history().events()) {
            if (event instanceof FaultEvent fault && fault.phase() == phase) {
                found.add(fault);
            }
        }
        return found;
    }

    private static FaultEvent fault(FaultPhase phase, int id) {
        return faults(phase).stream()
                .filter(fault -> fault.id() == id)
                .findFirst()
                .orElseThrow();
    }

    private static long begin(int id) {
        return fault(FaultPhase.BEGIN, id).time();
    }

    private static long end(int id) {
        return fault(FaultPhase.END, id).time();
    }

    private static String readBack(int id) {
        return fault(FaultPhase.END, id).fault().get("readback").toString();
    }

    private static List<Event> between(long from, long to) {
        return result.history().events().stream()
                .filter(event -> event.time() >= from && event.time() <= to)
                .toList();
    }

    /** When the fault has begun and all before it have ended, which takes its time where much else is to be done. */
    private static long quietBefore(int id) {
        return faults(FaultPhase.END).stream()
                .filter(fault -> fault.id() < id)
                .mapToLong(FaultEvent::time)
                .reduce(begin(id), Math::max);
    }

    private static boolean during(int id, Predicate<Condition> is) {
        return between(begin(id), end(id)).stream()
                .filter(ConditionEvent.class::isInstance)
                .anyMatch(event -> is.test(((ConditionEvent) event).condition()));
    }

    private static Condition lastCondition() {
        return result.history().events().stream()
                .filter(ConditionEvent.class::isInstance)
                .reduce((first, second) -> second)
                .map(event -> ((ConditionEvent) event).condition())
                .orElseThrow();
    }

    private static List<NodeEvent> nodeEvents(String node) {
        return result.history().events().stream()
                .filter(NodeEvent.class::isInstance)
                .map(NodeEvent.class::cast)
                .filter(event -> event.node().equals(node))
                .toList();
    }

    private static boolean isStart(Event event) {
        return event instanceof NodeEvent said && said.fact() instanceof NodeFact.Started;
    }

    private static long startsAfter(String node, long instant) {
        return nodeEvents(node).stream()
                .filter(event -> isStart(event) && event.time() > instant)
                .count();
    }
}
