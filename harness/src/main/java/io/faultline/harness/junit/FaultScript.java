package io.faultline.harness.junit;

import io.faultline.harness.cluster.Cluster;
import io.faultline.nemesis.fault.Fault;
import io.faultline.nemesis.fault.Injection;
import io.faultline.nemesis.play.FaultLog;
import io.faultline.nemesis.play.Outcome;
import io.faultline.nemesis.schedule.Phases;
import io.faultline.nemesis.schedule.Schedule;
import io.faultline.nemesis.schedule.ScheduledFault;
import io.faultline.nemesis.schedule.SwarmDraw;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The faults of a story: begun and ended as a nemesis would, told to the same log, and kept as a schedule, so that a
 * nemesis can play the story again.
 *
 * <p>No two acts share an instant: each waits for the next whole microsecond, as otherwise the schedule would not say
 * which came first.
 */
final class FaultScript {
    private static final long MICRO = 1_000;

    /** On a real ground a fault takes a while; on the simulated one none. */
    private static final long ACT_LIMIT = 60_000_000_000L;

    private final Cluster cluster;
    private final FaultLog log;
    private final Map<Integer, Active> active = new LinkedHashMap<>();
    private final List<ScheduledFault> ended = new ArrayList<>();
    private int lastId;

    private record Active(Fault fault, Injection injection, long begin) {}

    FaultScript(Cluster cluster, FaultLog log) {
        this.cluster = cluster;
        this.log = log;
    }

    /** Begins a fault and returns its id. */
    int begin(Fault fault) {
        awaitNextInstant();
        int id = ++lastId;
        Injection injection = fault.resolve(cluster.faults().view());
        active.put(id, new Active(fault, injection, cluster.timeline().now()));
        log.beginning(id, fault, injection);
        Outcome outcome = await(done -> cluster.faults().begin(id, injection, done));
        log.began(id, fault, injection, outcome);
        return id;
    }

    /** Ends a fault; one that is not active is left alone. */
    void end(int id) {
        if (active.containsKey(id)) {
            awaitNextInstant();
            endNow(id);
        }
    }

    /** Ends every active fault whose injection is such, the latest first. */
    void endAll(Predicate<Injection> such) {
        List<Integer> ids = new ArrayList<>();
        active.forEach((id, fault) -> {
            if (such.test(fault.injection)) {
                ids.add(0, id);
            }
        });
        ids.forEach(this::end);
    }

    /** Ends every active fault at this very instant, the latest first: where a schedule's safety phase ends. */
    void endAllNow() {
        List<Integer> ids = new ArrayList<>(active.keySet());
        for (int i = ids.size() - 1; i >= 0; i--) {
            endNow(ids.get(i));
        }
    }

    boolean isActive(int id) {
        return active.containsKey(id);
    }

    /** What was done, as the schedule of a trial with these phases. */
    Schedule schedule(Phases phases) {
        return new Schedule(Schedule.VERSION, cluster.nodes(), phases, SwarmDraw.BY_HAND, List.of())
                .withFaults(ended)
                .validate();
    }

    /** Lets the time pass to the next whole microsecond. */
    void awaitNextInstant() {
        cluster.runUntil((cluster.timeline().now() / MICRO + 1) * MICRO);
    }

    private void endNow(int id) {
        Active fault = active.remove(id);
        long now = cluster.timeline().now();
        ended.add(new ScheduledFault(id, fault.begin, now, fault.fault));
        log.ending(id, fault.fault, fault.injection);
        Outcome outcome = await(done -> cluster.faults().end(id, fault.injection, done));
        log.ended(id, fault.fault, fault.injection, outcome);
    }

    /** A fault that took no effect goes into the history as such, and makes the judgement unknown. */
    private Outcome await(Consumer<Consumer<Outcome>> act) {
        Outcome[] outcome = new Outcome[1];
        act.accept(done -> outcome[0] = done);
        if (outcome[0] == null && !cluster.runUntil(() -> outcome[0] != null, ACT_LIMIT)) {
            return new Outcome(false, "no answer within " + TimeSpan.print(ACT_LIMIT));
        }
        return outcome[0];
    }
}
