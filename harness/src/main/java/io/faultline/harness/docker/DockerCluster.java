package io.faultline.harness.docker;

import com.github.dockerjava.api.DockerClient;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.json.NodeLine;
import io.faultline.harness.cluster.ClientCall;
import io.faultline.harness.cluster.ClientOutcome;
import io.faultline.harness.cluster.ClientReply;
import io.faultline.harness.cluster.Cluster;
import io.faultline.harness.cluster.ClusterSpec;
import io.faultline.harness.cluster.MemberChange;
import io.faultline.harness.cluster.Membership;
import io.faultline.harness.cluster.NodeOutput;
import io.faultline.harness.cluster.NodeView;
import io.faultline.harness.cluster.ReconfigureOutcome;
import io.faultline.harness.cluster.StartReply;
import io.faultline.harness.cluster.StatusReply;
import io.faultline.harness.members.MemberSteps;
import io.faultline.nemesis.fault.Link;
import io.faultline.nemesis.play.FaultInjector;
import io.faultline.nemesis.play.Outcome;
import io.faultline.nemesis.play.Timeline;
import io.faultline.nemesis.schedule.Seeds;
import io.faultline.nemesis.toxiproxy.ProxyNetwork;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A cluster whose nodes are containers.
 *
 * <p>Everything here belongs to the timeline's owner but {@link #close}, which the end of the JVM may call as well. What
 * blocks is done by {@link NodeContainer} and {@link ProxyThread}; what nodes say comes from {@link NodeLog}.
 *
 * <p>Nodes tell what the monotonic clock of this machine shows, so their events get the time at which they happened. They
 * arrive some milliseconds later: the recorder holds everything back for {@value #LATE_MILLIS} ms and puts it in order.
 */
final class DockerCluster implements Cluster, NodeLog.Listener {
    private static final long MS = 1_000_000;
    private static final long LATE_MILLIS = 300;
    private static final long UP_WITHIN = 30_000 * MS;

    /** A proxy that was started anew has all its proxies again by then; after that, links settle as after any change. */
    private static final long PROXIES_BACK_WITHIN = 2_000 * MS;

    /** How often events that wait are recorded when nothing newer pushes them. */
    private static final long RELEASE_EACH = 50 * MS;

    private static final Duration READY_WITHIN = Duration.ofSeconds(10);

    /** A clock that is so far off is not the one of this machine. */
    private static final long CLOCK_OFF_MAX = 60_000 * MS;

    private static final long OWNER_CLOSES_WITHIN_SECONDS = 10;

    private final DockerClient docker;
    private final ContainerSystem system;
    private final String proxyImage;
    private final ClusterSpec spec;
    private final long seed;
    private final HistoryRecorder recorder;
    private final RunResources resources;
    private final WallTimeline time = new WallTimeline();
    private final ClusterState state;
    private final Map<String, NodeContainer> containers = new LinkedHashMap<>();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::closeAtShutdown, "faultline-clean-up");
    private NodeOutput output = (node, piece) -> {};
    private ProxyContainer proxy;
    private ProxyThread proxies;
    private volatile ProxyWatch proxyWatch;
    private DockerFaults faults;
    private long recordUntil = Long.MAX_VALUE;

    DockerCluster(
            DockerClient docker,
            ContainerSystem system,
            String proxyImage,
            ClusterSpec spec,
            long seed,
            HistoryRecorder recorder) {
        this.docker = docker;
        this.system = system;
        this.proxyImage = proxyImage;
        this.spec = spec;
        this.seed = seed;
        this.recorder = recorder;
        this.resources = new RunResources(docker);
        this.state =
                new ClusterState(spec.nodes(), time, recorder, system.events().isPresent());
        recorder.awaitLate(LATE_MILLIS * MS);
    }

    @Override
    public List<String> nodes() {
        return spec.nodes();
    }

    @Override
    public Timeline timeline() {
        return time;
    }

    /** {@inheritDoc} There are none before {@link #start}. */
    @Override
    public FaultInjector faults() {
        if (faults == null) {
            throw new IllegalStateException("the cluster is not started");
        }
        return faults;
    }

    @Override
    public void outputTo(NodeOutput to) {
        output = to;
    }

    /**
     * Starts every node, and returns when each has said that it runs.
     *
     * @throws EngineException when one does not
     */
    @Override
    public void start() {
        Runtime.getRuntime().addShutdownHook(hook);
        String image = system.image();
        ClusterBuilder builder = new ClusterBuilder(docker, resources, system, spec.nodes());
        proxy = builder.proxy(proxyImage);
        ProxyNetwork network = builder.proxies(proxy);
        network.reviveBy(this::startProxyAnew);
        proxies = new ProxyThread(network, Seeds.stream(seed, "docker/jitter"));
        proxyWatch = watchProxy();
        spec.nodes().parallelStream()
                .map(node -> container(node, builder.node(image, node)))
                .toList()
                .forEach(container -> containers.put(container.node(), container));
        Optional<MemberSteps> members =
                system.changesMembers() ? Optional.of(new MemberSteps(this, state::handOver)) : Optional.empty();
        faults = new DockerFaults(state, time, containers, proxies, system.hasFailpoints(), members);
        time.begin();
        release();
        state.record();
        containers.forEach((node, container) -> {
            container.bring(NodeContainer.Wanted.RUNNING, found -> time.post(() -> started(container, found)));
        });
        if (!time.runUntil(() -> state.up().size() == spec.size(), UP_WITHIN)) {
            throw new EngineException("of " + spec.size() + " nodes only " + state.up() + " started within "
                    + UP_WITHIN / 1_000 / MS + " s: this machine may have too little memory or too much else to do");
        }
    }

    private ProxyWatch watchProxy() {
        return ProxyWatch.over(
                docker,
                proxy.id(),
                end -> time.post(() -> {
                    throw end;
                }),
                () -> proxies.lookAfter(outcome -> time.post(() -> requireRevived(outcome))));
    }

    private static void requireRevived(Outcome outcome) {
        if (!outcome.effective()) {
            throw new EngineException("the proxy failed in the middle of the trial and could not be started anew: "
                    + outcome.readBack() + "; run the trial again");
        }
    }

    /** In the thread of the proxies: from before the first connection is lost no link counts as well. */
    private int startProxyAnew() throws InterruptedException, IOException {
        List<Link> all = new ArrayList<>(Addresses.links(spec.nodes()));
        all.addAll(Addresses.clientLinks(spec.nodes()));
        CountDownLatch recorded = new CountDownLatch(1);
        time.post(() -> {
            state.linksBusy(all);
            recorded.countDown();
        });
        recorded.await();
        try {
            // First of all: if somebody has ended it, the watch is about to say so, and must not be closed.
            proxy.requireNobodyEndedIt();
            proxyWatch.close();
            proxy.startAnew();
        } catch (RuntimeException notAgain) {
            throw new IOException(notAgain.getMessage(), notAgain);
        }
        proxyWatch = watchProxy();
        time.schedule(PROXIES_BACK_WITHIN, () -> state.linksDone(all));
        return proxy.controlPort();
    }

    private void release() {
        recorder.passTime(time.now());
        time.schedule(RELEASE_EACH, this::release);
    }

    private NodeContainer container(String node, String id) {
        NodeLog log = new NodeLog(docker, node, id, system.events(), this, output);
        ProcessFailpoints failpoints = new ProcessFailpoints(
                node,
                new FailpointClient(node, () -> proxy.insidePorts().get(node)),
                Seeds.stream(seed, "docker/failpoints/" + node));
        return new NodeContainer(node, new ContainerControl(docker, id), log, () -> awaitReady(node), failpoints);
    }

    /** In the thread of the node's container; a node that tells of its start was waited for by its log. */
    private void awaitReady(String node) {
        if (system.events().isEmpty()) {
            Readiness.await(node, proxy.insidePorts().get(node), system.readyPath(), READY_WITHIN);
        }
    }

    private void started(NodeContainer container, NodeContainer.Found found) {
        if (!found.asWanted()) {
            throw new EngineException(found.readBack() + " instead of running: " + container.lastError());
        }
        state.found(container.node(), found);
    }

    // ---- NodeLog.Listener, in threads of the Docker client ----

    @Override
    public void said(NodeLine line) {
        long receipt = System.nanoTime();
        time.post(() -> heard(line, receipt));
    }

    @Override
    public void malformed(RuntimeException why) {
        time.post(() -> {
            throw why;
        });
    }

    @Override
    public void ended(String node) {
        time.post(() -> containers.get(node).look(found -> time.post(() -> faults.found(node, found))));
    }

    // ---- the owner again ----

    private void heard(NodeLine line, long receipt) {
        boolean sameClock = Math.abs(line.monotonic() - receipt) < CLOCK_OFF_MAX;
        long at = Math.max(0, time.at(sameClock ? Math.min(line.monotonic(), receipt) : receipt));
        if (at <= recordUntil) {
            recorder.node(
                    at,
                    line.node(),
                    line.incarnation(),
                    line.seq(),
                    line.clock(),
                    line.term(),
                    line.role(),
                    line.fact());
            state.heard(line);
        }
    }

    @Override
    public void runUntil(long instant) {
        time.runUntil(instant);
    }

    @Override
    public boolean runUntil(BooleanSupplier condition, long timeoutNanos) {
        return time.runUntil(condition, timeoutNanos);
    }

    @Override
    public Optional<NodeView> view(String node) {
        return state.view(node);
    }

    @Override
    public void startCommand(String node, String command, Consumer<ClientOutcome<StartReply>> done) {
        system.startCommand(proxy.clientPorts().get(node), command, outcome -> time.post(() -> done.accept(outcome)));
    }

    @Override
    public void call(String node, ClientCall call, Consumer<ClientOutcome<ClientReply>> done) {
        call(node, call, ANSWER_WITHIN, done);
    }

    @Override
    public void call(String node, ClientCall call, long within, Consumer<ClientOutcome<ClientReply>> done) {
        system.call(proxy.clientPorts().get(node), call, within, outcome -> time.post(() -> done.accept(outcome)));
    }

    @Override
    public Optional<Membership> membership(String node) {
        return state.membership(node);
    }

    @Override
    public void reconfigure(String node, MemberChange change, String subject, Consumer<ReconfigureOutcome> done) {
        int port = proxy.clientPorts().get(node);
        system.reconfigure(port, change, subject, outcome -> time.post(() -> done.accept(outcome)));
    }

    @Override
    public void readStatus(String node, Consumer<ClientOutcome<StatusReply>> done) {
        system.readStatus(proxy.clientPorts().get(node), outcome -> time.post(() -> done.accept(outcome)));
    }

    @Override
    public void haltAt(String node, long instant, Consumer<Outcome> done) {
        containers.get(node).haltAt(time.monotonicAt(instant), outcome -> time.post(() -> done.accept(outcome)));
    }

    /** {@inheritDoc} What nodes said before, and is still on its way, is recorded first. */
    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            try {
                drain();
            } finally {
                free();
                unhook();
            }
        }
    }

    private void drain() {
        if (state.up().isEmpty()) {
            return;
        }
        recordUntil = time.now();
        time.runUntil(recordUntil + LATE_MILLIS * MS);
    }

    private void free() {
        try {
            if (proxyWatch != null) {
                proxyWatch.close();
            }
            containers.values().parallelStream().forEach(NodeContainer::close);
            if (proxies != null) {
                proxies.close();
            }
        } finally {
            try {
                resources.remove();
            } finally {
                closed.countDown();
            }
        }
    }

    private void unhook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endingAlready) {
            // Then it waits for us, and finds that nothing is left to do.
        }
    }

    /** Whoever runs the trial is asked to stop at the same time, and cleans up better than this. */
    private void closeAtShutdown() {
        try {
            if (!closed.await(OWNER_CLOSES_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                resources.remove();
            }
        } catch (RuntimeException engineGone) {
            // Whoever runs the trial has said so, and that doctor --clean removes what is left.
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
