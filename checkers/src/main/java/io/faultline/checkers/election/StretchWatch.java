package io.faultline.checkers.election;

import io.faultline.checkers.Evidence;
import io.faultline.checkers.finding.Findings;
import io.faultline.checkers.finding.Wording;
import io.faultline.checkers.history.NodeEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Watches one calm stretch: the majority has until D to settle on a leader, and must keep it from then on.
 *
 * <p>One pre-candidacy of a settled member is let pass (a process may be held up for a moment, and pre-vote is there so
 * that it harms nobody); a second one within D says that the member does not hear a leader it is linked to.
 */
final class StretchWatch {
    private final Trace trace;
    private final Following following;
    private final CalmStretch stretch;
    private final long patience;
    private final Findings findings;
    private final int[] lapse;

    private int leader;
    private long term;
    private long settledAt;
    private boolean grace = true;
    private boolean broken;

    StretchWatch(Trace trace, Following following, CalmStretch stretch, long patience, Findings findings) {
        this.trace = trace;
        this.following = following;
        this.stretch = stretch;
        this.patience = patience;
        this.findings = findings;
        this.lapse = new int[trace.names.size()];
        Arrays.fill(lapse, -1);
        this.leader = following.commonLeader(stretch.group(), stretch.deaf());
        this.term = leader == Trace.NOBODY ? 0 : following.term(leader);
        this.settledAt = stretch.from();
    }

    /** The event at this position, which stands in the stretch. */
    void see(int p) {
        long time = trace.time[p];
        if (grace && time - stretch.from() > patience) {
            endGrace();
        }
        boolean changed = following.see(p);
        if (broken) {
            return;
        }
        if (grace) {
            if (changed) {
                settle(time);
            }
        } else if (changed) {
            keep(p);
        } else if (trace.kind[p] == Kind.PRE_CANDIDATE && (stretch.group() >> trace.node[p] & 1) != 0) {
            lapse(p);
        }
    }

    /** The stretch is over. */
    void finish() {
        if (grace) {
            endGrace();
        }
    }

    /** How long after the stretch began the leader it had at D was settled; negative when there was none. */
    long timeToLeader() {
        return leader == Trace.NOBODY ? -1 : settledAt - stretch.from();
    }

    private void settle(long time) {
        int now = following.commonLeader(stretch.group(), stretch.deaf());
        long nowIn = now == Trace.NOBODY ? 0 : following.term(now);
        if (now != leader || nowIn != term) {
            leader = now;
            term = nowIn;
            settledAt = time;
        }
    }

    private void endGrace() {
        grace = false;
        if (leader == Trace.NOBODY) {
            broken = true;
            findings.add(this::noLeader);
        }
    }

    private void keep(int p) {
        int node = trace.node[p];
        boolean concerned = ((stretch.group() | 1L << leader) >> node & 1) != 0;
        if (concerned && !following.follows(node, leader, term)) {
            broken = true;
            findings.add(() -> leftLeader(trace.event(p)));
        }
    }

    private void lapse(int p) {
        int node = trace.node[p];
        int before = lapse[node];
        if (before >= 0 && trace.time[p] - trace.time[before] <= patience) {
            broken = true;
            findings.add(() -> hearsNobody(trace.event(before), trace.event(p)));
        }
        lapse[node] = p;
    }

    private Evidence noLeader() {
        List<Long> events = new ArrayList<>();
        List<String> states = new ArrayList<>();
        events.add(stretch.index());
        for (int n = 0; n < trace.names.size(); n++) {
            if ((stretch.group() >> n & 1) != 0) {
                states.add(
                        following.describe(n) + (following.since(n) < 0 ? "" : " (event " + following.since(n) + ")"));
                if (following.since(n) >= 0) {
                    events.add(following.since(n));
                }
            }
        }
        return new Evidence(
                surroundings() + "; " + Wording.seconds(patience) + " later it had no leader in common: "
                        + String.join(", ", states),
                events.stream().sorted().distinct().toList());
    }

    private Evidence leftLeader(NodeEvent event) {
        return new Evidence(
                surroundings() + "; " + settled() + ", but at " + Wording.seconds(event.time())
                        + " this was over: " + event.node() + " said "
                        + event.fact().kind() + " in term "
                        + event.term() + " (event " + event.index() + ")",
                events(event));
    }

    private Evidence hearsNobody(NodeEvent first, NodeEvent second) {
        return new Evidence(
                surroundings() + "; " + settled() + ", but " + second.node() + " asked for pre-votes again and again"
                        + " (events " + first.index() + " and " + second.index() + ")",
                events(first, second));
    }

    private String surroundings() {
        return "from " + Wording.seconds(stretch.from()) + " (event " + stretch.index() + ") on the majority "
                + trace.names.list(stretch.group()) + " was left alone";
    }

    private String settled() {
        return Wording.seconds(settledAt - stretch.from()) + " later it followed " + trace.names.name(leader)
                + " as leader of term " + term + " (event " + won() + ")";
    }

    /** Where the leader won; for text only. */
    private long won() {
        for (int p : trace.positionsOf(leader)) {
            if (trace.kind[p] == Kind.LEADER && trace.term[p] == term) {
                return trace.index[p];
            }
        }
        return stretch.index();
    }

    private List<Long> events(NodeEvent... more) {
        List<Long> events = new ArrayList<>();
        events.add(stretch.index());
        events.add(won());
        for (NodeEvent event : more) {
            events.add(event.index());
        }
        return events.stream().sorted().distinct().toList();
    }
}
