package io.faultline.checkers.election;

import io.faultline.checkers.Checker;
import io.faultline.checkers.Evidence;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.finding.Findings;
import io.faultline.checkers.finding.Wording;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.NodeEvent;
import java.util.List;

/**
 * A node votes for at most one candidate in a term, also across its restarts (Raft §5.2 and Figure 2: votedFor is
 * persistent).
 *
 * <p>Judged by the grants a node reports, never by a votedFor field. Granting the same candidate again is what a lost
 * reply asks for, and fine.
 */
final class OneVote implements Checker {
    private static final String NAME = "one-vote";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String claim() {
        return "at most one vote per node and term";
    }

    @Override
    public Verdict check(History history) {
        Trace trace = Trace.of(history);
        Findings findings = new Findings(NAME);
        Ballots ballots = new Ballots(trace);
        int votes = 0;
        for (int p = 0; p < trace.size; p++) {
            if (trace.kind[p] != Kind.VOTE_GRANTED) {
                continue;
            }
            votes++;
            int voter = trace.node[p];
            Ballot ballot = ballots.of(trace.term[p]);
            boolean known = ballot.grant(voter, trace.peer[p]) != Ballot.NONE;
            if (!ballot.vote(voter, trace.peer[p], p) && !known) {
                int first = ballot.firstVote(voter);
                int again = p;
                findings.add(() -> twoVotes(trace, first, again));
            }
        }
        if (votes == 0) {
            return Verdict.unknown(NAME, "no node voted: nothing to judge");
        }
        return findings.invalidOr(
                Wording.count(votes, "vote") + " in " + Wording.count(ballots.terms(), "term") + ", no two contradict");
    }

    private static Evidence twoVotes(Trace trace, int first, int again) {
        NodeEvent one = trace.event(first);
        NodeEvent other = trace.event(again);
        String restarted = one.incarnation() == other.incarnation()
                ? ""
                : ", having been restarted in between (incarnation " + one.incarnation() + ", then "
                        + other.incarnation() + ")";
        return new Evidence(
                one.node() + " voted for " + trace.names.name(trace.peer[first]) + " (event " + one.index()
                        + ") and for " + trace.names.name(trace.peer[again]) + " (event " + other.index()
                        + ") in term " + one.term() + restarted,
                List.of(one.index(), other.index()));
    }
}
