package io.faultline.checkers.election;

import io.faultline.checkers.Checker;
import io.faultline.checkers.Evidence;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.finding.Findings;
import io.faultline.checkers.finding.Wording;
import io.faultline.checkers.history.FaultEvent;
import io.faultline.checkers.history.FaultPhase;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeEvents;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The history has no gaps, and what the trial set out to do took place: else whatever the other checkers found valid is
 * worth nothing.
 *
 * <p>Never invalid; a doubt makes it unknown. The last events of a node that was killed may be missing without a trace:
 * they tell of nothing that left the node.
 */
final class Completeness implements Checker {
    private static final String NAME = "completeness";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String claim() {
        return "the history is complete and something happened in it";
    }

    @Override
    public Verdict check(History history) {
        Trace trace = Trace.of(history);
        Findings findings = new Findings(NAME);
        long started = 0;
        long led = 0;
        NodeEvents said = history.nodeEvents();
        for (int p = 0; p < said.size(); p++) {
            follows(said, p, findings);
        }
        for (int p = 0; p < trace.size; p++) {
            started += trace.kind[p] == Kind.STARTED ? 1 : 0;
            led += trace.kind[p] == Kind.LEADER ? 1 : 0;
        }
        if (started == 0) {
            findings.add(() -> new Evidence("no node ever started", List.of()));
        } else if (led == 0) {
            findings.add(() -> new Evidence("no node ever became leader", List.of()));
        }
        int faults = faults(trace, findings);
        if (!history.complete()) {
            findings.add(() -> new Evidence(
                    "the history does not end with the phase \"end\": the trial was broken off",
                    history.size() == 0 ? List.of() : List.of(history.size() - 1L)));
        }
        return findings.unknownOr(Wording.count(history.size(), "event") + " without a gap, "
                + Wording.count(faults, "fault") + " took effect and ended, " + Wording.count(led, "leader"));
    }

    private static void follows(NodeEvents said, int now, Findings findings) {
        int before = said.before(now);
        int incarnation = before == NodeEvents.NONE ? 0 : said.incarnation(before);
        if (said.incarnation(now) == incarnation) {
            long next = said.seq(before) + 1;
            if (said.seq(now) != next) {
                findings.add(() -> gap(said, now, "number " + next + " of incarnation " + incarnation));
            }
        } else if (said.incarnation(now) != incarnation + 1) {
            findings.add(() -> gap(said, now, "incarnation " + (incarnation + 1)));
        } else if (said.seq(now) != 1) {
            findings.add(() -> gap(said, now, "number 1 of incarnation " + (incarnation + 1)));
        }
    }

    private static Evidence gap(NodeEvents said, int at, String expected) {
        NodeEvent now = said.event(at);
        boolean first = said.before(at) == NodeEvents.NONE;
        long before = first ? -1 : said.index(said.before(at));
        return new Evidence(
                now.node() + " was expected to report " + expected + " "
                        + (first ? "as its first event" : "after event " + before) + ", but event " + now.index()
                        + " is number " + now.seq() + " of incarnation " + now.incarnation(),
                first ? List.of(now.index()) : List.of(before, now.index()));
    }

    /** How many faults there were. */
    private static int faults(Trace trace, Findings findings) {
        Map<Integer, FaultEvent> open = new TreeMap<>();
        int count = 0;
        for (FaultEvent fault : trace.faults) {
            if (fault.phase() == FaultPhase.BEGIN) {
                count++;
                open.put(fault.id(), fault);
            } else {
                tookEffect(open.remove(fault.id()), fault, findings);
            }
        }
        for (FaultEvent fault : open.values()) {
            findings.add(() -> new Evidence(
                    "fault " + fault.id() + named(fault) + " began (event " + fault.index() + ") and never ended",
                    List.of(fault.index())));
        }
        return count;
    }

    /** What came of a fault stands at its end; only if it does not is the begin asked, which may be costly to read. */
    private static void tookEffect(FaultEvent begin, FaultEvent end, Findings findings) {
        Object told = end.fault().get("effective");
        FaultEvent teller = told == null && begin != null ? begin : end;
        if (Boolean.FALSE.equals(teller.fault().get("effective"))) {
            findings.add(() -> new Evidence(
                    "fault " + teller.id() + named(teller) + " never took effect (event " + teller.index() + ")",
                    List.of(teller.index())));
        }
    }

    private static String named(FaultEvent fault) {
        return fault.fault().get("kind") instanceof String kind ? " (" + kind + ")" : "";
    }
}
