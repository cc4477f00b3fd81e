package io.faultline.harness.experiment;

import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeFact;
import io.faultline.harness.cluster.Cluster;
import io.faultline.harness.cluster.ClusterSpec;
import io.faultline.harness.cluster.Ground;
import io.faultline.harness.cluster.NodeView;
import io.faultline.nemesis.fault.DownMode;
import io.faultline.nemesis.fault.Injection;
import io.faultline.nemesis.fault.Link;
import io.faultline.nemesis.fault.LinkShape;
import io.faultline.nemesis.play.Outcome;
import io.faultline.nemesis.schedule.Seeds;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Crashes of leaders in real time, one after the other in one cluster, and the time until another node hears the next
 * leader.
 *
 * <p>The surroundings are the paper's as far as real ones can be: five nodes without pre-vote, three of them with the
 * longer log, 7 ms each way on every link. The leader halts itself at a drawn instant, because a kill from outside takes
 * tens of milliseconds; both ends of the measured time are read from the one monotonic clock of the machine.
 */
final class RealTimeFailovers {
    private static final long MS = 1_000_000;
    private static final int NODES = 5;
    private static final long ONE_WAY = 7 * MS;
    private static final int HEARTBEATS_BEFORE_CRASH = 4;
    private static final long UP_WITHIN = 20_000 * MS;
    private static final int LATENCY = 1;
    private static final int DOWN = 2;

    private final Ground ground;
    private final TimeoutRange range;
    private final long cap;

    /**
     * Plans crashes.
     *
     * @param cap after which a trial is given up
     */
    RealTimeFailovers(Ground ground, TimeoutRange range, long cap) {
        this.ground = ground;
        this.range = range;
        this.cap = cap;
    }

    /** Whether another crash is wanted, asked before each. */
    @FunctionalInterface
    interface Appetite {
        boolean wantsMore(int measured);
    }

    /** The time without a leader in ms of each crash that could be measured; the cap for one that took longer. */
    double[] run(long seed, Appetite appetite) {
        SplittableRandom random = Seeds.stream(seed, "experiment/failover");
        HistoryRecorder recorder = new HistoryRecorder();
        List<Double> millis = new ArrayList<>();
        try (Cluster cluster = ground.open(new ClusterSpec(NODES, null, options()), seed, recorder)) {
            cluster.start();
            act(cluster, done -> cluster.faults().begin(LATENCY, slowLinks(cluster.nodes()), done));
            while (appetite.wantsMore(millis.size())) {
                crash(cluster, recorder, random).ifPresent(millis::add);
            }
        }
        return millis.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private Map<String, String> options() {
        return Map.of(
                // Logs must go on to differ when the leader dies; and the paper knows no check-quorum.
                "election-only",
                "true",
                "check-quorum",
                "false",
                "election-timeout",
                range.minMillis() + "ms-" + range.maxMillis() + "ms",
                "heartbeat",
                Math.max(1, range.minMillis() / 2) + "ms",
                "pre-vote",
                "false",
                "log-tails",
                "3@1,3@1,3@1,2@1,2@1");
    }

    private static Injection slowLinks(List<String> nodes) {
        Set<Link> links = new LinkedHashSet<>();
        for (String from : nodes) {
            for (String to : nodes) {
                if (!from.equals(to)) {
                    links.add(new Link(from, to));
                }
            }
        }
        return new Injection.ShapeLinks(links, new LinkShape.Delay(ONE_WAY, 0));
    }

    /** One crash; empty when the leader was none any more at the drawn instant, or did not take it down. */
    private OptionalDouble crash(Cluster cluster, HistoryRecorder recorder, SplittableRandom random) {
        if (!cluster.runUntil(() -> isSettled(cluster), cap)) {
            // Not one leader that all follow, all this time: without randomness that is a result as well.
            return OptionalDouble.of(cap / 1e6);
        }
        String leader = cluster.faults().view().leader().orElseThrow();
        long heartbeat = Math.max(1, range.minMillis() / 2) * MS;
        long halt =
                cluster.timeline().now() + HEARTBEATS_BEFORE_CRASH * heartbeat + 50 * MS + random.nextLong(heartbeat);
        int seen = recorder.size();
        Outcome taken = act(cluster, done -> cluster.haltAt(leader, halt, done));
        cluster.runUntil(halt);
        NextLeader next = new NextLeader(recorder, leader, halt, seen);
        boolean heard = cluster.runUntil(next::isHeard, cap);
        Injection down = new Injection.NodesDown(List.of(leader), DownMode.KILL);
        act(cluster, done -> cluster.faults().begin(DOWN, down, done));
        act(cluster, done -> cluster.faults().end(DOWN, down, done));
        if (!taken.effective() || next.wasTooEarly()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(heard ? Math.min(cap, next.heardAt() - halt) / 1e6 : cap / 1e6);
    }

    /** All nodes are up and follow one leader. */
    private static boolean isSettled(Cluster cluster) {
        Optional<String> leader = cluster.faults().view().leader();
        List<NodeView> views = cluster.nodes().stream()
                .flatMap(node -> cluster.view(node).stream())
                .toList();
        return leader.isPresent()
                && views.size() == NODES
                && views.stream().allMatch(view -> view.leader().equals(leader))
                && views.stream().mapToLong(NodeView::term).distinct().count() == 1;
    }

    private static Outcome act(Cluster cluster, Consumer<Consumer<Outcome>> act) {
        Outcome[] outcome = new Outcome[1];
        act.accept(done -> outcome[0] = done);
        if (!cluster.runUntil(() -> outcome[0] != null, UP_WITHIN)) {
            throw new IllegalStateException("the ground did not answer within " + UP_WITHIN / MS + " ms");
        }
        return outcome[0];
    }

    /** Watches for the first survivor that hears another leader. */
    private static final class NextLeader {
        private final HistoryRecorder recorder;
        private final String old;
        private final long halt;
        private int seen;
        private long heardAt = Long.MAX_VALUE;
        private boolean tooEarly;

        NextLeader(HistoryRecorder recorder, String old, long halt, int seen) {
            this.recorder = recorder;
            this.old = old;
            this.halt = halt;
            this.seen = seen;
        }

        boolean isHeard() {
            List<Event> events = recorder.soFar();
            while (seen < events.size() && heardAt == Long.MAX_VALUE) {
                if (events.get(seen++) instanceof NodeEvent node
                        && node.fact() instanceof NodeFact.Follower follower
                        && follower.leader() != null
                        && !follower.leader().equals(old)) {
                    heardAt = node.time();
                    tooEarly = heardAt < halt;
                }
            }
            return heardAt != Long.MAX_VALUE;
        }

        /** Whether somebody else led already before the instant: then nothing was measured. */
        boolean wasTooEarly() {
            return tooEarly;
        }

        long heardAt() {
            return heardAt;
        }
    }
}
