package io.faultline.checkers.election;

import io.faultline.checkers.Checker;
import io.faultline.checkers.Evidence;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.finding.Findings;
import io.faultline.checkers.finding.Wording;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.membership.Memberships;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A leader was elected by a majority of distinct voters, itself among them, each of which granted it its vote in that
 * very term and before (Raft §5.2).
 *
 * <p>The voters are those of the configuration that was in force at the leader (dissertation §4.1). One that it leaves
 * out does not count itself (§4.2.2). Where nobody knows which configuration it had, it is believed.
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
        return "a leader has the votes of a majority of distinct voters in its very term";
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
        int configuration = trace.configuration(p);
        if (configuration == Memberships.UNKNOWN) {
            return true;
        }
        int leader = trace.node[p];
        long voting = trace.voters(configuration);
        long counted = 0;
        for (String name : ((NodeFact.Leader) trace.fact(p)).voters()) {
            int voter = trace.names.find(name);
            boolean distinctVoter = trace.votes(configuration, name) && (counted >> voter & 1) == 0;
            if (!distinctVoter || ballot.grant(voter, leader) == Ballot.NONE) {
                return false;
            }
            counted |= 1L << voter;
        }
        boolean countsItself = ((counted | ~voting) >> leader & 1) != 0;
        return countsItself && Long.bitCount(counted) >= trace.majority(configuration);
    }

    private static Evidence notElected(Trace trace, int p, Ballot ballot) {
        NodeEvent event = trace.event(p);
        List<String> voters = ((NodeFact.Leader) event.fact()).voters();
        int configuration = trace.configuration(p);
        long voting = trace.voters(configuration);
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
        if (!seen.contains(event.node()) && (voting >> trace.node[p] & 1) != 0) {
            wrong.add("it did not count itself");
        }
        seen.removeIf(voter -> !trace.votes(configuration, voter));
        if (seen.size() < trace.majority(configuration)) {
            wrong.add(Wording.count(seen.size(), "voter") + " of " + Long.bitCount(voting) + " "
                    + (seen.size() == 1 ? "is" : "are") + " no majority");
        }
        events.add(event.index());
        return new Evidence(
                event.node() + " became leader of term " + event.term() + " (event " + event.index()
                        + ") with the votes of " + Wording.list(voters) + ": " + String.join("; ", wrong)
                        + inForce(trace, configuration),
                events.stream().sorted().distinct().toList());
    }

    /** Which configuration it was, where there was more than one. */
    private static String inForce(Trace trace, int configuration) {
        return trace.memberships().areChanging()
                ? " (the voters of entry "
                        + trace.memberships().all().get(configuration).index() + " are "
                        + trace.names.list(trace.voters(configuration)) + ")"
                : "";
    }

    private static void complain(
            Trace trace, int p, Ballot ballot, String voter, List<String> wrong, List<Long> events) {
        int number = trace.names.find(voter);
        String leader = trace.name(p);
        if (!trace.votes(trace.configuration(p), voter)) {
            wrong.add(voter + " is no voter");
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
