package io.faultline.nemesis.play;

import io.faultline.nemesis.fault.Fault;
import io.faultline.nemesis.fault.FaultStep;
import io.faultline.nemesis.fault.Injection;
import io.faultline.nemesis.schedule.Phases;
import io.faultline.nemesis.schedule.Schedule;
import io.faultline.nemesis.schedule.ScheduledFault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Plays a schedule: begins and ends each fault at its time, and heals whatever is left.
 *
 * <pre>{@code
 * Nemesis nemesis = new Nemesis(schedule, timeline, injector, log);
 * nemesis.start();                    // at time 0, on the timeline
 * nemesis.healAll(() -> collect());   // when the trial is interrupted; else it happens by itself
 * }</pre>
 *
 * <p>A fault is resolved at the moment of acting, written to the log, and only then begun. Each fault
 * that was begun is ended exactly once, also when beginning it failed half-way, when the trial is
 * interrupted, and when the beginning completes only after everything was healed: then it is ended
 * as soon as it has begun. All calls must come from tasks of the timeline.
 */
public final class Nemesis {

    private final Timeline timeline;
    private final FaultInjector injector;
    private final FaultLog log;
    private final List<Act> acts;
    private final Map<Integer, Play> active = new LinkedHashMap<>();
    private final Map<Integer, List<Play>> waiting = new LinkedHashMap<>();
    private final List<Runnable> whenHealed = new ArrayList<>();
    private int nextAct;
    private boolean started;
    private boolean closed;

    /** Prepares to play; nothing happens before {@link #start}. */
    public Nemesis(Schedule schedule, Timeline timeline, FaultInjector injector, FaultLog log) {
        this.timeline = timeline;
        this.injector = injector;
        this.log = log;
        this.acts = actsOf(schedule.validate());
    }

    /** Begins to play; times of the schedule count from the time 0 of the timeline. */
    public void start() {
        if (started) {
            throw new IllegalStateException("a nemesis plays its schedule once");
        }
        started = true;
        act();
    }

    /** Ends every active fault and begins no other; a second call does nothing. */
    public void healAll() {
        healAll(() -> {});
    }

    /**
     * Ends every active fault, the latest first, and begins no other. Phases are still announced at
     * their times.
     *
     * @param healed runs once, when nothing is active any more; at once if nothing is
     */
    public void healAll(Runnable healed) {
        closed = true;
        waiting.clear();
        whenHealed.add(healed);
        List<Play> latestFirst = new ArrayList<>(active.values());
        for (int i = latestFirst.size() - 1; i >= 0; i--) {
            latestFirst.get(i).wantEnd();
        }
        tellIfHealed();
    }

    /** Returns how many faults are begun and not yet ended. */
    public int activeCount() {
        return active.size();
    }

    /** Does all that is due and comes back for the next. */
    private void act() {
        while (nextAct < acts.size() && acts.get(nextAct).time <= timeline.now()) {
            Act due = acts.get(nextAct++);
            due.task.run();
        }
        if (nextAct < acts.size()) {
            long delay = acts.get(nextAct).time - timeline.now();
            timeline.schedule(Math.max(0, delay), this::act);
        }
    }

    private void tellIfHealed() {
        if (closed && active.isEmpty()) {
            List<Runnable> healed = List.copyOf(whenHealed);
            whenHealed.clear();
            healed.forEach(Runnable::run);
        }
    }

    private void want(Play play) {
        if (closed) {
            return;
        }
        if (active.containsKey(play.id)) {
            waiting.computeIfAbsent(play.id, id -> new ArrayList<>()).add(play);
        } else {
            play.begin();
        }
    }

    private void ended(Play play) {
        active.remove(play.id);
        List<Play> others = waiting.get(play.id);
        if (!closed && others != null && !others.isEmpty()) {
            others.remove(0).begin();
        }
        tellIfHealed();
    }

    private List<Act> actsOf(Schedule schedule) {
        List<Act> planned = new ArrayList<>();
        for (ScheduledFault scheduled : schedule.faults()) {
            for (FaultStep step : scheduled.fault().steps(scheduled.begin(), scheduled.end())) {
                Play play = new Play(scheduled.id(), scheduled.fault(), step.fault());
                boolean instant = step.begin() == step.end();
                planned.add(new Act(step.begin(), 2, () -> want(play)));
                planned.add(new Act(step.end(), instant ? 3 : 1, play::wantEnd));
            }
        }
        Phases phases = schedule.phases();
        planned.add(new Act(0, 0, () -> log.phase("safety")));
        planned.add(new Act(phases.safetyEnd(), 0, () -> {
            log.phase("recovery");
            healAll();
        }));
        planned.add(new Act(phases.recoveryEnd(), 0, () -> log.phase("final")));
        planned.add(new Act(phases.end(), 0, () -> log.phase("end")));
        planned.sort(Comparator.comparingLong(Act::time).thenComparingInt(Act::rank));
        return List.copyOf(planned);
    }

    /** What to do when; at one time phases come first, then ends, then begins. */
    private record Act(long time, int rank, Runnable task) {}

    private enum Stage {
        PLANNED,
        BEGINNING,
        ACTIVE,
        ENDING,
        ENDED
    }

    /** One begin and its end. */
    private final class Play {
        private final int id;
        private final Fault fault;
        private final Fault step;
        private Injection injection;
        private Stage stage = Stage.PLANNED;
        private boolean endWanted;

        Play(int id, Fault fault, Fault step) {
            this.id = id;
            this.fault = fault;
            this.step = step;
        }

        void begin() {
            injection = step.resolve(injector.view());
            stage = Stage.BEGINNING;
            active.put(id, this);
            log.beginning(id, fault, injection);
            try {
                injector.begin(id, injection, this::begun);
            } catch (RuntimeException failure) {
                begun(new Outcome(false, "beginning failed: " + failure));
            }
        }

        private void begun(Outcome outcome) {
            if (stage != Stage.BEGINNING) {
                return;
            }
            stage = Stage.ACTIVE;
            log.began(id, fault, injection, outcome);
            if (endWanted) {
                end();
            }
        }

        void wantEnd() {
            endWanted = true;
            if (stage == Stage.ACTIVE) {
                end();
            }
        }

        private void end() {
            stage = Stage.ENDING;
            log.ending(id, fault, injection);
            try {
                injector.end(id, injection, this::finished);
            } catch (RuntimeException failure) {
                finished(new Outcome(false, "ending failed: " + failure));
            }
        }

        private void finished(Outcome outcome) {
            if (stage != Stage.ENDING) {
                return;
            }
            stage = Stage.ENDED;
            log.ended(id, fault, injection, outcome);
            ended(this);
        }
    }
}
