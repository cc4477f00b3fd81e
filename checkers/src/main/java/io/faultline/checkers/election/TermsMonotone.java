package io.faultline.checkers.election;

import io.faultline.checkers.Checker;
import io.faultline.checkers.Evidence;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.finding.Findings;
import io.faultline.checkers.finding.Wording;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.NodeEvent;
import java.util.Arrays;
import java.util.List;

/**
 * A node's term never goes back, also across its restarts (Raft §5.1 and Figure 2: currentTerm is persistent and
 * increases monotonically).
 *
 * <p>Events of the meter and of a failing disk are left out: they may name a term that had not reached the disk.
 */
final class TermsMonotone implements Checker {
    private static final String NAME = "terms-monotone";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String claim() {
        return "a node's term never goes back";
    }

    @Override
    public Verdict check(History history) {
        Trace trace = Trace.of(history);
        Findings findings = new Findings(NAME);
        int[] last = new int[trace.names.size()];
        Arrays.fill(last, -1);
        int judged = trace.leftOut;
        for (int p = 0; p < trace.size; p++) {
            if (!trace.kind[p].tellsState()) {
                continue;
            }
            judged++;
            int before = last[trace.node[p]];
            if (before >= 0 && trace.term[p] < trace.term[before]) {
                int now = p;
                findings.add(() -> wentBack(trace.eventBefore(now), trace.event(now)));
            }
            last[trace.node[p]] = p;
        }
        if (judged == 0) {
            return Verdict.unknown(NAME, "no node said anything: nothing to judge");
        }
        return findings.invalidOr("no term goes back in " + Wording.count(judged, "node event"));
    }

    private static Evidence wentBack(NodeEvent before, NodeEvent now) {
        String restarted = before.incarnation() == now.incarnation()
                ? ""
                : " after a restart (incarnation " + before.incarnation() + ", then " + now.incarnation() + ")";
        return new Evidence(
                now.node() + " was in term " + before.term() + " (event " + before.index() + ") and then in term "
                        + now.term() + " (event " + now.index() + ")" + restarted,
                List.of(before.index(), now.index()));
    }
}
