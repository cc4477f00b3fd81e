package io.faultline.harness.mutants;

import io.faultline.harness.trial.Scenario;
import io.faultline.harness.trial.TrialResult;
import io.faultline.harness.trial.TrialRunner;
import io.faultline.harness.trial.Workload;
import io.faultline.harness.workload.Load;
import io.faultline.nemesis.fault.FaultClass;
import io.faultline.nemesis.fault.Ground;
import io.faultline.nemesis.schedule.Schedule;
import io.faultline.node.mutants.Variant;
import java.lang.management.ManagementFactory;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Where mutants are tried: how a trial of one is planned and run, and by which clock its time is counted.
 *
 * @param ground where clusters run
 * @param guided whether a mutant's {@link GuidedSchedules guided schedule} is played, where it has one; of the rarest it
 *     always is
 * @param player runs a trial
 * @param clock a reading in ns
 * @param unit what that clock counts, for a table: {@code CPU s} or {@code wall s}
 * @param limitsControls whether a control, too, ends when the time of a campaign is up
 */
public record ProvingGround(
        Ground ground, boolean guided, Player player, LongSupplier clock, String unit, boolean limitsControls) {

    /** How often clients send again what got no answer, where that is what a mutant needs: until there is a next leader. */
    private static final int RETRIES = 30;

    /** Thirty clients at one key, none of them pinned to a node that does not lead. */
    private static final Load CONTENTION = new Load(300, 30, 1, 0, 0, 0);

    /** Forty clients at two keys, each pinned to one node, which give a call up after a quarter of a second. */
    private static final Load IMPATIENCE = new Load(200, 40, 2, 0, 1, 0).withLimit(250_000_000);

    /** Twenty clients that ask for so much that whoever is away for seconds misses more than one message holds. */
    private static final Load BACKLOG = new Load(200, 20, 10, 0, 0.3, 0);

    /** A hundred clients, each with one node, which give a call up after a fifth of a second. */
    private static final Load CROWD = new Load(1000, 100, 3, 0, 1, 0).withLimit(200_000_000);

    /** Runs one trial. */
    @FunctionalInterface
    public interface Player {
        TrialResult play(Scenario scenario, long seed, Schedule schedule);
    }

    /** The simulator: drawn schedules, by the processor time of this thread, so that other work does not count. */
    public static ProvingGround simulated() {
        TrialRunner runner = TrialRunner.simulated();
        return new ProvingGround(
                Ground.SIMULATED,
                false,
                runner::run,
                () -> ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime(),
                "CPU s",
                false);
    }

    /** A ground in real time, by the wall clock: trials are few, so a mutant that has a guided schedule gets it. */
    public static ProvingGround inRealTime(Ground ground, Player player) {
        return new ProvingGround(ground, true, player, System::nanoTime, "wall s", true);
    }

    /** The same, but every mutant that has a guided schedule gets it. */
    public ProvingGround withGuides() {
        return new ProvingGround(ground, true, player, clock, unit, limitsControls);
    }

    /**
     * The scenario a variant is measured in: every fault the ground draws by default, and changes of members where these
     * are what it needs; or its guided schedule.
     */
    public Scenario scenario(Variant variant) {
        Optional<Schedule> led = guide(variant);
        Scenario scenario = new Scenario(
                ground,
                led.map(schedule -> schedule.nodes().size())
                        .orElse(Scenario.election().nodes()),
                workload(variant),
                nemesis(variant),
                Scenario.DEFAULT_TIME_LIMIT * variant.slowdown(),
                variant.id());
        Scenario loaded = switch (variant.needs()) {
            case RETRIES -> scenario.withLoad(scenario.load().withRetries(RETRIES));
            case CONTENTION -> scenario.withLoad(CONTENTION);
            case IMPATIENCE -> scenario.withLoad(IMPATIENCE);
            case BACKLOG -> scenario.withLoad(BACKLOG);
            case CROWD -> scenario.withLoad(CROWD);
            default -> scenario;
        };
        return led.map(schedule -> loaded.withTimeLimit(schedule.phases().end()))
                .orElse(loaded);
    }

    private Set<FaultClass> nemesis(Variant variant) {
        Set<FaultClass> classes = EnumSet.copyOf(FaultClass.defaults(ground));
        if (variant.needs() == Variant.Needs.MEMBER_CHANGES) {
            classes.add(FaultClass.MEMBERS);
        }
        return classes;
    }

    /** What must go on in the cluster for the difference to show. */
    private static Workload workload(Variant variant) {
        return switch (variant.needs()) {
            case ELECTIONS -> Workload.ELECTION;
            case CONTENTION -> Workload.CAS_REGISTER;
            case RETRIES -> Workload.SET;
            case CROWD -> Workload.APPEND;
            case CLIENTS, IMPATIENCE, BACKLOG, MEMBER_CHANGES -> Workload.KV;
        };
    }

    Schedule schedule(Scenario scenario, Variant variant, long seed) {
        return guide(variant).orElseGet(() -> TrialRunner.schedule(scenario, seed));
    }

    /** Whether that variant's trials are led by a schedule made for it, and not by drawn ones. */
    public boolean guides(Variant variant) {
        return guide(variant).isPresent();
    }

    private Optional<Schedule> guide(Variant variant) {
        return guided || GuidedSchedules.RARE.contains(variant.mutant())
                ? GuidedSchedules.of(variant.mutant())
                : Optional.empty();
    }
}
