package io.faultline.harness.cli;

import io.faultline.harness.ground.GroundKind;
import io.faultline.harness.trial.Scenario;
import io.faultline.harness.trial.Workload;
import io.faultline.nemesis.fault.FaultClass;
import io.faultline.nemesis.schedule.Schedule;
import io.faultline.nemesis.schedule.ScheduledFault;
import io.faultline.node.mutants.Variant;
import io.faultline.node.mutants.Variants;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that make a scenario. What is not given is null, so that a schedule file can speak for it. */
final class ScenarioOptions {
    private static final int DEFAULT_NODES = 5;

    @Option(
            names = "--cluster",
            paramLabel = "GROUND",
            description = "Where the cluster runs; see the list below. Default: sim.")
    private String cluster;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            converter = Numbers.Nodes.class,
            description = "How many nodes, 1 to 9. Default: 5.")
    private Integer nodes;

    @Option(
            names = "--workload",
            paramLabel = "NAME",
            description = "What clients do; see the list below. Default: election.")
    private String workload;

    @Option(
            names = "--nemesis",
            paramLabel = "CLASS[,CLASS…]",
            description = "Fault classes that may be drawn; see the list below. Default: all.")
    private String nemesis;

    @Option(
            names = "--time-limit",
            paramLabel = "DURATION",
            converter = Durations.Converter.class,
            description = "How long a trial lasts in cluster time, such as 500ms, 60s or 2m. Default: 60s.")
    private Long timeLimit;

    @Option(
            names = "--mutant",
            paramLabel = "ID",
            description = "Give all nodes this bug, or this oddity; see the list below. Default: neither.")
    private String mutant;

    @Mixin
    private LoadOptions loads = new LoadOptions();

    /**
     * The scenario these options make.
     *
     * @throws BadArgument with the legal values
     */
    Scenario scenario() {
        GroundKind ground = ground();
        Set<FaultClass> classes = nemesis == null ? FaultClass.defaults(ground.faults()) : parsed(ground);
        return scenario(ground, nodes == null ? DEFAULT_NODES : nodes, classes, limit());
    }

    /**
     * The scenario these options make for a schedule made before: it says how many nodes there are, what is done to them
     * and how long it takes.
     */
    Scenario scenario(Schedule schedule, String file) {
        GroundKind ground = ground();
        int size = schedule.nodes().size();
        if (nodes != null && nodes != size) {
            throw new BadArgument(file + " is made for " + size + " nodes, but --nodes is " + nodes
                    + "; leave out --nodes, or give the schedule of such a cluster");
        }
        if (nemesis != null) {
            throw new BadArgument("--schedule says which faults there are; leave out --nemesis");
        }
        long end = schedule.phases().end();
        if (timeLimit != null && timeLimit != end) {
            throw new BadArgument(file + " lasts " + Durations.text(end) + ", but --time-limit is "
                    + Durations.text(timeLimit) + "; leave out --time-limit");
        }
        EnumSet<FaultClass> classes = EnumSet.noneOf(FaultClass.class);
        schedule.faults().stream().map(ScheduledFault::fault).forEach(fault -> classes.add(fault.faultClass()));
        Scenario scenario = scenario(ground, size, classes, end);
        if (!scenario.cluster().nodes().equals(schedule.nodes())) {
            throw new BadArgument(file + " names the nodes " + schedule.nodes() + ", but a cluster of " + size + " has "
                    + scenario.cluster().nodes());
        }
        return scenario;
    }

    private Scenario scenario(GroundKind ground, int size, Set<FaultClass> classes, long limit) {
        try {
            Workload what = workload == null ? Workload.ELECTION : Workload.parse(workload);
            Scenario scenario = new Scenario(ground.faults(), size, what, classes, limit, variantId());
            return loads.isAsked() ? scenario.withLoad(loads.on(scenario)) : scenario;
        } catch (IllegalArgumentException wrong) {
            throw new BadArgument(wrong.getMessage(), wrong);
        }
    }

    private GroundKind ground() {
        return cluster == null ? GroundKind.SIM : named(cluster);
    }

    /** The ground of that word, for other commands too. */
    static GroundKind named(String word) {
        return GroundKind.named(word)
                .orElseThrow(() -> new BadArgument("unknown cluster '" + word + "'; legal are " + GroundKind.words()));
    }

    private Set<FaultClass> parsed(GroundKind ground) {
        try {
            return FaultClass.parseAll(nemesis, ground.faults());
        } catch (IllegalArgumentException wrong) {
            throw new BadArgument(wrong.getMessage(), wrong);
        }
    }

    /** A variant with slower intervals needs so much more time to be judged by the same measure. */
    private long limit() {
        if (timeLimit != null) {
            return timeLimit;
        }
        String id = variantId();
        int slowdown =
                id == null ? 1 : Variants.named(id).map(Variant::slowdown).orElse(1);
        return Scenario.DEFAULT_TIME_LIMIT * slowdown;
    }

    private String variantId() {
        if (mutant != null && Variants.named(mutant).isEmpty()) {
            throw new BadArgument("unknown mutant '" + mutant + "'; legal are "
                    + Variants.all().stream().map(Variant::id).collect(Collectors.joining(", ")));
        }
        return mutant;
    }
}
