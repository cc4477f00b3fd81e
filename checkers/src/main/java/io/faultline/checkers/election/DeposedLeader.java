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
import java.util.List;

/**
 * A leader steps down when it can hear of a higher term (Raft §5.1, rules for all servers).
 *
 * <p>Judged for two nodes at a time that are clean towards each other, whatever the others do: the leader sends the
 * other a heartbeat each interval and the answer carries the higher term, so that after {@value #PATIENCE} intervals
 * there is no excuse left. The other must be a member, in the leader's eyes, as long as it leads: nobody sends anything to
 * a node that was removed.
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
        for (int x = 0; x < trace.names.size(); x++) {
            int[] own = trace.positionsOf(x);
            for (int i = 0; i < own.length; i++) {
                if (trace.kind[own[i]] == Kind.LEADER) {
                    Span reign = new Span(trace.time[own[i]], reignsUntil(trace, own, i, history.end()));
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
        int won = own[i];
        for (int j = i + 1; j < own.length; j++) {
            int p = own[j];
            if (trace.kind[p].tellsState()
                    && (trace.role(p) != Role.LEADER
                            || trace.term[p] != trace.term[won]
                            || trace.incarnation(p) != trace.incarnation(won))) {
                return trace.time[p];
            }
        }
        return end;
    }

    private static void judge(
            Trace trace, ConditionTimeline timeline, int leader, Span reign, long patience, Findings findings) {
        long members = membersThroughout(trace, leader, reign) & ~(1L << trace.node[leader]);
        for (long rest = members; rest != 0; rest &= rest - 1) {
            judgePair(trace, timeline, leader, reign, patience, Long.numberOfTrailingZeros(rest), findings);
        }
    }

    /** Who is a member in every configuration that the leader has while it leads. */
    private static long membersThroughout(Trace trace, int leader, Span reign) {
        if (!trace.memberships().areChanging()) {
            return trace.members(trace.configuration(leader));
        }
        long members = -1L;
        for (int p : trace.positionsOf(trace.node[leader])) {
            if (p >= leader && trace.time[p] <= reign.to()) {
                int configuration = trace.configuration(p);
                members &= configuration == Memberships.UNKNOWN ? 0 : trace.members(configuration);
            }
        }
        return members;
    }

    /** Walks along the other node's times in a higher term, and within each along the times both were clean. */
    private static void judgePair(
            Trace trace, ConditionTimeline timeline, int leader, Span reign, long patience, int y, Findings findings) {
        long term = trace.term[leader];
        int[] others = trace.positionsOf(y);
        for (int i = lastBefore(trace, others, reign.from()); i < others.length; i++) {
            if (trace.time[others[i]] > reign.to()) {
                return;
            }
            if (!above(trace, others[i], term)) {
                continue;
            }
            int first = others[i];
            while (i + 1 < others.length
                    && (above(trace, others[i + 1], term) || !trace.kind[others[i + 1]].tellsState())) {
                i++;
            }
            long until = i + 1 < others.length ? trace.time[others[i + 1]] : reign.to();
            Span both = new Span(trace.time[first], until).and(reign);
            Span clean = both == null ? null : timeline.firstClean(trace.node[leader], y, both, patience);
            if (clean != null) {
                findings.add(() -> stillLeads(trace, leader, first, clean, patience));
                return;
            }
        }
    }

    /** Where to begin in these positions so as to know the term the node had at {@code time}. */
    private static int lastBefore(Trace trace, int[] positions, long time) {
        int low = 0;
        int high = positions.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (trace.time[positions[middle]] < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        int begin = Math.max(0, low - 1);
        while (begin > 0 && !trace.kind[positions[begin]].tellsState()) {
            begin--;
        }
        return begin;
    }

    private static boolean above(Trace trace, int p, long term) {
        return trace.kind[p].tellsState() && trace.term[p] > term;
    }

    private static Evidence stillLeads(Trace trace, int leader, int higher, Span clean, long patience) {
        NodeEvent won = trace.event(leader);
        NodeEvent other = trace.event(higher);
        return new Evidence(
                won.node() + " leads term " + won.term() + " (event " + won.index() + ") and " + other.node()
                        + " is in term " + other.term() + " (event " + other.index() + "); from "
                        + Wording.seconds(clean.from()) + " on they could talk to each other both ways, and "
                        + Wording.seconds(patience) + " later " + won.node() + " still led",
                List.of(Math.min(won.index(), other.index()), Math.max(won.index(), other.index())));
    }
}
