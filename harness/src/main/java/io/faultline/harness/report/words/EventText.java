package io.faultline.harness.report.words;

import io.faultline.checkers.history.ConditionEvent;
import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.FaultEvent;
import io.faultline.checkers.history.LogFact;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.OperationEvent;
import io.faultline.checkers.history.PhaseEvent;

/**
 * One event in three short texts.
 *
 * @param subject who it is about: a node, a process, a fault, the cluster
 * @param kind the word for what happened
 * @param details everything else
 */
public record EventText(String subject, String kind, String details) {
    private static final int DETAILS_MAX = 400;
    private static final int WORD_MAX = 60;

    public EventText {
        subject = Clip.to(WORD_MAX, subject);
        kind = Clip.to(WORD_MAX, kind);
        details = Clip.to(DETAILS_MAX, details);
    }

    /** What this event says; conditions are told with the groups that cuts leave. */
    public static EventText of(Event event, ConditionText conditions) {
        if (event instanceof NodeEvent node) {
            return new EventText(node.node(), node.fact().kind(), node(node));
        } else if (event instanceof OperationEvent operation) {
            return new EventText(
                    "process " + operation.process(),
                    operation.type().word() + " " + operation.f(),
                    operation(operation));
        } else if (event instanceof FaultEvent fault) {
            return new EventText(
                    "fault " + fault.id(),
                    fault.fault().getOrDefault("kind", "fault") + " "
                            + fault.phase().word() + "s",
                    TreeText.entries(fault.fault(), "kind"));
        } else if (event instanceof ConditionEvent condition) {
            return new EventText("cluster", "condition", conditions.of(condition.condition()));
        } else if (event instanceof PhaseEvent phase) {
            return new EventText("trial", "phase", phase.phase());
        }
        throw new IllegalStateException("no words for " + event.getClass());
    }

    private static String operation(OperationEvent operation) {
        String key = operation.key() == null ? "" : TreeText.of(operation.key()) + " ";
        return key + (operation.value() == null ? "" : TreeText.of(operation.value()));
    }

    private static String node(NodeEvent event) {
        String what = fact(event);
        String where = "term " + event.term() + ", " + event.role().word()
                + (event.incarnation() > 1 ? ", incarnation " + event.incarnation() : "");
        return what.isEmpty() ? where : what + " · " + where;
    }

    /** What the fact adds to its kind; pattern switches come with a later Java. */
    private static String fact(NodeEvent event) {
        NodeFact fact = event.fact();
        if (fact instanceof NodeFact.VoteGranted granted) {
            return granted.candidate().equals(event.node()) ? "votes for itself" : "votes for " + granted.candidate();
        } else if (fact instanceof NodeFact.VoteRefused refused) {
            return "refuses " + refused.candidate() + ", which asked in term " + refused.requestTerm();
        } else if (fact instanceof NodeFact.Leader leader) {
            return "elected by " + String.join(" ", leader.voters());
        } else if (fact instanceof NodeFact.Follower follower) {
            return (follower.leader() == null ? "knows no leader" : "follows " + follower.leader())
                    + (follower.from() == event.role()
                            ? ""
                            : ", was " + follower.from().word());
        } else if (fact instanceof NodeFact.TimeoutDrawn drawn) {
            return Times.span(drawn.timeout());
        } else if (fact instanceof NodeFact.Started started) {
            return "members " + String.join(" ", started.members()) + (started.preVote() ? "" : ", without pre-vote")
                    + ", log ends at " + started.log().index() + " of term "
                    + started.log().term()
                    + (started.disk().snapshot() == null
                            ? ""
                            : ", snapshot " + LogText.of(started.disk().snapshot()));
        } else if (fact instanceof NodeFact.RpcRate rate) {
            return rate.count() + " " + rate.rpc() + " to " + rate.peer() + " within " + Times.span(rate.window())
                    + ", " + rate.limit() + " allowed";
        } else if (fact instanceof NodeFact.Stalled stalled) {
            return "held up by its machine for " + Times.span(stalled.nanos());
        } else if (fact instanceof NodeFact.StorageFailed failed) {
            return failed.reason();
        } else if (fact instanceof LogFact said) {
            return LogText.of(said);
        } else if (fact instanceof NodeFact.UnknownFact unknown) {
            return TreeText.entries(unknown.fields());
        }
        return "";
    }
}
