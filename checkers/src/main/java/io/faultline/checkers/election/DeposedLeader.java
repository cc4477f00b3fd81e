package io.faultline.checkers.election;

import io.faultline.checkers.Checker;
import io.faultline.checkers.Evidence;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.Role;
import java.util.List;

/**
 * A leader steps down when it can hear of a higher term (Raft §5.1, rules for all servers).
 *
 * <p>Judged for two nodes at a time that are clean towards each other, whatever the others do: the leader sends the
 * other a heartbeat each interval and the answer carries the higher term, so that after {@value #PATIENCE} intervals
 * there is no excuse left.
 */
final class DeposedLeader implements Checker {
    private static final String NAME = "deposed-leader";
    private static final int PATIENCE = 10;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String claim() {
        return "a leader that can hear of a higher term steps down";
    }

    @Override
    public Verdict check(History history) {
        Trace trace = Trace.of(history);
        long heartbeat = trace.bounds().heartbeat();
        if (heartbeat <= 0 || heartbeat > Long.MAX_VALUE / PATIENCE) {
            return Verdict.unknown(NAME, "no node said how often a leader sends heartbeats: nothing to judge");
        }
        ConditionTimeline timeline = ConditionTimeline.of(history);
        Findings findings = new Findings(NAME);
        for (int x = 0; x < trace.names.members(); x++) {
            int[] own = trace.positionsOf(x);
            for (int i = 0; i < own.length; i++) {
                if (trace.kind[own[i]] == Kind.LEADER) {
                    Span reign = new Span(trace.event[own[i]].time(), reignsUntil(trace, own, i, history.end()));
                    if (reign.length() >= heartbeat * PATIENCE) {
                        judge(trace, timeline, own[i], reign, heartbeat * PATIENCE, findings);
                    }
                }
            }
        }
        return findings.invalidOr("no leader stayed one within reach of a node of a higher term");
    }

    /** When the node first says something that is not said by the leader of that term in that incarnation. */
    private static long reignsUntil(Trace trace, int[] own, int i, long end) {
        NodeEvent won = trace.event[own[i]];
        for (int j = i + 1; j < own.length; j++) {
            NodeEvent event = trace.event[own[j]];
            if (trace.kind[own[j]].tellsState()
                    && (event.role() != Role.LEADER
                            || event.term() != won.term()
                            || event.incarnation() != won.incarnation())) {
                return event.time();
            }
        }
        return end;
    }

    private static void judge(
            Trace trace, ConditionTimeline timeline, int leader, Span reign, long patience, Findings findings) {
        for (int y = 0; y < trace.names.members(); y++) {
            if (y != trace.node[leader]) {
                judgePair(trace, timeline, leader, reign, patience, y, findings);
            }
        }
    }

    /** Walks along the other node's times in a higher term, and within each along the times both were clean. */
    private static void judgePair(
            Trace trace, ConditionTimeline timeline, int leader, Span reign, long patience, int y, Findings findings) {
        long term = trace.event[leader].term();
        int[] others = trace.positionsOf(y);
        for (int i = 0; i < others.length; i++) {
            if (!above(trace, others[i], term)) {
                continue;
            }
            int first = others[i];
            while (i + 1 < others.length
                    && (above(trace, others[i + 1], term) || !trace.kind[others[i + 1]].tellsState())) {
                i++;
            }
            long until = i + 1 < others.length ? trace.event[others[i + 1]].time() : reign.to();
            Span both = new Span(trace.event[first].time(), until).and(reign);
            Span clean = both == null ? null : firstClean(timeline, trace.node[leader], y, both, patience);
            if (clean != null) {
                findings.add(() -> stillLeads(trace, leader, first, clean, patience));
                return;
            }
        }
    }

    private static boolean above(Trace trace, int p, long term) {
        return trace.kind[p].tellsState() && trace.event[p].term() > term;
    }

    private static Span firstClean(ConditionTimeline timeline, int x, int y, Span within, long patience) {
        for (int m = 0; m < timeline.moments(); m++) {
            if (timeline.moment(m).time > within.to()) {
                return null;
            }
            Span clean = timeline.endOf(m) < within.from() ? null : timeline.cleanAround(m, x, y);
            Span common = clean == null ? null : clean.and(within);
            if (common != null && common.length() >= patience) {
                return common;
            }
        }
        return null;
    }

    private static Evidence stillLeads(Trace trace, int leader, int higher, Span clean, long patience) {
        NodeEvent won = trace.event[leader];
        NodeEvent other = trace.event[higher];
        return new Evidence(
                won.node() + " leads term " + won.term() + " (event " + won.index() + ") and " + other.node()
                        + " is in term " + other.term() + " (event " + other.index() + "); from "
                        + Wording.seconds(clean.from()) + " on they could talk to each other both ways, and "
                        + Wording.seconds(patience) + " later " + won.node() + " still led",
                List.of(Math.min(won.index(), other.index()), Math.max(won.index(), other.index())));
    }
}
