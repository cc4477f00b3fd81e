package io.faultline.checkers.election;

import io.faultline.checkers.Checker;
import io.faultline.checkers.Evidence;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.finding.Findings;
import io.faultline.checkers.finding.Wording;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.NodeFact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Election Safety (Raft Figure 3, §5.2): a term has at most one leader.
 *
 * <p>A node that becomes leader twice in one term breaks it too: whoever lost the leadership, by a restart or by
 * stepping down, leads again only in a new term.
 */
final class ElectionSafety implements Checker {
    private static final String NAME = "election-safety";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String claim() {
        return "at most one leader per term";
    }

    @Override
    public Verdict check(History history) {
        Trace trace = Trace.of(history);
        Findings findings = new Findings(NAME);
        Map<Long, Integer> leaders = new HashMap<>();
        for (int p = 0; p < trace.size; p++) {
            if (trace.kind[p] == Kind.LEADER) {
                Integer first = leaders.putIfAbsent(trace.term[p], p);
                if (first != null) {
                    int again = p;
                    findings.add(() -> trace.node[first] == trace.node[again]
                            ? twice(trace, first, again)
                            : two(trace, first, again));
                }
            }
        }
        if (leaders.isEmpty()) {
            return Verdict.unknown(NAME, "no node became leader: nothing to judge");
        }
        return findings.invalidOr("each of " + Wording.count(leaders.size(), "term") + " with a leader has one");
    }

    private static Evidence twice(Trace trace, int first, int again) {
        var before = trace.event(first);
        var after = trace.event(again);
        String where = before.incarnation() == after.incarnation()
                ? "events " + before.index() + " and " + after.index()
                : "as incarnation " + before.incarnation() + " (event " + before.index() + ") and as incarnation "
                        + after.incarnation() + " (event " + after.index() + ")";
        return new Evidence(
                before.node() + " became leader of term " + before.term() + " twice, " + where
                        + ": who led a term and lost it must win a new one",
                List.of(before.index(), after.index()));
    }

    private static Evidence two(Trace trace, int first, int again) {
        var one = trace.event(first);
        var other = trace.event(again);
        long term = one.term();
        Map<String, List<String>> votes = new TreeMap<>();
        List<Long> events = new ArrayList<>();
        votes(trace, term, votes, events);
        events.add(one.index());
        events.add(other.index());
        events.sort(null);
        List<String> said = new ArrayList<>();
        votes.forEach((voter, candidates) -> said.add(voter + " voted " + Wording.list(candidates)));
        return new Evidence(
                one.node() + " (event " + one.index() + ") and " + other.node() + " (event " + other.index()
                        + ") both became leader of term " + term + ": " + counted(trace, first) + "; "
                        + counted(trace, again) + "; in term " + term + " "
                        + (said.isEmpty() ? "nobody said it voted" : String.join(", ", said)),
                events);
    }

    private static String counted(Trace trace, int leader) {
        return trace.name(leader) + " counted " + Wording.list(((NodeFact.Leader) trace.fact(leader)).voters());
    }

    /** Who voted for whom; of the events, only the votes of those who voted for more than one. */
    private static void votes(Trace trace, long term, Map<String, List<String>> votes, List<Long> events) {
        Map<String, List<Long>> indexes = new TreeMap<>();
        for (int p = 0; p < trace.size; p++) {
            if (trace.kind[p] == Kind.VOTE_GRANTED && trace.term[p] == term) {
                String candidate = trace.names.name(trace.peer[p]);
                List<String> candidates = votes.computeIfAbsent(trace.name(p), voter -> new ArrayList<>());
                if (!candidates.contains(candidate)) {
                    candidates.add(candidate);
                    indexes.computeIfAbsent(trace.name(p), voter -> new ArrayList<>())
                            .add(trace.index[p]);
                }
            }
        }
        for (List<Long> ofOne : indexes.values()) {
            if (ofOne.size() > 1) {
                events.addAll(ofOne);
            }
        }
    }
}
