package io.faultline.checkers.election;

import io.faultline.checkers.Checker;
import io.faultline.checkers.Evidence;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.finding.Findings;
import io.faultline.checkers.finding.Wording;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.LogTail;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeFact;
import java.util.List;

/**
 * A vote is refused only with a reason (Raft Figure 2, RequestVote receiver): the request is of an older term, the vote
 * of this term is another candidate's, or the candidate's log is behind. And a request of a higher term is never refused
 * in the old one: its term is adopted first (§5.1).
 *
 * <p>Where the doubt is the node's: a vote may have reached the disk of a node that died before it could report it, so
 * a refusal in a term the node was already in when it started is believed. A node that reported anything of its log, or
 * anything we do not know, may have another log than the one it started with, so its judgement of logs is believed, too.
 */
final class VoteRefusals implements Checker {
    private static final String NAME = "vote-refusals";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String claim() {
        return "a vote is refused only with a reason";
    }

    @Override
    public Verdict check(History history) {
        Trace trace = Trace.of(history);
        Findings findings = new Findings(NAME);
        Ballots ballots = new Ballots(trace);
        NodeEvent[] started = new NodeEvent[trace.names.size()];
        boolean[] logKnown = new boolean[trace.names.size()];
        int refusals = 0;
        for (int p = 0; p < trace.size; p++) {
            int node = trace.node[p];
            switch (trace.kind[p]) {
                case STARTED -> {
                    started[node] = trace.event(p);
                    logKnown[node] = true;
                }
                case LOG, UNKNOWN -> logKnown[node] = false;
                case VOTE_GRANTED -> ballots.of(trace.term[p]).vote(node, trace.peer[p], p);
                case VOTE_REFUSED -> {
                    refusals++;
                    LogTail log = logKnown[node] ? ((NodeFact.Started) started[node].fact()).log() : null;
                    judge(trace, p, ballots, started[node], log, findings);
                }
                default -> {}
            }
        }
        return findings.invalidOr(
                refusals == 0
                        ? "no vote was refused"
                        : "a reason is seen for " + Wording.count(refusals, "refused vote"));
    }

    private static void judge(Trace trace, int p, Ballots ballots, NodeEvent started, LogTail log, Findings findings) {
        NodeEvent event = trace.event(p);
        NodeFact.VoteRefused refusal = (NodeFact.VoteRefused) event.fact();
        if (refusal.requestTerm() > event.term()) {
            findings.add(() -> new Evidence(
                    event.node() + " refused " + refusal.candidate() + "'s request of term " + refusal.requestTerm()
                            + " and stayed in term " + event.term() + " (event " + event.index()
                            + "): a higher term is adopted first",
                    List.of(event.index())));
            return;
        }
        boolean logMayBeBehind = log == null || refusal.candidateLog().compareTo(log) < 0;
        if (refusal.requestTerm() < event.term() || logMayBeBehind) {
            return;
        }
        Ballot ballot = ballots.of(event.term());
        int granted = ballot.grant(trace.node[p], trace.peer[p]);
        if (granted != Ballot.NONE) {
            findings.add(() -> tookBack(trace.event(granted), event, refusal));
        } else if (ballot.firstVote(trace.node[p]) == Ballot.NONE
                && event.incarnation() == started.incarnation()
                && started.term() < event.term()) {
            findings.add(() -> noReason(started, event, refusal));
        }
    }

    private static Evidence tookBack(NodeEvent granted, NodeEvent event, NodeFact.VoteRefused refusal) {
        return new Evidence(
                event.node() + " voted for " + refusal.candidate() + " in term " + event.term() + " (event "
                        + granted.index() + ") and later refused it that very vote (event " + event.index() + ")",
                List.of(granted.index(), event.index()));
    }

    private static Evidence noReason(NodeEvent started, NodeEvent event, NodeFact.VoteRefused refusal) {
        LogTail log = ((NodeFact.Started) started.fact()).log();
        LogTail candidate = refusal.candidateLog();
        return new Evidence(
                event.node() + " refused " + refusal.candidate() + " its vote of term " + event.term() + " (event "
                        + event.index() + ") without a reason: it had voted for nobody in that term, and "
                        + refusal.candidate() + "'s log, ending at index " + candidate.index() + " of term "
                        + candidate.term() + ", is not behind its own, ending at index " + log.index() + " of term "
                        + log.term() + " (event " + started.index() + ")",
                List.of(started.index(), event.index()));
    }
}
