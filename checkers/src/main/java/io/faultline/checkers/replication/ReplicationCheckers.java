package io.faultline.checkers.replication;

import io.faultline.checkers.Checker;
import java.util.List;

/** The door of this package: all checkers of log replication. */
public final class ReplicationCheckers {

    private ReplicationCheckers() {}

    /** Every one of them, in the order a report shows them: the paper's properties, rules of the node, membership. */
    public static List<Checker> all() {
        return List.copyOf(rules());
    }

    static List<LogChecker> rules() {
        return List.of(
                new LogMatching(),
                new LeaderAppendOnly(),
                new LeaderCompleteness(),
                new CommitQuorum(),
                new CommitMonotone(),
                new OwnTermCommit(),
                new StateMachineSafety(),
                new AppliedInOrder(),
                new DurableLog(),
                new OneConfigChange(),
                new ReplicationProgress());
    }
}
