package io.faultline.checkers.election;

import io.faultline.checkers.Checker;
import io.faultline.checkers.Evidence;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.finding.Findings;
import io.faultline.checkers.finding.Wording;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.Role;
import io.faultline.checkers.membership.Memberships;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A candidate that was granted a majority becomes leader (Raft §5.2).
 *
 * <p>Judged only where every grant that is counted must have arrived: its voter and the candidate were clean towards
 * each other from a least election timeout before the grant until half a least election timeout after it. That half is
 * also what the candidate has, sound and still standing in that term, from the last grant it needs: a reply is no more
 * than a link's latency away. A grant may stand before the candidacy it belongs to, as requests for votes leave before
 * the candidate's own vote is on its disk.
 */
final class WonElections implements Checker {
    private static final String NAME = "won-elections";
    private static final long BECAME_LEADER = -1;

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
        Map<Long, List<Integer>> grants = null;
        int won = 0;
        for (int x = 0; x < trace.names.size(); x++) {
            int[] own = trace.positionsOf(x);
            for (int i = 0; i < own.length; i++) {
                if (trace.kind[own[i]] != Kind.CANDIDATE) {
                    continue;
                }
                long leaves = standsUntil(trace, own, i, history.end());
                if (leaves == BECAME_LEADER) {
                    won++;
                } else {
                    grants = grants == null ? grantsByTerm(trace) : grants;
                    List<Integer> ofTerm = grants.getOrDefault(trace.term[own[i]], List.of());
                    judge(trace, ConditionTimeline.of(history), own[i], ofTerm, leaves, findings);
                }
            }
        }
        return findings.invalidOr(
                won == 0
                        ? "no candidate was seen to win"
                        : Wording.count(won, "won election") + ", each made a leader");
    }

    /** When the candidate first says something that is not said by a candidate of that term in that incarnation. */
    private static long standsUntil(Trace trace, int[] own, int i, long end) {
        int stood = own[i];
        for (int j = i + 1; j < own.length; j++) {
            int p = own[j];
            boolean same = trace.term[p] == trace.term[stood] && trace.incarnation(p) == trace.incarnation(stood);
            if (same && trace.kind[p] == Kind.LEADER) {
                return BECAME_LEADER;
            }
            if (trace.kind[p].tellsState() && !(same && trace.role(p) == Role.CANDIDATE)
                    || trace.kind[p] == Kind.CANDIDATE) {
                return trace.time[p];
            }
        }
        return end;
    }

    /** Half the least election timeout. */
    private static long patience(Trace trace) {
        return trace.bounds().electionTimeoutMin() / 2;
    }

    private static void judge(
            Trace trace,
            ConditionTimeline timeline,
            int candidacy,
            List<Integer> grants,
            long leaves,
            Findings findings) {
        int configuration = trace.configuration(candidacy);
        if (configuration == Memberships.UNKNOWN) {
            return;
        }
        int candidate = trace.node[candidacy];
        long voting = trace.voters(configuration);
        // One that is about to be removed does not count itself.
        int missing = trace.majority(configuration) - (int) (voting >> candidate & 1);
        long stood = trace.time[candidacy];
        long patience = patience(trace);
        List<Integer> arrived = new ArrayList<>();
        long free = voting & ~(1L << candidate);
        long known = stood;
        for (int grant : grants) {
            int voter = trace.node[grant];
            boolean counts = trace.peer[grant] == candidate && (free >> voter & 1) != 0;
            if (arrived.size() < missing && counts && surelyArrives(trace, timeline, grant, stood)) {
                free &= ~(1L << voter);
                arrived.add(grant);
                known = Math.max(stood, trace.time[grant]);
            }
        }
        Span sound = timeline.cleanAround(timeline.momentOf(trace.index[candidacy]), candidate, candidate);
        boolean hadTheTime = sound != null && sound.to() - known > patience && leaves - known > patience;
        if (arrived.size() >= missing && hadTheTime) {
            findings.add(() -> notLeader(trace, candidacy, arrived, patience));
        }
    }

    /** Whether voter and candidate were clean towards each other long enough before the grant, and long enough after. */
    private static boolean surelyArrives(Trace trace, ConditionTimeline timeline, int grant, long stood) {
        Span clean = timeline.cleanAround(timeline.momentOf(trace.index[grant]), trace.node[grant], trace.peer[grant]);
        return clean != null
                && trace.time[grant] - clean.from() >= trace.bounds().electionTimeoutMin()
                && clean.to() - Math.max(stood, trace.time[grant]) > patience(trace);
    }

    /** The positions of all grants of each term, in order. */
    private static Map<Long, List<Integer>> grantsByTerm(Trace trace) {
        Map<Long, List<Integer>> grants = new HashMap<>();
        for (int p = 0; p < trace.size; p++) {
            if (trace.kind[p] == Kind.VOTE_GRANTED) {
                grants.computeIfAbsent(trace.term[p], term -> new ArrayList<>()).add(p);
            }
        }
        return grants;
    }

    private static Evidence notLeader(Trace trace, int candidacy, List<Integer> grants, long patience) {
        NodeEvent stood = trace.event(candidacy);
        List<String> voters = new ArrayList<>();
        List<Long> events = new ArrayList<>();
        long voting = trace.voters(trace.configuration(candidacy));
        if ((voting >> trace.node[candidacy] & 1) != 0) {
            voters.add("itself");
        }
        events.add(stood.index());
        for (int grant : grants) {
            voters.add(trace.name(grant) + " (event " + trace.index[grant] + ")");
            events.add(trace.index[grant]);
        }
        events.sort(null);
        return new Evidence(
                stood.node() + ", a candidate in term " + stood.term() + " (event " + stood.index()
                        + "), had the votes of " + Wording.list(voters) + ", " + voters.size() + " of "
                        + Long.bitCount(voting) + ", by links that were in order, and still was no leader "
                        + Wording.seconds(patience) + " later",
                events);
    }
}
