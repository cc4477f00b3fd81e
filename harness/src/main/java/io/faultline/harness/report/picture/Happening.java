package io.faultline.harness.report.picture;

import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeFact;
import java.util.ArrayList;
import java.util.List;

/**
 * Something at a moment that is drawn as a symbol in a node's lane.
 *
 * @param other the candidate of a vote, else null
 */
public record Happening(NodeEvent event, Kind kind, String other) {

    /** The symbols, the most telling first. */
    public enum Kind {
        WIN("win", "wins an election"),
        FAILURE("failure", "its storage failed"),
        START("start", "starts"),
        STOP("stop", "stops when asked to"),
        ALARM("alarm", "sends too often"),
        VOTE("vote", "gives its vote"),
        REFUSAL("refusal", "refuses its vote");

        private final String css;
        private final String text;

        Kind(String css, String text) {
            this.css = css;
            this.text = text;
        }

        /** The CSS class, and the name of the symbol. */
        public String css() {
            return css;
        }

        /** What it means. */
        public String text() {
            return text;
        }
    }

    /** Everything of this sort in the history, in order. */
    public static List<Happening> read(History history) {
        List<Happening> found = new ArrayList<>();
        for (Event event : history.events()) {
            if (event instanceof NodeEvent node) {
                Kind kind = kind(node.fact());
                if (kind != null) {
                    found.add(new Happening(node, kind, other(node.fact())));
                }
            }
        }
        return found;
    }

    private static Kind kind(NodeFact fact) {
        if (fact instanceof NodeFact.VoteGranted) {
            return Kind.VOTE;
        } else if (fact instanceof NodeFact.VoteRefused) {
            return Kind.REFUSAL;
        } else if (fact instanceof NodeFact.Leader) {
            return Kind.WIN;
        } else if (fact instanceof NodeFact.Started) {
            return Kind.START;
        } else if (fact instanceof NodeFact.Stopped) {
            return Kind.STOP;
        } else if (fact instanceof NodeFact.StorageFailed) {
            return Kind.FAILURE;
        } else if (fact instanceof NodeFact.RpcRate || fact instanceof NodeFact.Stalled) {
            return Kind.ALARM;
        }
        return null;
    }

    private static String other(NodeFact fact) {
        if (fact instanceof NodeFact.VoteGranted granted) {
            return granted.candidate();
        }
        return fact instanceof NodeFact.VoteRefused refused ? refused.candidate() : null;
    }
}
