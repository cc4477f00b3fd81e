package io.faultline.checkers.election;

import io.faultline.checkers.Checker;
import io.faultline.checkers.Evidence;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A candidate that was granted a majority becomes leader (Raft §5.2).
 *
 * <p>Judged only where every grant that is counted must have arrived: its voter and the candidate were clean towards
 * each other from a least election timeout before the grant until {@link #patience} after the last grant needed, and
 * the candidate still stood in that term by then. Patience is half the least election timeout: the reply is a link's
 * latency away. Of a voter's grants to the same candidate the last is looked at, as the one that is surest to count.
 */
final class WonElections implements Checker {
    private static final String NAME = "won-elections";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String claim() {
        return "a candidate that was granted a majority becomes leader";
    }

    @Override
    public Verdict check(History history) {
        Trace trace = Trace.of(history);
        Findings findings = new Findings(NAME);
        int won = 0;
        for (int x = 0; x < trace.names.members(); x++) {
            int[] own = trace.positionsOf(x);
            for (int i = 0; i < own.length; i++) {
                if (trace.kind[own[i]] != Kind.CANDIDATE) {
                    continue;
                }
                long leaves = standsUntil(trace, own, i, history.end());
                if (leaves == BECAME_LEADER) {
                    won++;
                } else {
                    judge(trace, ConditionTimeline.of(history), own[i], leaves, findings);
                }
            }
        }
        return findings.invalidOr(
                won == 0
                        ? "no candidate was seen to win"
                        : Wording.count(won, "won election") + ", each made a leader");
    }

    private static final long BECAME_LEADER = -1;

    /** When the candidate first says something that is not said by a candidate of that term in that incarnation. */
    private static long standsUntil(Trace trace, int[] own, int i, long end) {
        NodeEvent stood = trace.event[own[i]];
        for (int j = i + 1; j < own.length; j++) {
            NodeEvent event = trace.event[own[j]];
            boolean same = event.term() == stood.term() && event.incarnation() == stood.incarnation();
            if (same && trace.kind[own[j]] == Kind.LEADER) {
                return BECAME_LEADER;
            }
            if (trace.kind[own[j]].tellsState() && !(same && event.role() == Role.CANDIDATE)
                    || trace.kind[own[j]] == Kind.CANDIDATE) {
                return event.time();
            }
        }
        return end;
    }

    private static long patience(Trace trace) {
        return trace.bounds().electionTimeoutMin() / 2;
    }

    private static void judge(Trace trace, ConditionTimeline timeline, int candidacy, long leaves, Findings findings) {
        List<Integer> grants = lastGrants(trace, candidacy);
        if (grants.size() + 1 < trace.majority()) {
            return;
        }
        NodeEvent stood = trace.event[candidacy];
        int candidate = trace.node[candidacy];
        Span sound = timeline.cleanAround(timeline.momentOf(stood.index()), candidate, candidate);
        long patience = patience(trace);
        long lookBack = trace.bounds().electionTimeoutMin();
        List<Integer> arrived = new ArrayList<>();
        long earliestEnd = sound == null ? 0 : sound.to();
        for (int grant : grants) {
            NodeEvent event = trace.event[grant];
            Span clean = timeline.cleanAround(timeline.momentOf(event.index()), trace.node[grant], candidate);
            if (clean == null || event.time() - clean.from() < lookBack) {
                continue;
            }
            // Keeps only voters that stay clean long enough for this, the latest grant so far, to arrive.
            arrived.add(grant);
            earliestEnd = Math.min(earliestEnd, clean.to());
            long known = Math.max(event.time(), stood.time());
            if (arrived.size() + 1 >= trace.majority()) {
                if (earliestEnd - known > patience && leaves - known > patience) {
                    findings.add(() -> notLeader(trace, candidacy, arrived, patience));
                }
                return;
            }
        }
        if (trace.majority() == 1 && earliestEnd - stood.time() > patience && leaves - stood.time() > patience) {
            findings.add(() -> notLeader(trace, candidacy, arrived, patience));
        }
    }

    /** The last grant of each other member to this candidate in its term, before it stood or after, in order. */
    private static List<Integer> lastGrants(Trace trace, int candidacy) {
        int[] last = new int[trace.names.members()];
        Arrays.fill(last, Ballot.NONE);
        long term = trace.term[candidacy];
        int candidate = trace.node[candidacy];
        for (int p = 0; p < trace.size; p++) {
            if (trace.kind[p] == Kind.VOTE_GRANTED
                    && trace.peer[p] == candidate
                    && trace.node[p] != candidate
                    && trace.names.isMember(trace.node[p])
                    && trace.term[p] == term) {
                last[trace.node[p]] = p;
            }
        }
        List<Integer> grants = new ArrayList<>();
        for (int p : last) {
            if (p != Ballot.NONE) {
                grants.add(p);
            }
        }
        grants.sort(null);
        return grants;
    }

    private static Evidence notLeader(Trace trace, int candidacy, List<Integer> grants, long patience) {
        NodeEvent stood = trace.event[candidacy];
        List<String> voters = new ArrayList<>();
        List<Long> events = new ArrayList<>();
        voters.add("itself");
        events.add(stood.index());
        for (int grant : grants) {
            voters.add(trace.name(grant) + " (event " + trace.index[grant] + ")");
            events.add(trace.index[grant]);
        }
        events.sort(null);
        return new Evidence(
                stood.node() + ", a candidate in term " + stood.term() + " (event " + stood.index()
                        + "), had the votes of " + Wording.list(voters) + ", " + voters.size() + " of "
                        + trace.names.members() + ", by links that were in order, and still was no leader "
                        + Wording.seconds(patience) + " later",
                events);
    }
}
