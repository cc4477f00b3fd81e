package io.faultline.checkers.election;

import io.faultline.checkers.Checker;
import io.faultline.checkers.Evidence;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.finding.Findings;
import io.faultline.checkers.finding.Wording;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.Role;
import io.faultline.checkers.history.Timing;
import java.util.List;

/**
 * Election timeouts are drawn at random from their interval, and nobody stands before one has passed (Raft §5.2, Figure
 * 2 rules for followers and candidates, §9.3).
 *
 * <p>A round of candidacy must begin at least the least timeout after the node last had to begin waiting anew: at its
 * start, at a drawn timeout, at a vote for another, when it heard of a leader, when it lost its own leadership, and at
 * the round before. Only who the leader hands over to does not wait (dissertation §3.10). All of it is measured on the node's own clock, so that a clock that is tampered with, a slow disk or
 * a pause can only make the wait longer. A candidacy that follows from a won round of pre-votes waits for nothing.
 */
final class ElectionTimeouts implements Checker {
    private static final String NAME = "election-timeouts";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String claim() {
        return "timeouts are random within their interval, and nobody stands before one has passed";
    }

    @Override
    public Verdict check(History history) {
        Trace trace = Trace.of(history);
        Findings findings = new Findings(NAME);
        Watch[] watches = new Watch[trace.names.size()];
        int drawn = 0;
        for (int p = 0; p < trace.size; p++) {
            int node = trace.node[p];
            if (trace.kind[p] == Kind.LOG) {
                continue;
            } else if (trace.kind[p] == Kind.STARTED) {
                Timing timing = ((NodeFact.Started) trace.fact(p)).timing();
                watches[node] = new Watch(trace.event(p), timing, watches[node]);
            } else if (watches[node] != null && watches[node].incarnation == trace.incarnation(p)) {
                if (trace.kind[p] == Kind.TIMEOUT_DRAWN) {
                    drawn++;
                }
                watches[node].see(trace, p, findings);
            }
        }
        if (drawn == 0) {
            return Verdict.unknown(NAME, "no node drew a timeout: nothing to judge");
        }
        return findings.invalidOr(
                Wording.count(drawn, "timeout") + " drawn within their interval, no candidacy before one had passed");
    }

    /** One incarnation of one node. */
    private static final class Watch {
        /** Draws are taken to be no finer than this when it is judged whether they can be chance. */
        private static final long COARSEST_UNIT = 1_000_000;

        private static final int FEWEST_EQUAL_DRAWS = 5;
        private static final double LEAST_CHANCE = 1e-9;

        private final int incarnation;
        private final Timing timing;
        private final int suspiciousRepeats;
        private NodeEvent waitsSince;
        private boolean askingForPreVotes;
        private NodeEvent firstOfEqual;
        private int equalDraws;

        /** A restart neither makes nor breaks a row of equal timeouts: they are counted on. */
        Watch(NodeEvent started, Timing timing, Watch before) {
            this.incarnation = started.incarnation();
            this.timing = timing;
            this.suspiciousRepeats = suspiciousRepeats(timing);
            this.waitsSince = started;
            if (before != null) {
                firstOfEqual = before.firstOfEqual;
                equalDraws = before.equalDraws;
            }
        }

        void see(Trace trace, int p, Findings findings) {
            NodeEvent event = trace.event(p);
            switch (trace.kind[p]) {
                case TIMEOUT_DRAWN -> {
                    drawn(event, ((NodeFact.TimeoutDrawn) event.fact()).timeout(), findings);
                    waitsSince = event;
                }
                case VOTE_GRANTED -> {
                    if (trace.peer[p] != trace.node[p]) {
                        waitsSince = event;
                    }
                }
                case FOLLOWER -> {
                    askingForPreVotes = false;
                    boolean led = ((NodeFact.Follower) event.fact()).from() == Role.LEADER;
                    if (led || trace.peer[p] != Trace.NOBODY) {
                        waitsSince = event;
                    }
                }
                case PRE_CANDIDATE -> {
                    stands(event, findings);
                    askingForPreVotes = true;
                }
                case CANDIDATE -> {
                    if (!askingForPreVotes && !((NodeFact.Candidate) event.fact()).transfer()) {
                        stands(event, findings);
                    }
                    askingForPreVotes = false;
                    waitsSince = event;
                }
                case LEADER -> askingForPreVotes = false;
                default -> {}
            }
        }

        private void stands(NodeEvent event, Findings findings) {
            NodeEvent since = waitsSince;
            if (event.clock() - since.clock() < timing.electionTimeoutMin()) {
                findings.add(() -> new Evidence(
                        event.node() + " stood for election (event " + event.index() + ", "
                                + event.fact().kind()
                                + " in term " + event.term() + ") only "
                                + Wording.seconds(event.clock() - since.clock()) + " by its own clock after event "
                                + since.index() + " (" + since.fact().kind() + "), the least timeout being "
                                + Wording.seconds(timing.electionTimeoutMin()),
                        List.of(since.index(), event.index())));
            }
            waitsSince = event;
        }

        private void drawn(NodeEvent event, long timeout, Findings findings) {
            boolean fixed = timing.electionTimeoutMin() == timing.electionTimeoutMax();
            boolean within = timeout >= timing.electionTimeoutMin()
                    && (timeout < timing.electionTimeoutMax() || fixed && timeout == timing.electionTimeoutMax());
            if (!within) {
                findings.add(() -> new Evidence(
                        event.node() + " drew a timeout of " + Wording.seconds(timeout) + " (event " + event.index()
                                + "), outside of [" + Wording.seconds(timing.electionTimeoutMin()) + ", "
                                + Wording.seconds(timing.electionTimeoutMax()) + ")",
                        List.of(event.index())));
            }
            boolean equal = firstOfEqual != null && ((NodeFact.TimeoutDrawn) firstOfEqual.fact()).timeout() == timeout;
            if (!equal) {
                firstOfEqual = event;
                equalDraws = 0;
            }
            equalDraws++;
            if (equalDraws == suspiciousRepeats) {
                NodeEvent first = firstOfEqual;
                findings.add(() -> new Evidence(
                        event.node() + " drew the same timeout of " + Wording.seconds(timeout) + " "
                                + suspiciousRepeats + " times in a row (events " + first.index() + " to "
                                + event.index() + "): timeouts are to be random",
                        List.of(first.index(), event.index())));
            }
        }

        /** How many equal draws in a row are no chance any more, even if draws are whole milliseconds. */
        private static int suspiciousRepeats(Timing timing) {
            long values = (timing.electionTimeoutMax() - timing.electionTimeoutMin()) / COARSEST_UNIT;
            if (values < 2) {
                return Integer.MAX_VALUE;
            }
            int repeats = 1 + (int) Math.ceil(Math.log(1 / LEAST_CHANCE) / Math.log(values));
            return Math.max(FEWEST_EQUAL_DRAWS, repeats);
        }
    }
}
