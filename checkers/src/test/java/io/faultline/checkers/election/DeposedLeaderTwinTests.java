package io.faultline.checkers.election;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Validity;
import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.Role;
import io.faultline.checkers.kit.Judged;
import io.faultline.checkers.kit.Property;
import io.faultline.checkers.kit.RandomClusters;
import org.junit.jupiter.api.Test;

/** The checker of deposed leaders against one that walks over all events for each two nodes. */
class DeposedLeaderTwinTests {
    private static final long TEN_HEARTBEATS = 1_000_000_000;

    @Test
    void theVerdictIsThatOfATwinThatWalksOverAllEventsForEachTwoNodes() {
        int[] invalid = new int[1];
        Property.holds(10_000, draw -> {
            History history = RandomClusters.history(draw);
            boolean slow = slowlyInvalid(history);
            invalid[0] += slow ? 1 : 0;
            Validity fast = Judged.by("deposed-leader", history).verdict().validity();
            assertThat(fast == Validity.INVALID).isEqualTo(slow);
        });
        if (Property.triesAllSeeds()) {
            assertThat(invalid[0]).as("histories with a leader to accuse").isBetween(200, 9_000);
        }
    }

    private static boolean slowlyInvalid(History history) {
        for (String leader : history.nodes()) {
            for (String other : history.nodes()) {
                if (!leader.equals(other) && slowlyInvalid(history, leader, other)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Keeps the time since which the one leads a term, the other is beyond it, and nothing is between them. */
    private static boolean slowlyInvalid(History history, String leader, String other) {
        SlowConditions conditions = new SlowConditions();
        long led = -1;
        long term = -1;
        long since = -1;
        for (Event event : history.events()) {
            if (since >= 0 && event.time() - since >= TEN_HEARTBEATS) {
                return true;
            }
            conditions.see(event);
            if (event instanceof NodeEvent node && node.node().equals(leader)) {
                led = node.fact() instanceof NodeFact.Leader
                        ? node.term()
                        : node.role() == Role.LEADER && node.term() == led ? led : -1;
            }
            if (event instanceof NodeEvent node && node.node().equals(other)) {
                term = node.term();
            }
            boolean holds = led >= 0 && term > led && conditions.clean(leader, other);
            if (!holds || conditions.restarted(leader) || conditions.restarted(other)) {
                since = -1;
            }
            if (holds && since < 0) {
                since = event.time();
            }
        }
        return false;
    }
}
