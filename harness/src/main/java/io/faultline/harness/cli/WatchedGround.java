package io.faultline.harness.cli;

import io.faultline.checkers.history.History;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.harness.cluster.ClientCall;
import io.faultline.harness.cluster.ClientOutcome;
import io.faultline.harness.cluster.ClientReply;
import io.faultline.harness.cluster.Cluster;
import io.faultline.harness.cluster.ClusterSpec;
import io.faultline.harness.cluster.DiskUse;
import io.faultline.harness.cluster.Ground;
import io.faultline.harness.cluster.MemberChange;
import io.faultline.harness.cluster.Membership;
import io.faultline.harness.cluster.NodeOutput;
import io.faultline.harness.cluster.NodeView;
import io.faultline.harness.cluster.ReconfigureOutcome;
import io.faultline.harness.cluster.StartReply;
import io.faultline.harness.cluster.StatusReply;
import io.faultline.harness.cluster.Traffic;
import io.faultline.nemesis.play.FaultInjector;
import io.faultline.nemesis.play.Outcome;
import io.faultline.nemesis.play.Timeline;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * A ground whose one cluster comes up for air: between two slices of its time it tells how far it is and may be stopped.
 * What happens in the cluster is the same as without: time only stands still in between.
 */
final class WatchedGround implements Ground {
    private static final long SLICE = 250_000_000;

    private final Ground ground;
    private final LongConsumer watcher;
    private final NodeOutput output;
    private HistoryRecorder recorder = new HistoryRecorder();

    /** Watches a ground, and lets go of what nodes write. */
    WatchedGround(Ground ground, LongConsumer watcher) {
        this(ground, watcher, (node, piece) -> {});
    }

    /**
     * Watches a ground.
     *
     * @param watcher gets the cluster time now and then, and stops the trial by throwing
     * @param output gets what nodes write
     */
    WatchedGround(Ground ground, LongConsumer watcher, NodeOutput output) {
        this.ground = ground;
        this.watcher = watcher;
        this.output = output;
    }

    @Override
    public String word() {
        return ground.word();
    }

    @Override
    public Cluster open(ClusterSpec spec, long seed, HistoryRecorder events) {
        recorder = events;
        Cluster cluster = ground.open(spec, seed, events);
        cluster.outputTo(output);
        return new WatchedCluster(cluster);
    }

    /** What was recorded until the trial was stopped; nothing can be recorded after this. */
    History recorded() {
        return recorder.finish();
    }

    private final class WatchedCluster implements Cluster {
        private final Cluster cluster;

        WatchedCluster(Cluster cluster) {
            this.cluster = cluster;
        }

        @Override
        public void runUntil(long instant) {
            long now = cluster.timeline().now();
            while (now < instant) {
                now = Math.min(instant, now + SLICE);
                cluster.runUntil(now);
                watcher.accept(now);
            }
        }

        @Override
        public boolean runUntil(BooleanSupplier condition, long timeoutNanos) {
            return cluster.runUntil(condition, timeoutNanos);
        }

        @Override
        public List<String> nodes() {
            return cluster.nodes();
        }

        @Override
        public Timeline timeline() {
            return cluster.timeline();
        }

        @Override
        public FaultInjector faults() {
            return cluster.faults();
        }

        @Override
        public void outputTo(NodeOutput to) {
            cluster.outputTo(to);
        }

        @Override
        public void start() {
            cluster.start();
        }

        @Override
        public Optional<NodeView> view(String node) {
            return cluster.view(node);
        }

        @Override
        public void startCommand(String node, String command, Consumer<ClientOutcome<StartReply>> done) {
            cluster.startCommand(node, command, done);
        }

        @Override
        public void call(String node, ClientCall call, Consumer<ClientOutcome<ClientReply>> done) {
            cluster.call(node, call, done);
        }

        @Override
        public void call(String node, ClientCall call, long within, Consumer<ClientOutcome<ClientReply>> done) {
            cluster.call(node, call, within, done);
        }

        @Override
        public void readStatus(String node, Consumer<ClientOutcome<StatusReply>> done) {
            cluster.readStatus(node, done);
        }

        @Override
        public Optional<Membership> membership(String node) {
            return cluster.membership(node);
        }

        @Override
        public void reconfigure(String node, MemberChange change, String subject, Consumer<ReconfigureOutcome> done) {
            cluster.reconfigure(node, change, subject, done);
        }

        @Override
        public void haltAt(String node, long instant, Consumer<Outcome> done) {
            cluster.haltAt(node, instant, done);
        }

        @Override
        public Optional<Traffic> traffic() {
            return cluster.traffic();
        }

        @Override
        public Optional<DiskUse> diskUse(String node) {
            return cluster.diskUse(node);
        }

        @Override
        public void close() {
            cluster.close();
        }
    }
}
