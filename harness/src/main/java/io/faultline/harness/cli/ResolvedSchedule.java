package io.faultline.harness.cli;

import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.FaultEvent;
import io.faultline.checkers.history.FaultPhase;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.PhaseEvent;
import io.faultline.nemesis.fault.Fault;
import io.faultline.nemesis.fault.FaultClass;
import io.faultline.nemesis.fault.Resolved;
import io.faultline.nemesis.json.FaultJson;
import io.faultline.nemesis.schedule.Schedule;
import io.faultline.nemesis.schedule.ScheduledFault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The schedule of what was done: symbols such as the leader replaced by whom they meant that time. */
final class ResolvedSchedule {
    private static final JsonMapper MAPPER = new JsonMapper();

    private ResolvedSchedule() {}

    /**
     * Replaces the faults of a schedule by those that a history tells of.
     *
     * @throws BadArgument when the history does not say what a fault meant
     */
    static Schedule of(Schedule planned, History history) {
        Map<Integer, Fault> faults = new HashMap<>();
        Map<Integer, Long> ends = new HashMap<>();
        int greatestId = 0;
        for (ScheduledFault fault : planned.faults()) {
            faults.put(fault.id(), fault.fault());
            if (fault.fault().faultClass() == FaultClass.MEMBERS) {
                ends.put(fault.id(), fault.end());
            }
            greatestId = Math.max(greatestId, fault.id());
        }
        List<ScheduledFault> done = new ArrayList<>();
        long origin = 0;
        Map<Integer, Integer> open = new HashMap<>();
        Map<Integer, Boolean> used = new HashMap<>();
        for (Event event : history.events()) {
            if (event instanceof PhaseEvent phase && phase.phase().equals("safety")) {
                // A schedule counts from when the cluster is up, a history from before.
                origin = phase.time();
            }
            if (!(event instanceof FaultEvent fault)) {
                continue;
            }
            long time = fault.time() - origin;
            if (fault.phase() == FaultPhase.BEGIN) {
                // Steps of one fault share its id, but a schedule gives each its own.
                boolean first = used.put(fault.id(), true) == null;
                int id = first ? fault.id() : ++greatestId;
                open.put(fault.id(), done.size());
                long end = planned.phases().safetyEnd();
                done.add(new ScheduledFault(id, time, end, resolved(faults.get(fault.id()), fault)));
            } else if (open.containsKey(fault.id())) {
                int at = open.remove(fault.id());
                ScheduledFault begun = done.get(at);
                // Members were back by then, but the way back began when that was planned.
                long asked = Math.max(begun.begin(), ends.getOrDefault(fault.id(), Long.MAX_VALUE));
                long end = Math.min(Math.min(time, asked), begun.end());
                done.set(at, new ScheduledFault(begun.id(), begun.begin(), end, begun.fault()));
            }
        }
        return planned.withFaults(done).validate();
    }

    private static Fault resolved(Fault planned, FaultEvent event) {
        Object injection = event.fault().get("resolved");
        if (planned == null || injection == null) {
            throw new BadArgument("event " + event.index() + " does not say what fault " + event.id()
                    + " meant, or the schedule has no such fault; replay without --resolved");
        }
        return planned instanceof Resolved
                ? planned
                : new Resolved(planned.kind(), FaultJson.readInjection(MAPPER.writeValueAsString(injection)));
    }
}
