package io.faultline.harness.members;

import io.faultline.checkers.history.Role;
import io.faultline.harness.cluster.Cluster;
import io.faultline.harness.cluster.MemberChange;
import io.faultline.harness.cluster.NodeView;
import io.faultline.harness.cluster.ReconfigureOutcome;
import io.faultline.nemesis.play.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Hand-overs of leadership, and whom they may still concern: a wish that nobody answered may be carried out later, as long as
 * the node that was asked leads the term in which it was.
 */
final class HandOver {
    private static final long PAUSE = 100_000_000;
    private static final long FORGOTTEN_AFTER = 60_000_000_000L;

    private final Cluster cluster;
    private final Consumer<Set<String>> concerned;
    private final List<Asked> open = new ArrayList<>();

    /** A wish that may have its effect yet. */
    private record Asked(NodeView leader, String to, long since) {}

    HandOver(Cluster cluster, Consumer<Set<String>> concerned) {
        this.cluster = cluster;
        this.concerned = concerned;
    }

    void begin(String to, Consumer<Outcome> done) {
        Optional<NodeView> leader = cluster.faults().view().leader().flatMap(cluster::view);
        if (leader.isEmpty()) {
            done.accept(new Outcome(true, "nobody led, and nobody was asked"));
            return;
        }
        Asked asked = new Asked(leader.get(), to, cluster.timeline().now());
        open.add(asked);
        tell();
        cluster.reconfigure(asked.leader().node(), MemberChange.TRANSFER, to, outcome -> {
            if (outcome instanceof ReconfigureOutcome.Unknown) {
                closeWhenOver(asked);
            } else {
                close(asked);
            }
            done.accept(new Outcome(true, text(asked, outcome)));
        });
    }

    private static String text(Asked asked, ReconfigureOutcome outcome) {
        String leader = asked.leader().node();
        if (outcome instanceof ReconfigureOutcome.Done) {
            return leader + " has handed over to " + asked.to();
        } else if (outcome instanceof ReconfigureOutcome.Refused refused) {
            return leader + " has not handed over: " + refused.reason();
        } else if (outcome instanceof ReconfigureOutcome.Unknown unknown) {
            return "nobody knows whether " + leader + " has handed over: " + unknown.reason();
        }
        return leader + " led no more";
    }

    private void closeWhenOver(Asked asked) {
        boolean over = cluster.timeline().now() - asked.since() > FORGOTTEN_AFTER
                || cluster.view(asked.leader().node())
                        .filter(view -> view.role() == Role.LEADER
                                && view.term() == asked.leader().term())
                        .isEmpty();
        if (over) {
            close(asked);
        } else {
            cluster.timeline().schedule(PAUSE, () -> closeWhenOver(asked));
        }
    }

    private void close(Asked asked) {
        open.remove(asked);
        tell();
    }

    private void tell() {
        Set<String> nodes = new TreeSet<>();
        open.forEach(asked -> {
            nodes.add(asked.leader().node());
            nodes.add(asked.to());
        });
        concerned.accept(nodes);
    }
}
