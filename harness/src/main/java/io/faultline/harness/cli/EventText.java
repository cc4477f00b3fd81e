package io.faultline.harness.cli;

import io.faultline.checkers.history.Condition;
import io.faultline.checkers.history.ConditionEvent;
import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.FaultEvent;
import io.faultline.checkers.history.Link;
import io.faultline.checkers.history.LogFact;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.OperationEvent;
import io.faultline.checkers.history.PhaseEvent;
import io.faultline.harness.report.words.LogText;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** An event in a few words, for the table under a violation. */
final class EventText {
    private EventText() {}

    /** Who it is about: a node, a client process, or nobody. */
    static String who(Event event) {
        if (event instanceof NodeEvent node) {
            return node.node();
        }
        return event instanceof OperationEvent operation ? "p" + operation.process() : "";
    }

    static String what(Event event) {
        if (event instanceof NodeEvent node) {
            return "term " + node.term() + "  " + fact(node.fact());
        }
        if (event instanceof FaultEvent fault) {
            return "fault " + fault.id() + " " + fault.phase().word() + "  "
                    + fault.fault().get("kind");
        }
        if (event instanceof ConditionEvent condition) {
            return "condition  " + condition(condition.condition());
        }
        if (event instanceof OperationEvent operation) {
            String key = operation.key() == null ? "" : " " + operation.key();
            String value = operation.value() == null ? "" : " " + operation.value();
            return operation.type().word() + "  " + operation.f() + key + value;
        }
        return "phase  " + ((PhaseEvent) event).phase();
    }

    private static String fact(NodeFact fact) {
        String kind = fact.kind();
        if (fact instanceof NodeFact.VoteGranted vote) {
            return kind + " to " + vote.candidate();
        }
        if (fact instanceof NodeFact.VoteRefused vote) {
            return kind + " to " + vote.candidate() + ", which asked in term " + vote.requestTerm();
        }
        if (fact instanceof NodeFact.Leader leader) {
            return kind + " by the votes of " + String.join(", ", leader.voters());
        }
        if (fact instanceof NodeFact.Follower follower) {
            return kind + (follower.leader() == null ? " of nobody yet" : " of " + follower.leader()) + ", was "
                    + follower.from().word();
        }
        if (fact instanceof NodeFact.TimeoutDrawn drawn) {
            return kind + " of " + Durations.text(drawn.timeout());
        }
        if (fact instanceof NodeFact.RpcRate rate) {
            return kind + " " + rate.count() + " " + rate.rpc() + " to " + rate.peer() + " within "
                    + Durations.text(rate.window()) + ", limit " + rate.limit();
        }
        if (fact instanceof NodeFact.Stalled stalled) {
            return kind + " for " + Durations.text(stalled.nanos());
        }
        if (fact instanceof NodeFact.StorageFailed failed) {
            return kind + ": " + failed.reason();
        }
        if (fact instanceof LogFact said) {
            return kind + " " + LogText.of(said);
        }
        return fact instanceof NodeFact.UnknownFact unknown ? kind + " " + unknown.fields() : kind;
    }

    private static String condition(Condition condition) {
        StringJoiner parts = new StringJoiner("; ");
        add(parts, "down", condition.down());
        add(parts, "paused", condition.paused());
        add(parts, "cut", links(condition.cut()));
        add(parts, "degraded", links(condition.degraded()));
        add(parts, "impaired", condition.impaired());
        return parts.length() == 0 ? "calm" : parts.toString();
    }

    private static List<String> links(List<Link> links) {
        return links.stream().map(link -> link.from() + "→" + link.to()).collect(Collectors.toList());
    }

    private static void add(StringJoiner parts, String what, List<String> names) {
        if (!names.isEmpty()) {
            parts.add(what + " " + String.join(" ", names));
        }
    }
}
