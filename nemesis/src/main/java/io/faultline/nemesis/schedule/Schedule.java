package io.faultline.nemesis.schedule;

import io.faultline.nemesis.fault.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The timed list of faults of one trial.
 *
 * <pre>{@code
 * new Schedule(Schedule.VERSION, List.of("n1", "n2", "n3"), new Phases(42, 58, 60), SwarmDraw.BY_HAND,
 *         List.of(new ScheduledFault(1, 5, 9, new Crash(new Target.Leader(List.of("n1", "n2", "n3"))))));
 * }</pre>
 *
 * @param version of the format, {@link #VERSION}
 * @param nodes the cluster it is made for
 * @param phases when faults end and when the trial ends
 * @param swarm what it was drawn with
 * @param faults sorted by {@link ScheduledFault#ORDER}
 */
public record Schedule(int version, List<String> nodes, Phases phases, SwarmDraw swarm, List<ScheduledFault> faults) {

    /** The version of the format that this code writes and reads. */
    public static final int VERSION = 1;

    /** Copies the lists; {@link #validate} says whether the parts fit together. */
    public Schedule {
        nodes = List.copyOf(nodes);
        faults = List.copyOf(faults);
        Objects.requireNonNull(phases, "phases");
        Objects.requireNonNull(swarm, "swarm");
    }

    /** Returns the same schedule with other faults, sorted: what a shrinker tries. */
    public Schedule withFaults(List<ScheduledFault> others) {
        List<ScheduledFault> sorted = new ArrayList<>(others);
        sorted.sort(ScheduledFault.ORDER);
        return new Schedule(version, nodes, phases, swarm, sorted);
    }

    /** Returns what keeps this schedule from being played, one sentence each; empty when nothing. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (version != VERSION) {
            problems.add("version is " + version + ", but this program plays version " + VERSION);
        }
        Set<String> known = new HashSet<>(nodes);
        if (known.isEmpty() || known.size() != nodes.size()) {
            problems.add("nodes must be at least one and distinct, but are " + nodes);
        }
        Set<Integer> ids = new HashSet<>();
        ScheduledFault last = null;
        for (ScheduledFault fault : faults) {
            if (!ids.add(fault.id())) {
                problems.add("fault id " + fault.id() + " is used twice");
            }
            if (last != null && ScheduledFault.ORDER.compare(last, fault) > 0) {
                problems.add("fault " + fault.id() + " stands after fault " + last.id() + ", but begins before it");
            }
            if (fault.end() > phases.safetyEnd()) {
                problems.add("fault " + fault.id() + " ends at " + fault.end()
                        + ", after the safety phase, which ends at " + phases.safetyEnd());
            }
            unknownNode(fault.fault(), known)
                    .forEach(node ->
                            problems.add("fault " + fault.id() + " names " + node + ", which is not one of " + nodes));
            last = fault;
        }
        return problems;
    }

    /**
     * Returns this schedule after checking that it can be played.
     *
     * @throws MalformedScheduleException with every problem found
     */
    public Schedule validate() {
        List<String> problems = problems();
        if (!problems.isEmpty()) {
            throw MalformedScheduleException.unplayable("schedule", problems);
        }
        return this;
    }

    private static List<String> unknownNode(Fault fault, Set<String> known) {
        List<String> unknown = new ArrayList<>();
        for (String node : fault.namedNodes()) {
            if (!known.contains(node)) {
                unknown.add(node);
            }
        }
        return unknown;
    }
}
