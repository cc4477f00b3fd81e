package io.faultline.harness.junit;

import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeFact;
import io.faultline.harness.cluster.Cluster;
import io.faultline.harness.cluster.Ground;
import io.faultline.harness.ground.GroundKind;
import io.faultline.harness.trial.RecordingFaultLog;
import io.faultline.harness.trial.Scenario;
import io.faultline.harness.trial.TrialResult;
import io.faultline.harness.trial.TrialRunner;
import io.faultline.nemesis.schedule.Phases;
import io.faultline.nemesis.schedule.Seeds;
import io.faultline.node.mutants.Variant;
import io.faultline.node.mutants.Variants;
import io.faultline.node.raft.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The subject of a test that takes a {@link ScriptedCluster}: a trial whose safety phase the test plays.
 *
 * <p>The script's faults become the schedule of the trial, so that the same seed and that schedule give the same
 * history without the test, unless its clients spoke.
 */
final class Story implements Subject {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Containers take a second to start, and connections as long to come back. */
    private static final Duration REAL_PATIENCE = Duration.ofSeconds(10);

    /** What nodes say of themselves in real time is heard this much later at most. */
    private static final Duration REAL_NEWS_DELAY = Duration.ofMillis(300);

    /** After a fault was healed in real time, links take this long until they count as well again. */
    private static final long REAL_SETTLING = 2_000_000_000L;

    private static final long START_LIMIT = 60_000_000_000L;
    private static final long LAST_LOOK = 1_000_000_000L;

    private final Scenario scenario;
    private final boolean standard;
    private final long seed;
    private final boolean allowUnknown;
    private final HistoryRecorder recorder = new HistoryRecorder();
    private final Cluster cluster;
    private final RecordingFaultLog log;
    private final FaultScript script;
    private final ScriptedCluster parameter;
    private TrialResult result;

    /** Starts the cluster of the story and waits until every node is up. */
    Story(Ground ground, Scenario scenario, Map<String, String> options, long seed, boolean allowUnknown) {
        this.scenario = scenario;
        this.standard = options.isEmpty();
        this.seed = seed;
        this.allowUnknown = allowUnknown;
        this.cluster = ground.open(scenario.cluster().withOptions(options), seed, recorder);
        this.log = new RecordingFaultLog(recorder, cluster.timeline());
        this.script = new FaultScript(cluster, log);
        Duration patience = (realTime() ? REAL_PATIENCE : PATIENCE).multipliedBy(slowdown());
        Duration newsDelay = realTime() ? REAL_NEWS_DELAY : Duration.ZERO;
        this.parameter =
                new ScriptedCluster(cluster, recorder, script, Seeds.stream(seed, "story"), patience, newsDelay);
        cluster.start();
        log.phase("safety");
        cluster.runUntil(() -> cluster.faults().view().up().equals(cluster.nodes()), START_LIMIT);
    }

    @Override
    public ScriptedCluster parameter() {
        return parameter;
    }

    @Override
    public void finish() {
        conclude();
        JudgementText.assertValid(result.judgement(), allowUnknown);
    }

    @Override
    public Optional<TrialResult> result() {
        conclude();
        return Optional.of(result);
    }

    /** What clients were told stands in no schedule, nor do options. */
    @Override
    public boolean isReplayable() {
        return standard && !parameter.clients().spoke();
    }

    /** Heals everything, lets the cluster recover and has the history judged; once. */
    private void conclude() {
        if (result != null) {
            return;
        }
        parameter.clients().end();
        script.awaitNextInstant();
        log.phase("recovery");
        script.endAllNow();
        // In real time each end takes its time, and the last belongs to the schedule too.
        long safetyEnd = now();
        Phases phases = realTime() ? phasesInRealTime(safetyEnd) : phases(safetyEnd, recovery());
        cluster.runUntil(phases.recoveryEnd());
        log.phase("final");
        cluster.runUntil(phases.end());
        parameter.clients().lookAgain();
        log.phase("end");
        // What nodes have said until now may still be on its way; after this nothing comes any more.
        cluster.close();
        History history = recorder.finish();
        Scenario played = scenario.withTimeLimit(phases.end());
        result = new TrialResult(played, seed, script.schedule(phases), history, TrialRunner.judge(played, history));
    }

    /** Recovery lasts two and a half times D, that is ten election timeouts: enough to settle and to be judged. */
    private long recovery() {
        return 25 * Timing.DEFAULT.electionTimeoutMax() * slowdown();
    }

    /**
     * In real time a recovery is over once the cluster has settled and the calm that is judged lies behind; what
     * disturbs the calm, a machine that stalls a node for one, makes it begin anew.
     */
    private Phases phasesInRealTime(long safetyEnd) {
        long limit = safetyEnd + 4 * recovery();
        long calm = REAL_SETTLING + 25 * Timing.DEFAULT.electionTimeoutMax() * slowdown();
        boolean disturbed = true;
        while (disturbed && now() < limit) {
            cluster.runUntil(this::isWhole, limit - now());
            int seen = recorder.size();
            disturbed = cluster.runUntil(() -> isDisturbedSince(seen), calm);
        }
        return phases(safetyEnd, now() - safetyEnd);
    }

    private long now() {
        return cluster.timeline().now();
    }

    private boolean isWhole() {
        return parameter.reachable().size() == cluster.nodes().size() && parameter.isSettled();
    }

    private boolean isDisturbedSince(int seen) {
        List<Event> events = recorder.soFar();
        return events.subList(seen, events.size()).stream()
                .filter(NodeEvent.class::isInstance)
                .map(event -> ((NodeEvent) event).fact())
                .anyMatch(fact -> fact instanceof NodeFact.Stalled || fact instanceof NodeFact.Leader);
    }

    private static Phases phases(long safetyEnd, long recovery) {
        return new Phases(safetyEnd, safetyEnd + recovery, safetyEnd + recovery + LAST_LOOK);
    }

    private boolean realTime() {
        return !GroundKind.of(scenario.ground()).isRepeatable();
    }

    private int slowdown() {
        return Optional.ofNullable(scenario.variant())
                .flatMap(Variants::named)
                .map(Variant::slowdown)
                .orElse(1);
    }

    @Override
    public void close() {
        cluster.close();
    }
}
