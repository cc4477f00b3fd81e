package io.faultline.harness.report;

import io.faultline.checkers.Evidence;
import io.faultline.checkers.Judgement;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.history.FaultPhase;
import io.faultline.checkers.history.History;
import io.faultline.harness.store.TrialInfo;
import io.faultline.harness.store.TrialRecord;
import io.faultline.nemesis.fault.Crash;
import io.faultline.nemesis.fault.CutKind;
import io.faultline.nemesis.fault.Direction;
import io.faultline.nemesis.fault.FaultClass;
import io.faultline.nemesis.fault.Partition;
import io.faultline.nemesis.fault.PartitionShape;
import io.faultline.nemesis.fault.Target;
import io.faultline.nemesis.schedule.Phases;
import io.faultline.nemesis.schedule.Schedule;
import io.faultline.nemesis.schedule.ScheduledFault;
import io.faultline.nemesis.schedule.SwarmDraw;
import io.faultline.nemesis.schedule.SwarmDraw.ClassDraw;
import java.util.List;
import java.util.Map;

/** Records of trials, written by hand. */
public final class Records {
    private static final long MS = Story.MS;
    private static final List<String> NODES = List.of("n1", "n2", "n3");

    private Records() {}

    /** A record of that history, judged so. */
    public static TrialRecord of(History history, Judgement judgement) {
        return new TrialRecord(info(), schedule(), history, judgement);
    }

    /** A record of that history with one valid verdict. */
    public static TrialRecord of(History history) {
        return of(history, Judgement.of(List.of(Verdict.valid("election-safety", "nothing speaks against it"))));
    }

    public static TrialInfo info() {
        return new TrialInfo(
                "election-E01",
                "sim",
                3,
                "election",
                List.of("partition", "crash"),
                10_000 * MS,
                "E01",
                null,
                42,
                "0123456789ab",
                "0.1.0",
                "17.0.15",
                "2026-11-23T16:00:00Z",
                38,
                "completed",
                "./faultline replay store/election-E01/20261123-160000-42");
    }

    public static Schedule schedule() {
        SwarmDraw swarm = new SwarmDraw(
                42,
                "steady",
                List.of(
                        new ClassDraw(FaultClass.PARTITION, true, 2_000 * MS),
                        new ClassDraw(FaultClass.CRASH, true, 3_500 * MS),
                        new ClassDraw(FaultClass.PAUSE, false, 1_000 * MS)));
        return new Schedule(
                Schedule.VERSION,
                NODES,
                new Phases(5_000 * MS, 9_000 * MS, 10_000 * MS),
                swarm,
                List.of(
                        new ScheduledFault(
                                1,
                                1_000 * MS,
                                3_000 * MS,
                                new Partition(PartitionShape.LEADER_ALONE, NODES, Direction.BOTH, CutKind.BLACK_HOLE)),
                        new ScheduledFault(2, 1_900 * MS, 2_000 * MS, new Crash(new Target.Named(List.of("n3")))),
                        new ScheduledFault(3, 4_000 * MS, 4_500 * MS, new Crash(new Target.Leader(NODES)))));
    }

    /**
     * n1 leads term 1 and is cut off; n3 votes for n2, forgets it in a crash, and votes again: n2 and n3 both lead term 2.
     * Of three faults one is healed, one never is and one never began.
     */
    public static TrialRecord twoLeaders() {
        Story story = new Story("n1", "n2", "n3");
        story.at(0).phase("safety").down("n1", "n2", "n3");
        story.at(1).starts("n1", 0).starts("n2", 0).starts("n3", 0).down();
        story.at(450).preCandidate("n1", 0);
        story.at(460).candidate("n1", 1).votes("n2", "n1", 1).leads("n1", 1, "n1", "n2");
        story.at(470).follows("n2", "n1", 1).votes("n3", "n1", 1).follows("n3", "n1", 1);
        story.at(1_000)
                .fault(
                        1,
                        FaultPhase.BEGIN,
                        "kind",
                        "partition",
                        "shape",
                        "leader-alone",
                        "order",
                        NODES,
                        "resolved",
                        Map.of("act", "cut-links"))
                .cut("n1→n2", "n1→n3", "n2→n1", "n3→n1");
        story.at(1_600).candidate("n2", 2);
        long firstVote = story.next();
        story.at(1_610).votes("n3", "n2", 2);
        story.at(1_620).leads("n2", 2, "n2", "n3");
        story.at(1_900).fault(2, FaultPhase.BEGIN, "kind", "crash", "resolved", Map.of("nodes", List.of("n3")));
        story.down("n3");
        story.at(2_000).fault(2, FaultPhase.END, "kind", "crash", "effective", true, "readback", "simulated");
        story.down().starts("n3", 2);
        long secondVote = story.next() + 2;
        story.at(2_500).candidate("n3", 2);
        long firstLeader = firstVote + 1;
        long secondLeader = story.next();
        story.at(2_510).leads("n3", 2, "n3", "n1");
        story.at(3_000).follows("n2", "n3", 2).follows("n1", "n3", 2);
        story.at(5_000).phase("recovery");
        story.at(9_000).phase("final");
        story.at(10_000).phase("end");
        return of(
                story.told(),
                Judgement.of(List.of(
                        Verdict.valid("terms-monotone", "no term goes back in 24 node events")
                                .measured(Map.of("longestTimeToLeader", 450 * MS)),
                        Verdict.invalid(
                                "one-vote",
                                "n3 voted twice in term 2",
                                List.of(new Evidence(
                                        "n3 voted for n2 (event " + firstVote + ") and for n3 (event " + secondVote
                                                + ") in term 2",
                                        List.of(firstVote, secondVote)))),
                        Verdict.invalid(
                                "election-safety",
                                "term 2 has two leaders",
                                List.of(new Evidence(
                                        "n2 (event " + firstLeader + ") and n3 (event " + secondLeader
                                                + ") both became leader of term 2",
                                        List.of(firstLeader, secondLeader)))),
                        Verdict.unknown("completeness", "fault 1 was never healed"))));
    }
}
