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
 * Whoever a node follows as leader of its term has become leader of that term before (Raft §5.1, §5.2: AppendEntries
 * comes from the leader of a term, and is followed only in that term).
 *
 * <p>A leader reports its win before its first message leaves, so the win stands earlier in the history.
 */
final class FollowedLeader implements Checker {
    private static final String NAME = "followed-leader";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String claim() {
        return "a followed leader was elected in the follower's term";
    }

    @Override
    public Verdict check(History history) {
        Trace trace = Trace.of(history);
        Findings findings = new Findings(NAME);
        Ballots ballots = new Ballots(trace);
        int followed = 0;
        for (int p = 0; p < trace.size; p++) {
            if (trace.kind[p] == Kind.LEADER) {
                ballots.of(trace.term[p]).win(trace.node[p], p);
            } else if (trace.kind[p] == Kind.FOLLOWER && trace.peer[p] != Trace.NOBODY) {
                followed++;
                Ballot ballot = ballots.of(trace.term[p]);
                if (ballot.win(trace.peer[p]) == Ballot.NONE) {
                    int follower = p;
                    findings.add(() -> notElected(trace, follower));
                }
            }
        }
        return findings.invalidOr(
                followed == 0
                        ? "no node said whom it follows"
                        : "all of " + Wording.count(followed, "followed leader") + " had won that term");
    }

    private static Evidence notElected(Trace trace, int p) {
        NodeEvent event = trace.event(p);
        String leader = trace.names.name(trace.peer[p]);
        for (int i = 0; i < trace.size; i++) {
            NodeEvent other = trace.event(i);
            if (trace.kind[i] == Kind.LEADER && other.term() == event.term()) {
                String won = trace.node[i] == trace.peer[p]
                        ? leader + " became leader of it only later (event " + other.index() + ")"
                        : "its leader is " + other.node() + " (event " + other.index() + ")";
                return new Evidence(
                        sentence(event, leader) + won,
                        List.of(Math.min(event.index(), other.index()), Math.max(event.index(), other.index())));
            }
        }
        return new Evidence(sentence(event, leader) + "nobody became leader of it", List.of(event.index()));
    }

    private static String sentence(NodeEvent event, String leader) {
        return event.node() + " follows " + leader + " in term " + event.term() + " (event " + event.index()
                + "), but ";
    }
}
