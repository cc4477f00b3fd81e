package io.faultline.harness.trial;

import io.faultline.checkers.ElectionOptions;
import io.faultline.harness.cluster.ClusterSpec;
import io.faultline.harness.workload.Clients.Kind;
import io.faultline.harness.workload.Load;
import io.faultline.nemesis.fault.FaultClass;
import io.faultline.nemesis.fault.Ground;
import io.faultline.node.mutants.Variants;
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
 * @param load how much clients do; null for a workload without clients
 */
public record Scenario(
        Ground ground,
        int nodes,
        Workload workload,
        Set<FaultClass> nemesis,
        long timeLimit,
        String variant,
        Load load) {
    /** A minute: long enough for a storm, a recovery and a judged calm. */
    public static final long DEFAULT_TIME_LIMIT = 60_000_000_000L;

    public Scenario {
        EnumSet<FaultClass> classes = EnumSet.noneOf(FaultClass.class);
        classes.addAll(nemesis);
        nemesis = Collections.unmodifiableSet(classes);
        ground.require(nemesis);
        requireVariantOf(ground, variant);
        if (load == null == workload.clients().isPresent()) {
            throw new IllegalArgumentException(
                    workload.clients().isPresent()
                            ? "the workload " + workload.word() + " needs a load"
                            : "the workload " + workload.word() + " has no clients, and so no load");
        }
        if (load == null && nemesis.equals(Set.of(FaultClass.CLIENT_LINKS))) {
            throw new IllegalArgumentException("the workload " + workload.word() + " has no clients, so "
                    + FaultClass.CLIENT_LINKS.kebab() + " alone does nothing; choose another workload or more classes");
        }
    }

    private static void requireVariantOf(Ground ground, String variant) {
        if (ground != Ground.SIMULATED && variant != null) {
            Variants.named(variant).filter(one -> !one.isForProcesses()).ifPresent(one -> {
                throw new IllegalArgumentException(
                        "the mutant " + variant + " exists in the simulator only, as " + one.onlySimulated());
            });
        }
    }

    /** A scenario with the standard load of its workload. */
    public Scenario(
            Ground ground, int nodes, Workload workload, Set<FaultClass> nemesis, long timeLimit, String variant) {
        this(
                ground,
                nodes,
                workload,
                nemesis,
                timeLimit,
                variant,
                workload.clients().map(Kind::standardLoad).orElse(null));
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
        return new Scenario(ground, count, workload, nemesis, timeLimit, variant, load);
    }

    public Scenario withNemesis(Set<FaultClass> classes) {
        return new Scenario(ground, nodes, workload, classes, timeLimit, variant, load);
    }

    public Scenario withTimeLimit(long nanos) {
        return new Scenario(ground, nodes, workload, nemesis, nanos, variant, load);
    }

    public Scenario withVariant(String id) {
        return new Scenario(ground, nodes, workload, nemesis, timeLimit, id, load);
    }

    /** The same with other clients, who do as much as those usually do. */
    public Scenario withWorkload(Workload other) {
        return new Scenario(ground, nodes, other, nemesis, timeLimit, variant);
    }

    public Scenario withLoad(Load other) {
        return new Scenario(ground, nodes, workload, nemesis, timeLimit, variant, other);
    }

    /** Its name in the store: workload and, for a mutant, its id. */
    public String name() {
        return variant == null ? workload.word() : workload.word() + "-" + variant;
    }

    /** The fault classes that can do something here: the links of clients matter only where there are clients. */
    Set<FaultClass> drawn() {
        EnumSet<FaultClass> drawn = EnumSet.noneOf(FaultClass.class);
        drawn.addAll(nemesis);
        if (load == null) {
            drawn.remove(FaultClass.CLIENT_LINKS);
        }
        return drawn;
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
