package io.faultline.checkers.election;

import io.faultline.checkers.history.Condition;
import io.faultline.checkers.history.ConditionEvent;
import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.Link;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeFact;
import java.util.Set;
import java.util.TreeSet;

/** Who is up and what is between nodes, as the events seen so far say, in plain sets. For the slow twins. */
final class SlowConditions {
    private final Set<String> alive = new TreeSet<>();
    private Condition condition = Condition.CALM;
    private String restarted;

    /** Takes the event in; true when it can have changed what nodes can do. */
    boolean see(Event event) {
        restarted = null;
        if (event instanceof NodeEvent node && node.fact() instanceof NodeFact.Started) {
            alive.add(node.node());
            restarted = node.node();
            return true;
        }
        if (event instanceof NodeEvent node
                && (node.fact() instanceof NodeFact.Stopped || node.fact() instanceof NodeFact.StorageFailed)) {
            return alive.remove(node.node());
        }
        if (event instanceof ConditionEvent change) {
            for (String node : change.condition().down()) {
                if (!condition.down().contains(node)) {
                    alive.remove(node);
                }
            }
            condition = change.condition();
            return true;
        }
        return false;
    }

    Set<String> awake() {
        Set<String> awake = new TreeSet<>(alive);
        awake.removeAll(condition.down());
        awake.removeAll(condition.paused());
        return awake;
    }

    Condition condition() {
        return condition;
    }

    /** Who started by the last event; null when nobody did. */
    String restarted() {
        return restarted;
    }

    boolean restarted(String node) {
        return node.equals(restarted);
    }

    boolean clean(String a, String b) {
        return sound(a) && sound(b) && clean(new Link(a, b)) && clean(new Link(b, a));
    }

    private boolean sound(String node) {
        return awake().contains(node) && !condition.impaired().contains(node);
    }

    private boolean clean(Link link) {
        return !condition.cut().contains(link) && !condition.degraded().contains(link);
    }
}
