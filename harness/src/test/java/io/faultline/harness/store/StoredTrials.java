package io.faultline.harness.store;

import io.faultline.checkers.Evidence;
import io.faultline.checkers.Judgement;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.history.Condition;
import io.faultline.checkers.history.FaultPhase;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.LogTail;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.Role;
import io.faultline.checkers.history.Timing;
import io.faultline.harness.trial.Scenario;
import io.faultline.nemesis.fault.Crash;
import io.faultline.nemesis.fault.FaultClass;
import io.faultline.nemesis.fault.Target;
import io.faultline.nemesis.schedule.Phases;
import io.faultline.nemesis.schedule.Schedule;
import io.faultline.nemesis.schedule.ScheduledFault;
import io.faultline.nemesis.schedule.SwarmDraw;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A small trial written by hand, so that what the simulator does tomorrow does not matter here. */
public final class StoredTrials {
    /** When it began. */
    public static final ZonedDateTime BEGAN = ZonedDateTime.of(2026, 11, 23, 16, 0, 0, 0, ZoneOffset.UTC);

    private static final long S = 1_000_000_000;
    private static final List<String> NODES = List.of("n1", "n2", "n3");

    private StoredTrials() {}

    /** Three nodes that can crash. */
    public static Scenario scenario() {
        return Scenario.election()
                .withNodes(3)
                .withNemesis(Set.of(FaultClass.CRASH))
                .withTimeLimit(15 * S);
    }

    /** The leader crashes once. */
    public static Schedule schedule() {
        return new Schedule(
                Schedule.VERSION,
                NODES,
                new Phases(6 * S, 14 * S, 15 * S),
                SwarmDraw.BY_HAND,
                List.of(new ScheduledFault(1, 2 * S, 3 * S, new Crash(new Target.Leader(NODES)))));
    }

    /** Two leaders in one term, and the second had no majority. */
    public static History history() {
        HistoryRecorder recorder = new HistoryRecorder();
        NodeFact.Started started = new NodeFact.Started(
                NODES, new Timing(S / 10 * 4, S / 10 * 6, S / 10, S / 20), true, new LogTail(0, 0));
        recorder.phase(0, "safety");
        recorder.condition(0, Condition.CALM);
        recorder.node(1_000, "n1", 1, 1, 1_000, 0, Role.FOLLOWER, started);
        recorder.node(2_000, "n2", 1, 1, 1_000, 0, Role.FOLLOWER, started);
        recorder.node(S, "n1", 1, 2, S, 1, Role.LEADER, new NodeFact.Leader(List.of("n1", "n3")));
        recorder.node(S + 5, "n2", 1, 2, S, 1, Role.LEADER, new NodeFact.Leader(List.of("n2")));
        recorder.fault(
                2 * S,
                FaultPhase.BEGIN,
                1,
                Map.of("kind", "crash", "resolved", Map.of("act", "nodes-down", "nodes", List.of("n1"))));
        recorder.condition(2 * S, new Condition(List.of("n1"), List.of(), List.of(), List.of(), List.of()));
        recorder.fault(3 * S, FaultPhase.END, 1, Map.of("kind", "crash"));
        recorder.condition(3 * S, Condition.CALM);
        recorder.phase(6 * S, "recovery");
        recorder.phase(14 * S, "final");
        recorder.phase(15 * S, "end");
        return recorder.finish();
    }

    /** What a checker says of it. */
    public static Judgement judgement() {
        return Judgement.of(List.of(
                Verdict.valid("terms-monotone", "no term goes back"),
                Verdict.invalid(
                        "election-safety",
                        "term 1 has two leaders",
                        List.of(new Evidence("n1 (event 4) and n2 (event 5) both lead term 1", List.of(4L, 5L))))));
    }

    /** Stores it, and returns it as it stands there. */
    public static Path storedIn(Path root) throws IOException {
        TrialWriter writer = new TrialStore(root).begin(scenario(), 7, schedule(), BEGAN);
        writer.history(history());
        writer.judged(judgement(), 12);
        return writer.folder();
    }
}
