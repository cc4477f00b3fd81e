package io.faultline.checkers.election;

import io.faultline.checkers.Checker;
import io.faultline.checkers.Evidence;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.finding.Findings;
import io.faultline.checkers.finding.Wording;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeFact;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A leader was elected by a majority of distinct members, itself among them, each of which granted it its vote in that
 * very term and before (Raft §5.2).
 *
 * <p>A voter reports its grant before the reply that carries it leaves, so the grant stands earlier in the one order of
 * the history than the leadership built on it.
 */
final class LeaderVotes implements Checker {
    private static final String NAME = "leader-votes";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String claim() {
        return "a leader has the votes of a majority of distinct members in its very term";
    }

    @Override
    public Verdict check(History history) {
        Trace trace = Trace.of(history);
        Findings findings = new Findings(NAME);
        Ballots ballots = new Ballots(trace);
        int leaders = 0;
        for (int p = 0; p < trace.size; p++) {
            if (trace.kind[p] == Kind.VOTE_GRANTED) {
                ballots.of(trace.term[p]).vote(trace.node[p], trace.peer[p], p);
            } else if (trace.kind[p] == Kind.LEADER) {
                leaders++;
                Ballot ballot = ballots.of(trace.term[p]);
                if (!elected(trace, p, ballot)) {
                    int leader = p;
                    findings.add(() -> notElected(trace, leader, ballot));
                }
            }
        }
        if (leaders == 0) {
            return Verdict.unknown(NAME, "no node became leader: nothing to judge");
        }
        return findings.invalidOr(
                leaders == 1
                        ? "1 leader was elected by a majority of that term"
                        : leaders + " leaders were each elected by a majority of that term");
    }

    private static boolean elected(Trace trace, int p, Ballot ballot) {
        int leader = trace.node[p];
        long counted = 0;
        for (String name : ((NodeFact.Leader) trace.event[p].fact()).voters()) {
            int voter = trace.names.find(name);
            boolean distinctMember = trace.names.isMember(voter) && (counted >> voter & 1) == 0;
            if (!distinctMember || ballot.grant(voter, leader) == Ballot.NONE) {
                return false;
            }
            counted |= 1L << voter;
        }
        return (counted >> leader & 1) != 0 && Long.bitCount(counted) >= trace.majority();
    }

    private static Evidence notElected(Trace trace, int p, Ballot ballot) {
        NodeEvent event = trace.event[p];
        List<String> voters = ((NodeFact.Leader) event.fact()).voters();
        List<String> wrong = new ArrayList<>();
        List<Long> events = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String voter : voters) {
            if (!seen.add(voter)) {
                wrong.add(voter + " is counted more than once");
            } else {
                complain(trace, p, ballot, voter, wrong, events);
            }
        }
        if (!seen.contains(event.node())) {
            wrong.add("it did not count itself");
        }
        seen.removeIf(voter -> !trace.names.isMember(trace.names.find(voter)));
        if (seen.size() < trace.majority()) {
            wrong.add(Wording.count(seen.size(), "member") + " of " + trace.names.members() + " "
                    + (seen.size() == 1 ? "is" : "are") + " no majority");
        }
        events.add(event.index());
        return new Evidence(
                event.node() + " became leader of term " + event.term() + " (event " + event.index()
                        + ") with the votes of " + Wording.list(voters) + ": " + String.join("; ", wrong),
                events.stream().sorted().distinct().toList());
    }

    private static void complain(
            Trace trace, int p, Ballot ballot, String voter, List<String> wrong, List<Long> events) {
        int number = trace.names.find(voter);
        String leader = trace.name(p);
        if (!trace.names.isMember(number)) {
            wrong.add(voter + " is no member");
        } else if (ballot.grant(number, trace.node[p]) == Ballot.NONE) {
            int other = ballot.firstVote(number);
            if (other == Ballot.NONE) {
                wrong.add(voter + " had granted " + leader + " no vote in that term");
            } else {
                long index = trace.index[other];
                events.add(index);
                wrong.add(voter + " had granted " + leader + " no vote in that term but "
                        + trace.names.name(trace.peer[other]) + " (event " + index + ")");
            }
        }
    }
}
