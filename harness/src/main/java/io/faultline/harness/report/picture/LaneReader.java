package io.faultline.harness.report.picture;

import io.faultline.checkers.history.Condition;
import io.faultline.checkers.history.ConditionEvent;
import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.Role;
import io.faultline.harness.report.picture.Lane.Kind;
import io.faultline.harness.report.picture.Lane.Pause;
import io.faultline.harness.report.picture.Lane.Stretch;
import io.faultline.harness.report.picture.Lane.TermStep;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the lanes out of a history, in one pass. */
public final class LaneReader {
    private final Map<String, Builder> builders = new LinkedHashMap<>();
    private Condition condition = Condition.CALM;

    private LaneReader(Collection<String> nodes, Set<String> speaking) {
        for (String node : nodes) {
            builders.put(node, new Builder(node, speaking.contains(node)));
        }
    }

    /** One lane for each of the nodes, in their order. */
    public static List<Lane> read(History history, Collection<String> nodes) {
        LaneReader reader = new LaneReader(nodes, speaking(history));
        for (Event event : history.events()) {
            if (event instanceof NodeEvent node) {
                Builder builder = reader.builders.get(node.node());
                if (builder != null) {
                    builder.node(node);
                }
            } else if (event instanceof ConditionEvent change) {
                reader.condition(change);
            }
        }
        long end = history.end();
        return reader.builders.values().stream()
                .map(builder -> builder.finish(end))
                .toList();
    }

    private static Set<String> speaking(History history) {
        Set<String> speaking = new HashSet<>();
        for (Event event : history.events()) {
            if (event instanceof NodeEvent node) {
                speaking.add(node.node());
            }
        }
        return speaking;
    }

    /** Only what changed counts: a node that has started may still be listed as down for a moment. */
    private void condition(ConditionEvent event) {
        Condition now = event.condition();
        for (Builder builder : builders.values()) {
            boolean down = now.down().contains(builder.node);
            if (down != condition.down().contains(builder.node)) {
                builder.down(event, down);
            }
            boolean paused = now.paused().contains(builder.node);
            if (paused != condition.paused().contains(builder.node)) {
                builder.paused(event, paused);
            }
        }
        condition = now;
    }

    /** The lane of one node as far as it has been read. */
    private static final class Builder {
        private final String node;
        private final boolean speaks;
        private final List<Stretch> stretches = new ArrayList<>();
        private final List<Pause> pauses = new ArrayList<>();
        private final List<TermStep> terms = new ArrayList<>();
        private Kind kind;
        private long term = -1;
        private long stretchTerm;
        private long from;
        private long since;
        private ConditionEvent pausedBy;

        Builder(String node, boolean speaks) {
            this.node = node;
            this.speaks = speaks;
            if (!speaks) {
                kind = Kind.UP;
            }
        }

        void node(NodeEvent event) {
            if (event.term() != term) {
                boolean first = term < 0;
                term = event.term();
                if (!first || term > 0) {
                    terms.add(new TermStep(event.time(), term, event.index()));
                }
            }
            NodeFact fact = event.fact();
            if (fact instanceof NodeFact.Stopped || fact instanceof NodeFact.StorageFailed) {
                become(Kind.DOWN, event);
            } else if (kind != Kind.DOWN || fact instanceof NodeFact.Started) {
                // A killed node's last lines may be read after its death; they do not bring it back.
                become(kind(event.role()), event);
            }
        }

        void down(ConditionEvent event, boolean down) {
            if (down) {
                become(Kind.DOWN, event);
            } else if (!speaks) {
                become(Kind.UP, event);
            }
        }

        void paused(ConditionEvent event, boolean paused) {
            if (paused) {
                pausedBy = event;
            } else if (pausedBy != null) {
                pauses.add(new Pause(pausedBy.time(), event.time(), pausedBy.index(), false));
                pausedBy = null;
            }
        }

        private void become(Kind next, Event event) {
            boolean newTerm = term != stretchTerm && (next == Kind.LEADER || next == Kind.CANDIDATE);
            if (next != kind || newTerm) {
                close(event.time(), false);
                kind = next;
                from = event.time();
                since = event.index();
                stretchTerm = term;
            }
        }

        /** A role of no length is a step within one turn of the node, save that of a leader, which is never lost. */
        private void close(long time, boolean open) {
            if (kind != null && (time > from || kind == Kind.LEADER)) {
                stretches.add(new Stretch(from, time, kind, Math.max(stretchTerm, 0), since, open));
            }
        }

        Lane finish(long end) {
            close(end, true);
            if (pausedBy != null) {
                pauses.add(new Pause(pausedBy.time(), end, pausedBy.index(), true));
            }
            return new Lane(node, stretches, pauses, terms);
        }

        private static Kind kind(Role role) {
            return switch (role) {
                case FOLLOWER -> Kind.FOLLOWER;
                case PRE_CANDIDATE -> Kind.PRE_CANDIDATE;
                case CANDIDATE -> Kind.CANDIDATE;
                case LEADER -> Kind.LEADER;
            };
        }
    }
}
