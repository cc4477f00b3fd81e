package io.faultline.checkers.election;

import io.faultline.checkers.Checker;
import io.faultline.checkers.Evidence;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.finding.Findings;
import io.faultline.checkers.finding.Wording;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeFact;
import java.util.List;

/**
 * No node sends more requests of a kind to a peer than the protocol's pace allows: at most ten heartbeats a second,
 * retries bounded, also while the peer is dead.
 *
 * <p>The sender's own meter counts; it reports only what is too much, so that every report is a violation.
 */
final class RpcPace implements Checker {
    private static final String NAME = "rpc-pace";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String claim() {
        return "requests to a peer keep their pace";
    }

    @Override
    public Verdict check(History history) {
        Trace trace = Trace.of(history);
        Findings findings = new Findings(NAME);
        for (int p = 0; p < trace.size; p++) {
            if (trace.kind[p] == Kind.RPC_RATE) {
                NodeEvent event = trace.event(p);
                findings.add(() -> tooMany(event, (NodeFact.RpcRate) event.fact()));
            }
        }
        return findings.invalidOr("no node's meter saw too many requests");
    }

    private static Evidence tooMany(NodeEvent event, NodeFact.RpcRate rate) {
        return new Evidence(
                event.node() + " sent " + rate.peer() + " " + rate.count() + " " + rate.rpc() + " requests within "
                        + Wording.seconds(rate.window()) + ", " + rate.limit() + " allowed (event " + event.index()
                        + ")",
                List.of(event.index()));
    }
}
