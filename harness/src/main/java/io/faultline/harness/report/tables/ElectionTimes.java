package io.faultline.harness.report.tables;

import io.faultline.checkers.history.Condition;
import io.faultline.checkers.history.ConditionEvent;
import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures elections: when no leader was followed by a majority, and how long those who stood took to win.
 *
 * <p>A node follows a leader from the moment it says so until it says otherwise, starts again or goes down; a paused
 * node neither leads nor follows. A leader that does not know yet that it is cut off still counts while a majority
 * believes in it.
 */
public final class ElectionTimes {
    private final List<Gap> gaps = new ArrayList<>();
    private final Map<String, Standing> nodes = new LinkedHashMap<>();
    private Condition condition = Condition.CALM;
    private boolean led;
    private long gapFrom;
    private long gapEvent;
    private long campaignFrom = -1;
    private NodeEvent lastWin;
    private long lastCampaign = -1;

    private ElectionTimes(List<String> members) {
        members.forEach(node -> nodes.put(node, new Standing()));
    }

    /**
     * A time without a leader that a majority follows.
     *
     * @param event with which it begins
     * @param won the victory that ended it, or null when the trial ended first
     * @param campaign from the first candidacy in this time to that victory, or -1
     */
    public record Gap(long from, long to, long event, NodeEvent won, long campaign) {
        /** How long it lasted. */
        public long length() {
            return to - from;
        }
    }

    /** Whom a node follows. */
    private static final class Standing {
        private String leader;
        private long term;
        private boolean leading;

        void forget() {
            leader = null;
            leading = false;
        }
    }

    /** Every time without a leader, in order; the first begins with the trial. */
    public static List<Gap> of(History history) {
        ElectionTimes times = new ElectionTimes(history.nodes());
        for (Event event : history.events()) {
            if (event instanceof NodeEvent node) {
                times.node(node);
                times.look(event);
            } else if (event instanceof ConditionEvent change) {
                times.condition(change.condition());
                times.look(event);
            }
        }
        times.finish(history.end());
        return times.gaps;
    }

    private void condition(Condition now) {
        condition = now;
        now.down().forEach(node -> {
            if (nodes.containsKey(node)) {
                nodes.get(node).forget();
            }
        });
    }

    private void node(NodeEvent event) {
        Standing standing = nodes.get(event.node());
        if (standing == null) {
            return;
        }
        NodeFact fact = event.fact();
        if (fact instanceof NodeFact.Leader) {
            standing.leader = event.node();
            standing.leading = true;
            lastWin = event;
            lastCampaign = campaignFrom < 0 ? -1 : event.time() - campaignFrom;
        } else if (fact instanceof NodeFact.Follower follower) {
            standing.leader = follower.leader();
            standing.leading = false;
        } else if (event.role() != Role.LEADER && (standing.leading || event.term() != standing.term)
                || fact instanceof NodeFact.Started
                || fact instanceof NodeFact.Stopped
                || fact instanceof NodeFact.PreCandidate
                || fact instanceof NodeFact.Candidate) {
            standing.forget();
        }
        boolean stands = fact instanceof NodeFact.PreCandidate || fact instanceof NodeFact.Candidate;
        if (stands && !led && campaignFrom < 0) {
            campaignFrom = event.time();
        }
        standing.term = event.term();
    }

    private void look(Event event) {
        boolean now = hasLeader();
        if (now && !led) {
            gaps.add(new Gap(gapFrom, event.time(), gapEvent, lastWin, lastCampaign));
            campaignFrom = -1;
        } else if (!now && led) {
            gapFrom = event.time();
            gapEvent = event.index();
            lastWin = null;
            lastCampaign = -1;
            campaignFrom = standing(event) ? event.time() : -1;
        }
        led = now;
    }

    /** A follower that turns candidate may be the very one whose loss ended the majority. */
    private static boolean standing(Event event) {
        return event instanceof NodeEvent node
                && (node.fact() instanceof NodeFact.PreCandidate || node.fact() instanceof NodeFact.Candidate);
    }

    private boolean hasLeader() {
        for (Map.Entry<String, Standing> candidate : nodes.entrySet()) {
            Standing leader = candidate.getValue();
            if (leader.leading && runs(candidate.getKey())) {
                int followers = 0;
                for (Map.Entry<String, Standing> node : nodes.entrySet()) {
                    Standing standing = node.getValue();
                    if (candidate.getKey().equals(standing.leader)
                            && standing.term == leader.term
                            && runs(node.getKey())) {
                        followers++;
                    }
                }
                if (followers > nodes.size() / 2) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean runs(String node) {
        return !condition.paused().contains(node) && !condition.down().contains(node);
    }

    private void finish(long end) {
        if (!led && !nodes.isEmpty()) {
            gaps.add(new Gap(gapFrom, end, gapEvent, null, -1));
        }
    }
}
