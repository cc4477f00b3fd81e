package io.faultline.checkers.election;

import io.faultline.checkers.Checker;
import io.faultline.checkers.ElectionOptions;
import java.util.List;

/** The door of this package: all checkers of leader election. */
public final class ElectionCheckers {

    private ElectionCheckers() {}

    /** Every one of them, in the order a report shows them: safety, rules, liveness, the history itself, measures. */
    public static List<Checker> all(ElectionOptions options) {
        return List.of(
                new ElectionSafety(),
                new OneVote(),
                new TermsMonotone(),
                new LeaderVotes(),
                new FollowedLeader(),
                new DeposedLeader(),
                new VoteRefusals(),
                new WonElections(),
                new ElectionTimeouts(),
                new RpcPace(),
                new EventualElection(options),
                new Completeness(),
                new CalmLeadership(options));
    }
}
