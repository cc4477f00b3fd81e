package io.faultline.harness.report;

import io.faultline.checkers.Checkers;
import io.faultline.checkers.Evidence;
import io.faultline.checkers.Judgement;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.history.FaultPhase;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.OperationType;
import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.generate.Generator;
import io.faultline.checkers.linearizability.generate.Recipe;
import io.faultline.checkers.linearizability.generate.Violations;
import io.faultline.checkers.transactions.Transactions;
import io.faultline.checkers.transactions.consistency.Consistency;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

    /**
     * n1 is cut off and still answers: process 2 reads 1 from it, which process 3 had replaced before, while a write of process
     * 4 is never heard of again.
     */
    public static TrialRecord staleRead() {
        Story story = new Story("n1", "n2", "n3");
        story.at(0).phase("safety").starts("n1", 0).starts("n2", 0).starts("n3", 0);
        story.at(460).candidate("n1", 1).votes("n2", "n1", 1).leads("n1", 1, "n1", "n2");
        for (long value = 1; value <= 10; value++) {
            story.at(600 + 20 * value)
                    .operation(OperationType.INVOKE, 1, "cas", "y", List.of(value % 2, 1 - value % 2));
            story.at(610 + 20 * value).operation(OperationType.FAIL, 1, "cas", "y", List.of(value % 2, 1 - value % 2));
            story.operation(OperationType.INVOKE, 1, "write", "x", 1L);
            story.at(615 + 20 * value).operation(OperationType.OK, 1, "write", "x", 1L);
        }
        story.at(1_000)
                .fault(1, FaultPhase.BEGIN, "kind", "partition", "shape", "leader-alone", "order", NODES)
                .cut("n1→n2", "n1→n3", "n2→n1", "n3→n1");
        story.at(1_400).candidate("n2", 2).votes("n3", "n2", 2).leads("n2", 2, "n2", "n3");
        story.at(1_450).operation(OperationType.INVOKE, 4, "write", "x", 3L);
        story.at(1_500).operation(OperationType.INVOKE, 3, "write", "x", 2L);
        story.at(1_520).operation(OperationType.OK, 3, "write", "x", 2L);
        story.at(1_550).operation(OperationType.INVOKE, 2, "read", "x", null);
        story.at(1_560).operation(OperationType.OK, 2, "read", "x", 1L);
        story.at(6_500).operation(OperationType.INFO, 4, "write", "x", 3L);
        story.at(10_000).phase("end");
        History history = story.told();
        return of(history, Checkers.run(history, Checkers.linearizability(history)));
    }

    /** Two transactions miss each other's appends, and thirty read one of them. */
    public static TrialRecord writeSkew() {
        String hostile = "</svg><script>window.pwned=1</script>";
        Story story = new Story("n1", "n2", "n3");
        story.at(0).phase("safety").starts("n1", 0).starts("n2", 0).starts("n3", 0);
        story.at(460).candidate("n1", 1).votes("n2", "n1", 1).leads("n1", 1, "n1", "n2");
        story.at(500).transaction(OperationType.INVOKE, 1, List.of(step("r", hostile, null), step("append", "y", 1L)));
        story.transaction(OperationType.INVOKE, 2, List.of(step("r", "y", null), step("append", hostile, 1L)));
        for (long process = 3; process <= 32; process++) {
            story.transaction(OperationType.INVOKE, process, List.of(step("r", hostile, null)));
        }
        story.at(510).transaction(OperationType.OK, 1, List.of(step("r", hostile, List.of()), step("append", "y", 1L)));
        story.transaction(OperationType.OK, 2, List.of(step("r", "y", List.of()), step("append", hostile, 1L)));
        for (long process = 3; process <= 32; process++) {
            story.transaction(OperationType.OK, process, List.of(step("r", hostile, List.of(1L))));
        }
        story.at(10_000).phase("end");
        History history = story.told();
        return of(history, Checkers.run(history, Transactions.of(history, Consistency.STRICT_SERIALIZABLE, 1)));
    }

    private static List<Object> step(String kind, String key, Object value) {
        return Arrays.asList(kind, key, value);
    }

    /** So many operations of one register, of which the last read tells of a value that was overwritten. */
    public static TrialRecord longStaleRead(int operations) {
        Recipe recipe = new Recipe("register", operations, 20, 1, 0.7, 0.001, 0);
        List<Call> calls = Violations.atTheEnd("register", Generator.linearizable(recipe, 7));
        TreeMap<Long, Call> moments = new TreeMap<>();
        for (Call call : calls) {
            moments.put(call.invoke(), call);
            if (!call.isPending()) {
                moments.put(call.end(), call);
            }
        }
        Story story = new Story("n1", "n2", "n3");
        story.at(0).phase("safety").starts("n1", 0).starts("n2", 0).starts("n3", 0);
        story.leads("n1", 1, "n1", "n2");
        moments.forEach((moment, call) -> {
            boolean begins = moment == call.invoke();
            story.at(moment)
                    .operation(
                            begins ? OperationType.INVOKE : OperationType.OK,
                            call.process() + 1,
                            call.f(),
                            call.key(),
                            begins ? call.argument() : call.result());
        });
        History history = story.phase("end").told();
        return of(history, Checkers.run(history, Checkers.linearizability(history)));
    }
}
