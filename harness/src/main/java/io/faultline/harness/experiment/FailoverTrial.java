package io.faultline.harness.experiment;

import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeFact;
import io.faultline.harness.cluster.Cluster;
import io.faultline.harness.cluster.ClusterSpec;
import io.faultline.harness.sim.NetworkWeather;
import io.faultline.harness.sim.SimulatedGround;
import io.faultline.harness.sim.SimulationSettings;
import io.faultline.nemesis.fault.DownMode;
import io.faultline.nemesis.fault.Injection;
import io.faultline.nemesis.schedule.Seeds;
import io.faultline.node.raft.Features;
import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.Timing;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * One crash of a leader, and the time until another node hears the next one.
 *
 * <p>Five nodes, no pre-vote. n1, n2 and n3 have the longer log, so that only two of the four
 * survivors can win. A request takes about 2 ms each way and a flush about 11 ms, which makes the paper's broadcast time of
 * 15 ms; a candidate asks for votes while its own vote is being flushed, as the paper allows. Clocks run up to
 * 100 ppm fast or slow, like real ones: without that, nodes with equal timeouts would collide for ever.
 */
final class FailoverTrial {
    private static final long MS = 1_000_000;
    private static final int HEARTBEATS_BEFORE_CRASH = 4;
    private static final double DRIFT = 100e-6;
    /** Logs must go on to differ when the first leader dies; and the paper knows neither pre-vote nor check-quorum. */
    private static final Features FEATURES =
            Features.DEFAULT.withPreVote(false).withCheckQuorum(false).withElectionOnly(true);

    private static final List<LogTail> LOGS =
            List.of(new LogTail(3, 1), new LogTail(3, 1), new LogTail(3, 1), new LogTail(2, 1), new LogTail(2, 1));

    private final TimeoutRange range;
    private final long cap;

    FailoverTrial(TimeoutRange range, long capNanos) {
        this.range = range;
        this.cap = capNanos;
    }

    /** Runs the trial; the time without a leader in ms, or the cap. */
    double run(long seed) {
        SplittableRandom random = Seeds.stream(seed, "experiment/failover");
        HistoryRecorder recorder = new HistoryRecorder();
        try (Cluster cluster = ground().open(ClusterSpec.of(5), seed, recorder)) {
            driftClocks(cluster, random);
            String leader = electFirst(cluster);
            runToCrash(cluster, random);
            while (!leader(cluster).equals(Optional.of(leader))) {
                cluster.runUntil(() -> leader(cluster).isPresent(), cap);
                leader = leader(cluster).orElseThrow();
                runToCrash(cluster, random);
            }
            long crash = cluster.timeline().now();
            cluster.faults().begin(100, new Injection.NodesDown(List.of(leader), DownMode.KILL), outcome -> {});
            NextLeader next = new NextLeader(recorder, leader);
            cluster.runUntil(next::isHeard, cap);
            return Math.min(cap, cluster.timeline().now() - crash) / 1e6;
        }
    }

    /** To an instant within a heartbeat interval of a leader that has just won, after a few of its rounds. */
    private void runToCrash(Cluster cluster, SplittableRandom random) {
        long heartbeat = timing().heartbeat();
        cluster.runUntil(cluster.timeline().now() + HEARTBEATS_BEFORE_CRASH * heartbeat + random.nextLong(heartbeat));
    }

    private Timing timing() {
        return new Timing(range.minMillis() * MS, range.maxMillis() * MS, range.minMillis() * MS / 2, 50 * MS);
    }

    private SimulatedGround ground() {
        return new SimulatedGround(new SimulationSettings(
                timing(), FEATURES, NetworkWeather.datagrams(3 * MS / 2, MS), 21 * MS / 2, MS, LOGS, 0));
    }

    private static void driftClocks(Cluster cluster, SplittableRandom random) {
        for (int i = 1; i <= 5; i++) {
            double rate = 1 + (2 * random.nextDouble() - 1) * DRIFT;
            cluster.faults().begin(i, new Injection.ClockFault(List.of("n" + i), rate, 0), outcome -> {});
        }
    }

    /** Gives n1 a head start, so that equal timeouts don't keep the first leader from being elected. */
    private String electFirst(Cluster cluster) {
        Injection others = new Injection.NodesDown(List.of("n2", "n3", "n4", "n5"), DownMode.KILL);
        cluster.faults().begin(50, others, outcome -> {});
        cluster.start();
        cluster.runUntil(range.minMillis() * MS * 9 / 10);
        cluster.faults().end(50, others, outcome -> {});
        if (!cluster.runUntil(() -> leader(cluster).isPresent(), cap)) {
            throw new IllegalStateException("no first leader within " + cap / MS + " ms at timeouts of " + range);
        }
        return leader(cluster).orElseThrow();
    }

    private static Optional<String> leader(Cluster cluster) {
        return cluster.faults().view().leader();
    }

    /** Watches for the first survivor that hears a leader after the crash. */
    private static final class NextLeader {
        private final HistoryRecorder recorder;
        private final String old;
        private int seen;

        NextLeader(HistoryRecorder recorder, String old) {
            this.recorder = recorder;
            this.old = old;
            this.seen = recorder.size();
        }

        boolean isHeard() {
            List<Event> events = recorder.soFar();
            for (; seen < events.size(); seen++) {
                if (events.get(seen) instanceof NodeEvent node
                        && node.fact() instanceof NodeFact.Follower follower
                        && follower.leader() != null
                        && !follower.leader().equals(old)) {
                    return true;
                }
            }
            return false;
        }
    }
}
