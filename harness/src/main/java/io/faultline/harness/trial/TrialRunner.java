package io.faultline.harness.trial;

import io.faultline.checkers.Checker;
import io.faultline.checkers.Checkers;
import io.faultline.checkers.ClientOptions;
import io.faultline.checkers.ElectionOptions;
import io.faultline.checkers.Judgement;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.PhaseEvent;
import io.faultline.harness.cluster.Cluster;
import io.faultline.harness.cluster.Ground;
import io.faultline.harness.sim.SimulatedGround;
import io.faultline.harness.workload.Clients;
import io.faultline.nemesis.generate.Profile;
import io.faultline.nemesis.generate.ScheduleGenerator;
import io.faultline.nemesis.play.Nemesis;
import io.faultline.nemesis.schedule.Schedule;
import io.faultline.node.mutants.Variant;
import io.faultline.node.mutants.Variants;
import io.faultline.node.raft.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs trials: schedule, cluster, history, checkers, verdict.
 *
 * <pre>{@code
 * TrialResult result = TrialRunner.simulated().run(Scenario.election(), 7);
 * }</pre>
 */
public final class TrialRunner {
    private static final long HEALED_WITHIN = 60_000_000_000L;

    /** However few operations there are. */
    private static final ClientOptions ANY = new ClientOptions(1, 0);

    private final Ground ground;

    public TrialRunner(Ground ground) {
        this.ground = ground;
    }

    /** Runs trials in the simulator. */
    public static TrialRunner simulated() {
        return new TrialRunner(new SimulatedGround());
    }

    /** Runs the trial of that seed, with the schedule the seed gives. */
    public TrialResult run(Scenario scenario, long seed) {
        return run(scenario, seed, schedule(scenario, seed));
    }

    /** Runs the trial of that seed with a schedule of its own. */
    public TrialResult run(Scenario scenario, long seed, Schedule schedule) {
        return run(scenario, seed, schedule, history -> {});
    }

    /**
     * Runs the trial and hands the history over before any checker starts, so that a checker that takes the process
     * down does not take the history with it.
     */
    public TrialResult run(Scenario scenario, long seed, Schedule schedule, Consumer<History> beforeChecking) {
        History history = play(scenario, seed, schedule);
        beforeChecking.accept(history);
        return new TrialResult(scenario, seed, schedule, history, judge(scenario, history));
    }

    /** The schedule that seed gives for that scenario. */
    public static Schedule schedule(Scenario scenario, long seed) {
        long timeout = Timing.DEFAULT.electionTimeoutMax();
        if (scenario.variant() != null) {
            timeout *= Variants.named(scenario.variant()).map(Variant::slowdown).orElse(1);
        }
        Profile profile = Profile.of(scenario.cluster().nodes(), scenario.drawn())
                .withElectionTimeout(timeout)
                .withTimeLimit(scenario.timeLimit());
        return ScheduleGenerator.generate(seed, profile);
    }

    /** What the scenario's checkers say of a history. */
    public static Judgement judge(Scenario scenario, History history) {
        return judge(
                scenario.electionOptions(),
                scenario.workload().clients().isPresent() ? ofWorkload(history) : ofScript(history),
                history);
    }

    /**
     * What the checkers say of a history whose scenario nobody knows. That it is one of a workload shows in its final
     * reads: then what clients saw is judged too.
     */
    public static Judgement judge(History history) {
        boolean workload = has(history, PhaseEvent.FINAL_READS) && !has(history, PhaseEvent.SCRIPTED);
        return judge(
                Scenario.election().electionOptions(), workload ? ofWorkload(history) : ofScript(history), history);
    }

    private static Judgement judge(ElectionOptions options, List<Checker> ofClients, History history) {
        List<Checker> checkers = new ArrayList<>(Checkers.election(options));
        checkers.addAll(Checkers.replication());
        checkers.addAll(ofClients);
        return Checkers.run(history, checkers);
    }

    private static List<Checker> ofWorkload(History history) {
        List<Checker> checkers = new ArrayList<>(Checkers.clients(history));
        checkers.addAll(Checkers.transactions(history));
        checkers.addAll(Checkers.linearizability(history));
        return checkers;
    }

    /**
     * What a script's clients do is the script's, which may mean them to be done twice: they are judged only where it has
     * said so.
     */
    private static List<Checker> ofScript(History history) {
        if (!has(history, PhaseEvent.SCRIPTED)) {
            return List.of();
        }
        List<Checker> checkers = new ArrayList<>(Checkers.promisesToClients(history, ANY));
        checkers.addAll(Checkers.transactions(history, ANY));
        checkers.addAll(Checkers.linearizability(history, ANY));
        return checkers;
    }

    private static boolean has(History history, String name) {
        return history.otherEvents().stream()
                .anyMatch(event ->
                        event instanceof PhaseEvent phase && phase.phase().equals(name));
    }

    /** A recovery is as long as planned also where healing takes its time: it begins when the last fault has ended. */
    private static void putOffWhatFollows(Cluster cluster, Nemesis nemesis, LaterTimeline timeline) {
        long planned = cluster.timeline().now();
        cluster.runUntil(() -> nemesis.activeCount() == 0, HEALED_WITHIN);
        timeline.putOff(cluster.timeline().now() - planned);
    }

    private History play(Scenario scenario, long seed, Schedule schedule) {
        HistoryRecorder recorder = new HistoryRecorder();
        try (Cluster cluster = ground.open(scenario.cluster(), seed, recorder)) {
            RecordingFaultLog log = new RecordingFaultLog(recorder, cluster.timeline());
            cluster.start();
            // Containers take their time to come up; a schedule counts from then on.
            LaterTimeline timeline =
                    new LaterTimeline(cluster.timeline(), cluster.timeline().now());
            Nemesis nemesis = new Nemesis(schedule, timeline, cluster.faults(), log);
            nemesis.start();
            Optional<Clients> clients = scenario.workload()
                    .clients()
                    .map(kind -> Clients.of(kind, scenario.load(), cluster, recorder, seed));
            clients.ifPresent(Clients::start);
            cluster.runUntil(timeline.origin() + schedule.phases().safetyEnd());
            putOffWhatFollows(cluster, nemesis, timeline);
            cluster.runUntil(timeline.origin() + schedule.phases().end());
            if (clients.isPresent()) {
                clients.get().stop();
                clients.get().readAll();
                log.phase(PhaseEvent.END);
            }
        }
        return recorder.finish();
    }
}
