package io.faultline.checkers.election;

import io.faultline.checkers.Checker;
import io.faultline.checkers.ElectionOptions;
import io.faultline.checkers.history.History;
import java.util.List;
import java.util.stream.IntStream;

/** The door of this package: all checkers of leader election, and when a majority was left alone. */
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

    /**
     * When a majority was left alone for at least D (see {@link CalmTimes}). A node that nobody can talk to but that is heard
     * ends such a time: whether what it says holds the others up depends on more than elections.
     *
     * @param stability D in ns, or 0 for ten times the greatest election timeout
     */
    public static CalmTimes calmTimes(History history, long stability) {
        Trace trace = Trace.of(history);
        long patience = Patience.of(new ElectionOptions(stability, false), trace);
        List<CalmStretch> stretches =
                patience == 0 ? List.of() : ConditionTimeline.of(history).calmStretches(false, patience);
        return new CalmTimes(
                patience,
                stretches.stream().map(stretch -> told(stretch, trace)).toList());
    }

    private static CalmTimes.Stretch told(CalmStretch stretch, Trace trace) {
        List<String> nodes = IntStream.range(0, trace.names.size())
                .filter(node -> (stretch.group() >> node & 1) != 0)
                .mapToObj(trace.names::name)
                .toList();
        return new CalmTimes.Stretch(
                nodes,
                Long.bitCount(trace.everMembers() & ~stretch.group()),
                stretch.index(),
                stretch.endIndex(),
                stretch.from(),
                stretch.to());
    }
}
