package io.faultline.nemesis.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.nemesis.fault.ClockJump;
import io.faultline.nemesis.fault.ClusterView;
import io.faultline.nemesis.fault.Crash;
import io.faultline.nemesis.fault.Fault;
import io.faultline.nemesis.fault.Injection;
import io.faultline.nemesis.fault.Pause;
import io.faultline.nemesis.fault.RollingRestart;
import io.faultline.nemesis.fault.Target;
import io.faultline.nemesis.kit.Diary;
import io.faultline.nemesis.kit.FakeInjector;
import io.faultline.nemesis.kit.Nodes;
import io.faultline.nemesis.kit.Seeded;
import io.faultline.nemesis.kit.Values;
import io.faultline.nemesis.kit.View;
import io.faultline.nemesis.kit.VirtualTimeline;
import io.faultline.nemesis.schedule.MalformedScheduleException;
import io.faultline.nemesis.schedule.Phases;
import io.faultline.nemesis.schedule.Schedule;
import io.faultline.nemesis.schedule.ScheduledFault;
import io.faultline.nemesis.schedule.SwarmDraw;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A nemesis")
class NemesisTests {

    private static final Fault LEADER_CRASH = new Crash(new Target.Leader(Nodes.of(3)));

    private final VirtualTimeline timeline = new VirtualTimeline();
    private final Diary diary = new Diary(timeline);
    private long latency;
    private final FakeInjector injector = new FakeInjector(View.of(3).leader("n2"), timeline, () -> latency);

    private Nemesis nemesis(ScheduledFault... faults) {
        return new Nemesis(schedule(List.of(faults)), timeline, injector, diary);
    }

    private static Schedule schedule(List<ScheduledFault> faults) {
        return new Schedule(Schedule.VERSION, Nodes.of(3), new Phases(100, 150, 200), SwarmDraw.BY_HAND, faults);
    }

    @Test
    void actsAtTheTimesOfTheScheduleAndAnnouncesThePhases() {
        nemesis(new ScheduledFault(1, 10, 30, LEADER_CRASH)).start();
        timeline.runAll();
        assertThat(diary.lines())
                .containsExactly(
                        "0 phase safety",
                        "10 beginning 1 [n2]",
                        "10 began 1 done",
                        "30 ending 1",
                        "30 ended 1 done",
                        "100 phase recovery",
                        "150 phase final",
                        "200 phase end");
        assertThat(injector.calls()).containsExactly("10 begin 1", "30 end 1");
    }

    @Test
    void resolvesAtTheMomentOfActing() {
        nemesis(new ScheduledFault(1, 10, 20, LEADER_CRASH), new ScheduledFault(2, 30, 40, LEADER_CRASH))
                .start();
        timeline.runUntil(25);
        injector.look(View.of(3).leader("n3"));
        timeline.runAll();
        assertThat(diary.lines()).contains("10 beginning 1 [n2]", "30 beginning 2 [n3]");
    }

    @Test
    void writesDownBeforeItActs() {
        injector.failWith(new IllegalStateException("no such container"));
        nemesis(new ScheduledFault(1, 10, 20, LEADER_CRASH)).start();
        timeline.runUntil(15);
        assertThat(diary.lines())
                .containsExactly(
                        "0 phase safety",
                        "10 beginning 1 [n2]",
                        "10 began 1 beginning failed: java.lang.IllegalStateException: no such container");
    }

    @Test
    void undoesAFaultWhoseBeginningFailedHalfWay() {
        injector.failWith(new IllegalStateException("killed one of two"));
        nemesis(new ScheduledFault(1, 10, 20, LEADER_CRASH)).start();
        timeline.runAll();
        assertThat(injector.calls()).containsExactly("10 begin 1", "20 end 1");
        assertThat(injector.active().injections()).isEmpty();
    }

    @Test
    void endsBeforeItBeginsAtTheSameTime() {
        nemesis(new ScheduledFault(1, 10, 20, LEADER_CRASH), new ScheduledFault(2, 20, 30, LEADER_CRASH))
                .start();
        timeline.runAll();
        assertThat(injector.calls()).containsExactly("10 begin 1", "20 end 1", "20 begin 2", "30 end 2");
    }

    @Test
    void beginsAndEndsWhatTakesNoTime() {
        nemesis(new ScheduledFault(1, 10, 10, new ClockJump(new Target.All(), 5)))
                .start();
        timeline.runAll();
        assertThat(injector.calls()).containsExactly("10 begin 1", "10 end 1");
    }

    @Test
    void healsWhatIsLeftAtTheEndOfTheSafetyPhaseTheLatestFirst() {
        nemesis(
                        new ScheduledFault(1, 10, 100, LEADER_CRASH),
                        new ScheduledFault(2, 20, 100, LEADER_CRASH),
                        new ScheduledFault(3, 30, 40, LEADER_CRASH))
                .start();
        timeline.runAll();
        assertThat(injector.calls())
                .endsWith("40 end 3", "100 end 2", "100 end 1")
                .hasSize(6);
    }

    @Test
    void healsAtOnceWhenInterruptedAndOnlyOnce() {
        Nemesis nemesis =
                nemesis(new ScheduledFault(1, 10, 50, LEADER_CRASH), new ScheduledFault(2, 60, 70, LEADER_CRASH));
        List<String> told = new ArrayList<>();
        nemesis.start();
        timeline.runUntil(20);
        nemesis.healAll(() -> told.add("first"));
        nemesis.healAll(() -> told.add("second"));
        timeline.runAll();
        assertThat(injector.calls()).containsExactly("10 begin 1", "20 end 1");
        assertThat(told).containsExactly("first", "second");
        assertThat(nemesis.activeCount()).isZero();
    }

    @Test
    void healsABeginThatCompletesOnlyAfterEverythingWasHealed() {
        latency = 15;
        Nemesis nemesis = nemesis(new ScheduledFault(1, 10, 50, LEADER_CRASH));
        List<String> told = new ArrayList<>();
        nemesis.start();
        timeline.runUntil(12);
        nemesis.healAll(() -> told.add("healed at " + timeline.now()));
        assertThat(told).isEmpty();
        timeline.runAll();
        assertThat(injector.calls()).containsExactly("10 begin 1", "25 end 1");
        assertThat(told).containsExactly("healed at 40");
    }

    @Test
    void waitsForTheBeginBeforeItEnds() {
        latency = 30;
        nemesis(new ScheduledFault(1, 10, 20, LEADER_CRASH)).start();
        timeline.runAll();
        assertThat(injector.calls()).containsExactly("10 begin 1", "40 end 1");
    }

    @Test
    void playsARollingRestartStepByStep() {
        Fault rolling = new RollingRestart(Nodes.of(3), 10);
        nemesis(new ScheduledFault(1, 10, 40, rolling)).start();
        timeline.runAll();
        assertThat(diary.lines())
                .filteredOn(line -> line.contains("beginning"))
                .containsExactly("10 beginning 1 [n1]", "20 beginning 1 [n2]", "30 beginning 1 [n3]");
        assertThat(injector.calls())
                .containsExactly("10 begin 1", "20 end 1", "20 begin 1", "30 end 1", "30 begin 1", "40 end 1");
    }

    @Test
    void keepsTheStepsOfARollingRestartApartOnASlowGround() {
        latency = 12;
        nemesis(new ScheduledFault(1, 10, 40, new RollingRestart(Nodes.of(3), 10)))
                .start();
        timeline.runUntil(99);
        assertThat(injector.calls())
                .containsExactly("10 begin 1", "22 end 1", "34 begin 1", "46 end 1", "58 begin 1", "70 end 1");
    }

    @Test
    void refusesAScheduleThatCannotBePlayed() {
        assertThatThrownBy(() -> nemesis(new ScheduledFault(1, 10, 500, LEADER_CRASH)))
                .isInstanceOf(MalformedScheduleException.class);
    }

    @Test
    void playsOnlyOnce() {
        Nemesis nemesis = nemesis();
        nemesis.start();
        assertThatThrownBy(nemesis::start).isInstanceOf(IllegalStateException.class);
    }

    /** Goal: every fault that begins ends exactly once. Method: any faults, any delays, any moment. */
    @Test
    void healsEachFaultExactlyOnceWheneverItIsInterrupted() {
        Seeded.forSeeds(3000, seed -> {
            Values values = new Values(seed, 3);
            VirtualTimeline time = new VirtualTimeline();
            FakeInjector slow = new FakeInjector(View.of(3), time, () -> values.below(3) == 0 ? 0 : values.below(40));
            Nemesis nemesis = new Nemesis(schedule(anyFaults(values)), time, slow, new Diary(time));
            List<String> healed = new ArrayList<>();
            nemesis.start();
            time.runUntil(values.below(130));
            nemesis.healAll(() -> healed.add("yes"));
            time.runAll();
            assertThat(healed).hasSize(1);
            assertThat(slow.active().injections()).isEmpty();
            assertThat(slow.active().touchedLinks()).isEmpty();
            Map<String, Integer> balance = new LinkedHashMap<>();
            for (String call : slow.calls()) {
                String[] words = call.split(" ");
                balance.merge(words[2], words[1].equals("begin") ? 1 : -1, Integer::sum);
                assertThat(balance.get(words[2])).as(call).isBetween(0, 1);
            }
            assertThat(balance.values()).allMatch(open -> open == 0);
        });
    }

    private static List<ScheduledFault> anyFaults(Values values) {
        List<ScheduledFault> faults = new ArrayList<>();
        int count = values.below(8);
        for (int id = 1; id <= count; id++) {
            long begin = values.below(100);
            long end = begin + values.below(101 - (int) begin);
            Fault fault = values.below(4) == 0 ? new RollingRestart(Nodes.of(3), 1 + values.below(20)) : values.fault();
            faults.add(new ScheduledFault(id, begin, end, fault));
        }
        faults.sort(ScheduledFault.ORDER);
        return faults;
    }

    @Test
    void ignoresASecondCompletionOfTheSameCall() {
        List<Consumer<Outcome>> callbacks = new ArrayList<>();
        FaultInjector twice = new FaultInjector() {
            @Override
            public ClusterView view() {
                return View.of(3);
            }

            @Override
            public void begin(int id, Injection injection, Consumer<Outcome> done) {
                done.accept(new Outcome(true, "one"));
                callbacks.add(done);
            }

            @Override
            public void end(int id, Injection injection, Consumer<Outcome> done) {
                done.accept(new Outcome(true, "two"));
                callbacks.add(done);
            }
        };
        Schedule one = schedule(List.of(new ScheduledFault(1, 10, 20, new Pause(new Target.All()))));
        new Nemesis(one, timeline, twice, diary).start();
        timeline.runAll();
        callbacks.forEach(done -> done.accept(new Outcome(false, "again")));
        assertThat(diary.lines()).noneMatch(line -> line.contains("again"));
    }
}
