package io.faultline.harness.sim;

import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.harness.cluster.Cluster;
import io.faultline.harness.cluster.ClusterSpec;
import io.faultline.harness.cluster.Ground;
import io.faultline.nemesis.schedule.Seeds;
import io.faultline.node.kv.KeyValueStore;
import io.faultline.node.kv.KvRules;
import io.faultline.node.mutants.Variant;
import io.faultline.node.mutants.Variants;
import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.NodeSet;
import io.faultline.node.raft.RaftConfig;
import io.faultline.node.raft.RaftRules;
import io.faultline.node.raft.StateMachine;
import io.faultline.node.raft.Stored;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Opens simulated clusters: everything a trial's seed decides about them is drawn here or in streams split here. */
public final class SimulatedGround implements Ground {
    private static final long MS = 1_000_000;
    private static final long CLOCK_ORIGIN_MAX = 3_600_000 * MS;

    private final SimulationSettings settings;

    /** A ground where network, disks and logs are drawn from the seed of each trial. */
    public SimulatedGround() {
        this(SimulationSettings.DRAWN);
    }

    public SimulatedGround(SimulationSettings settings) {
        this.settings = settings;
    }

    @Override
    public String word() {
        return "sim";
    }

    @Override
    public Cluster open(ClusterSpec spec, long seed, HistoryRecorder recorder) {
        return openSimulated(spec, seed, recorder);
    }

    SimulatedCluster openSimulated(ClusterSpec spec, long seed, HistoryRecorder recorder) {
        SimulationOptions options = new SimulationOptions(spec);
        SimulationSettings settings = options.applyTo(this.settings);
        SplittableRandom conditions = Seeds.stream(seed, "sim/conditions");
        NetworkWeather drawn = NetworkWeather.draw(conditions);
        NetworkWeather weather = settings.weather() == null ? drawn : settings.weather();
        long flushBase = settings.flushBase() < 0 ? 100_000 + conditions.nextLong(MS) : settings.flushBase();
        long flushJitter = settings.flushBase() < 0 ? conditions.nextLong(5 * MS) : settings.flushJitter();
        List<LogTail> logs = settings.logs() == null ? drawLogs(spec.size(), conditions) : settings.logs();
        long spread = settings.startSpread() < 0 ? drawSpread(conditions) : settings.startSpread();

        VirtualTime time = new VirtualTime();
        SimulatedCluster cluster =
                new SimulatedCluster(spec.nodes(), time, Seeds.stream(seed, "sim/client-links"), recorder);
        Supplier<StateMachine> machine = machines(spec, options.sessionTtl());
        SplittableRandom perNode = Seeds.stream(seed, "sim/nodes");
        for (RaftConfig config : configs(spec, settings, options.voters())) {
            SplittableRandom own = perNode.split();
            LogTail log = config.self().number() <= logs.size()
                    ? logs.get(config.self().number() - 1)
                    : LogTail.EMPTY;
            SimulatedDisk disk = new SimulatedDisk(own.split(), flushBase, flushJitter, Stored.endingAt(log));
            SimulatedClock clock = new SimulatedClock(own.nextLong(CLOCK_ORIGIN_MAX));
            NodeParts parts = new NodeParts(clock, disk, own.split(), rules(spec), machine);
            long startsAt = spread == 0 ? 0 : own.nextLong(spread);
            cluster.add(new SimulatedNode(config, parts, cluster, time), startsAt);
        }
        cluster.connect(weather, Seeds.stream(seed, "sim/links"));
        return cluster;
    }

    private static List<RaftConfig> configs(ClusterSpec spec, SimulationSettings settings, NodeSet voters) {
        List<NodeId> members =
                IntStream.rangeClosed(1, spec.size()).mapToObj(NodeId::of).toList();
        return members.stream()
                .map(self -> {
                    RaftConfig config = new RaftConfig(self, members, voters, settings.timing(), settings.features());
                    return spec.variant() == null ? config : variant(spec).configure(config);
                })
                .toList();
    }

    private static Supplier<RaftRules> rules(ClusterSpec spec) {
        return spec.variant() == null ? RaftRules::new : variant(spec).rules();
    }

    private static Supplier<StateMachine> machines(ClusterSpec spec, long sessionTtl) {
        return spec.variant() == null
                ? () -> new KeyValueStore(new KvRules(), sessionTtl)
                : () -> variant(spec).machine(sessionTtl);
    }

    private static Variant variant(ClusterSpec spec) {
        return Variants.named(spec.variant())
                .orElseThrow(() -> new IllegalArgumentException("unknown mutant '" + spec.variant() + "'; legal are "
                        + String.join(
                                ", ", Variants.all().stream().map(Variant::id).toList())));
    }

    /** In one trial of four the logs differ, so that not everybody can win. */
    private static List<LogTail> drawLogs(int size, SplittableRandom random) {
        boolean differ = random.nextInt(4) == 0;
        List<LogTail> logs = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int entries = random.nextInt(3);
            logs.add(differ ? new LogTail(1 + entries, 1) : LogTail.EMPTY);
        }
        return Collections.unmodifiableList(logs);
    }

    /** In one trial of three all nodes start at the same instant, as after a power failure. */
    private static long drawSpread(SplittableRandom random) {
        long spread = 1 + random.nextLong(200 * MS);
        return random.nextInt(3) == 0 ? 0 : spread;
    }
}
