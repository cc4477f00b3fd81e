package io.faultline.harness.trial;

import io.faultline.checkers.ElectionOptions;
import io.faultline.harness.cluster.ClusterSpec;
import io.faultline.nemesis.fault.FaultClass;
import io.faultline.nemesis.fault.Ground;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * System, workload, nemesis, checkers and limits: a trial without its seed.
 *
 * @param ground where the cluster runs
 * @param nodes how many nodes
 * @param workload what clients do; {@link Workload#ELECTION} has none
 * @param nemesis fault classes that may be drawn
 * @param timeLimit how long a trial lasts in cluster time, ns
 * @param variant id of the mutant or control all nodes are, or null for the standard node
 */
public record Scenario(
        Ground ground, int nodes, Workload workload, Set<FaultClass> nemesis, long timeLimit, String variant) {
    /** A minute: long enough for a storm, a recovery and a judged calm. */
    public static final long DEFAULT_TIME_LIMIT = 60_000_000_000L;

    public Scenario {
        EnumSet<FaultClass> classes = EnumSet.noneOf(FaultClass.class);
        classes.addAll(nemesis);
        nemesis = Collections.unmodifiableSet(classes);
        ground.require(nemesis);
    }

    /** Elections of five standard nodes, in the simulator, under every fault that it draws by default. */
    public static Scenario election() {
        return new Scenario(
                Ground.SIMULATED,
                5,
                Workload.ELECTION,
                FaultClass.defaults(Ground.SIMULATED),
                DEFAULT_TIME_LIMIT,
                null);
    }

    public Scenario withNodes(int count) {
        return new Scenario(ground, count, workload, nemesis, timeLimit, variant);
    }

    public Scenario withNemesis(Set<FaultClass> classes) {
        return new Scenario(ground, nodes, workload, classes, timeLimit, variant);
    }

    public Scenario withTimeLimit(long nanos) {
        return new Scenario(ground, nodes, workload, nemesis, nanos, variant);
    }

    public Scenario withVariant(String id) {
        return new Scenario(ground, nodes, workload, nemesis, timeLimit, id);
    }

    /** Its name in the store: workload and, for a mutant, its id. */
    public String name() {
        return variant == null ? workload.word() : workload.word() + "-" + variant;
    }

    /** The cluster its trials start. */
    public ClusterSpec cluster() {
        return new ClusterSpec(nodes, variant, workload == Workload.STORY ? Map.of("surroundings", "plain") : Map.of());
    }

    /** How elections are judged: deaf nodes too, as nodes use pre-vote unless a variant says otherwise. */
    public ElectionOptions electionOptions() {
        return new ElectionOptions(0, true);
    }
}
