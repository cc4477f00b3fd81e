package io.faultline.node.process;

import io.faultline.node.failpoint.Failpoints;
import io.faultline.node.failpoint.Halt;
import io.faultline.node.failpoint.NodeClock;
import io.faultline.node.failpoint.TurnPoint;
import io.faultline.node.kv.KeyValueStore;
import io.faultline.node.kv.KvCommand;
import io.faultline.node.kv.KvRules;
import io.faultline.node.meter.RpcMeter;
import io.faultline.node.mutants.Variant;
import io.faultline.node.net.PeerNetwork;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.RaftNode;
import io.faultline.node.raft.RaftRules;
import io.faultline.node.raft.StateMachine;
import io.faultline.node.storage.CorruptLogException;
import io.faultline.node.storage.DirectoryInUseException;
import io.faultline.node.storage.Disk;
import io.faultline.node.storage.WriteAheadLog;
import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * One run of a node, from taking its ports to letting go of everything again.
 *
 * <p>The thread that calls {@link #run} becomes the node's loop. {@link #stop} may be called by any thread, also
 * before {@code run} and again after it.
 */
final class NodeProcess {
    private final NodeConfig config;
    private final Disk disk;
    private final OutputStream events;
    private final Consumer<String> notices;

    /** Only in a node that was asked to have them; everything in it is as it always is but for these. */
    private final Optional<Failpoints> failpoints;

    private final CompletableFuture<Ending> ending = new CompletableFuture<>();

    /** Guarded by this, as is {@code loop}. */
    private boolean stopAsked;

    private NodeLoop loop;

    /**
     * A node that does not run yet.
     *
     * @param events where event lines go
     * @param notices takes sentences for the operator, from any thread
     */
    NodeProcess(NodeConfig config, Disk disk, OutputStream events, Consumer<String> notices) {
        this(config, disk, events, notices, NodeProcess::haltAtOnce);
    }

    /** A node whose failpoints end it in a way of the caller's. */
    NodeProcess(NodeConfig config, Disk disk, OutputStream events, Consumer<String> notices, Consumer<Halt> halt) {
        this.config = config;
        this.failpoints = config.failpoints()
                ? Optional.of(new Failpoints(config.raft().self(), config.data(), disk, halt))
                : Optional.empty();
        this.disk = failpoints.map(Failpoints::disk).orElse(disk);
        this.events = events;
        this.notices = notices;
    }

    /** As a power cut would: no hook runs and nothing is said. */
    private static void haltAtOnce(Halt why) {
        Runtime.getRuntime().halt(why.exitCode());
    }

    /** Runs the node until it ends; on return it holds no port, no file and no thread. */
    Ending run() {
        try {
            ending.complete(runWithPorts());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            notices.accept("interrupted");
        } catch (IOException e) {
            notices.accept(e.getMessage());
        } finally {
            failpoints.ifPresent(Failpoints::close);
            ending.complete(Ending.BROKEN);
        }
        return ending.join();
    }

    /** Asks the node to stop; asking again changes nothing. */
    synchronized void stop() {
        stopAsked = true;
        if (loop != null) {
            loop.stop();
        }
    }

    /** Waits until {@link #run} is about to return; tells what it returns, or empty when it takes longer. */
    Optional<Ending> awaitEnd(long millis) throws InterruptedException {
        try {
            return Optional.of(ending.get(millis, TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("never completed so", e);
        }
    }

    /** First the ports, then the disk: a node that can't have its ports does not count as started. */
    private Ending runWithPorts() throws IOException, InterruptedException {
        NodeId self = config.raft().self();
        PeerNetwork network;
        try {
            network = PeerNetwork.bind(self, config.peers(), config.cluster(), config.bind(), KvCommand::read, notices);
        } catch (IOException e) {
            return cannotListen(
                    "peers",
                    config.peers().stream()
                            .filter(peer -> peer.node().equals(self))
                            .findFirst()
                            .orElseThrow()
                            .port(),
                    e);
        }
        try (network) {
            ClientServer clients;
            try {
                clients = ClientServer.bind(config.bind(), config.clientPort());
            } catch (IOException e) {
                return cannotListen("clients", config.clientPort(), e);
            }
            try (clients) {
                return runWithDisk(network, clients);
            }
        }
    }

    private Ending cannotListen(String to, int port, IOException e) {
        notices.accept("cannot listen to " + to + " at " + config.bind().getHostAddress() + ":" + port + ": "
                + e.getMessage());
        return Ending.IN_USE;
    }

    private Ending runWithDisk(PeerNetwork network, ClientServer clients) throws IOException, InterruptedException {
        WriteAheadLog wal;
        try {
            wal = WriteAheadLog.open(disk, config.data(), config.raft().self(), KvCommand::read, config.initialLog());
        } catch (DirectoryInUseException e) {
            notices.accept(e.getMessage());
            return Ending.IN_USE;
        } catch (CorruptLogException e) {
            notices.accept(e.getMessage());
            return Ending.STORAGE_FAILED;
        } catch (IOException e) {
            notices.accept("cannot open the write-ahead log in " + config.data() + ": " + e);
            return Ending.STORAGE_FAILED;
        }
        try (wal) {
            wal.recovered().notice().ifPresent(notices);
            return runLoop(wal, network, clients);
        }
    }

    private Ending runLoop(WriteAheadLog wal, PeerNetwork network, ClientServer clients)
            throws IOException, InterruptedException {
        long incarnation = wal.recovered().incarnation();
        NodeLoop runs = new NodeLoop(
                new RaftNode(config.raft(), rules(), random(incarnation), machine()),
                wal,
                new EventLog(events, config.raft().self(), incarnation),
                new RpcMeter(config.raft().timing()),
                network::send,
                failpoints.map(Failpoints::clock).orElseGet(() -> new NodeClock(System::nanoTime)),
                failpoints.<Consumer<TurnPoint>>map(points -> points::pass).orElse(point -> {}),
                config.raft().timing());
        synchronized (this) {
            loop = runs;
            if (stopAsked) {
                runs.stop();
            }
        }
        network.start(runs::receive);
        clients.start(runs, config, incarnation, failpoints);
        return runs.run();
    }

    private RaftRules rules() {
        return config.variant().map(Variant::rules).orElse(RaftRules::new).get();
    }

    private StateMachine machine() {
        return config.variant().isPresent()
                ? config.variant().get().machine(config.sessionTtl())
                : new KeyValueStore(new KvRules(), config.sessionTtl());
    }

    /** Nodes that were given the same seed must still draw different timeouts, or they split the vote for ever. */
    private RandomGenerator random(long incarnation) {
        if (config.seed().isEmpty()) {
            return new SplittableRandom(new SecureRandom().nextLong());
        }
        long self = config.raft().self().number();
        SplittableRandom perNode = new SplittableRandom(config.seed().getAsLong() + self * 0x9E3779B97F4A7C15L);
        return new SplittableRandom(perNode.nextLong() + incarnation * 0xD1342543DE82EF95L);
    }
}
