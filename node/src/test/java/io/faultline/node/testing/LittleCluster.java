package io.faultline.node.testing;

import io.faultline.node.raft.Answer;
import io.faultline.node.raft.Effects;
import io.faultline.node.raft.Envelope;
import io.faultline.node.raft.Fact;
import io.faultline.node.raft.Features;
import io.faultline.node.raft.HardState;
import io.faultline.node.raft.Input;
import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.Message;
import io.faultline.node.raft.NodeEvent;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.NodeSet;
import io.faultline.node.raft.NodeStatus;
import io.faultline.node.raft.RaftConfig;
import io.faultline.node.raft.RaftNode;
import io.faultline.node.raft.RaftRules;
import io.faultline.node.raft.Role;
import io.faultline.node.raft.StartAnswer;
import io.faultline.node.raft.Stored;
import io.faultline.node.raft.Timing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Some real nodes, a virtual clock and a network in memory: enough to see what nodes do together.
 *
 * <p>Messages take {@link #latency}, by default 1 to 3 ms; a link that is {@link #cut} drops them when they arrive, and
 * {@link #links} lose, repeat and reorder them at will. A crashed node comes back with what it had persisted. A node takes
 * each input in a turn of its own unless {@link #turns} gather them. Everything is recorded.
 */
public final class LittleCluster {
    public static final long MS = 1_000_000;

    /** A message that was sent, whether or not it arrived. */
    public record Sent(long at, NodeId from, NodeId to, Message message) {}

    /** An event that a node reported. */
    public record Reported(NodeId node, NodeEvent event) {
        public Fact fact() {
            return event.fact();
        }

        public long at() {
            return event.clock();
        }
    }

    /** What becomes of a message: the delays after which its copies arrive, none when it is lost. */
    public interface Links {
        long[] delays(Sent message);
    }

    private record Due(long at, long seq, Runnable action) {}

    public final List<Sent> sent = new ArrayList<>();
    public final List<Reported> reported = new ArrayList<>();
    public final Map<Long, Answer> answers = new TreeMap<>();
    public final Map<Long, StartAnswer> started = new TreeMap<>();

    private final Timing timing;
    private final Features features;
    private final RaftRules rules;
    private final SplittableRandom random;
    private final List<NodeId> members = new ArrayList<>();
    private final Map<NodeId, RaftNode> running = new TreeMap<>();
    private final Map<NodeId, Journal> machines = new TreeMap<>();
    private final Map<NodeId, Long> deadlines = new TreeMap<>();
    private final Map<NodeId, MemoryDisk> disks = new TreeMap<>();
    private final TreeSet<String> cut = new TreeSet<>();
    private final Map<NodeId, List<Input>> gathered = new TreeMap<>();
    private final Map<NodeId, Long> paused = new TreeMap<>();
    private final Map<NodeId, Integer> dying = new TreeMap<>();
    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::seq));
    private Consumer<Reported> watcher = report -> {};
    private LongSupplier latency;
    private Links links;
    private LongSupplier turns;
    private NodeSet voters;
    private long now;
    private long seq;

    public LittleCluster(int nodes, long seed) {
        this(nodes, seed, Timing.DEFAULT, true, new RaftRules());
    }

    /** A cluster for tests of elections, in which nobody replicates. */
    public LittleCluster(int nodes, long seed, Timing timing, boolean preVote, RaftRules rules) {
        this(nodes, seed, timing, Probe.electionsOnly(preVote), rules);
    }

    /** A cluster of whole nodes, whose state machines are {@link Journal}s. */
    public static LittleCluster replicating(int nodes, long seed, Features features) {
        return new LittleCluster(nodes, seed, Timing.DEFAULT, features, new RaftRules());
    }

    public LittleCluster(int nodes, long seed, Timing timing, Features features, RaftRules rules) {
        this.timing = timing;
        this.features = features;
        this.rules = rules;
        this.random = new SplittableRandom(seed);
        this.latency = () -> MS + random.nextLong(2 * MS);
        this.links = message -> new long[] {latency.getAsLong()};
        for (int i = 1; i <= nodes; i++) {
            members.add(NodeId.of(i));
        }
        this.voters = NodeSet.of(members);
    }

    public void latency(LongSupplier nanos) {
        latency = nanos;
    }

    /** Who votes as long as no log says otherwise; by default everybody. */
    public LittleCluster voters(NodeId... initial) {
        voters = NodeSet.of(initial);
        return this;
    }

    public void links(Links links) {
        this.links = links;
    }

    /** Tells of each event when it is reported: the node's disk holds what its turn wrote. */
    public void watch(Consumer<Reported> events) {
        watcher = events;
    }

    /** Gathers what arrives at a node within that time into one turn; null for a turn for each input. */
    public void turns(LongSupplier nanos) {
        turns = nanos;
    }

    /** What a node has on disk when it next starts. */
    public void disk(NodeId node, HardState state, LogTail log) {
        disks.put(
                node,
                new MemoryDisk(
                        new Stored(state, Optional.empty(), Stored.endingAt(log).entries())));
    }

    public void disk(NodeId node, Stored stored) {
        disks.put(node, new MemoryDisk(stored));
    }

    public Stored disk(NodeId node) {
        return written(node).stored();
    }

    private MemoryDisk written(NodeId node) {
        return disks.computeIfAbsent(node, anew -> new MemoryDisk(Stored.NOTHING));
    }

    public LittleCluster startAll() {
        members.forEach(this::start);
        return this;
    }

    public void start(NodeId id) {
        RaftConfig config = new RaftConfig(id, members, voters, timing, features);
        machines.put(id, new Journal());
        running.put(id, new RaftNode(config, rules, random.split(), machines.get(id)));
        turn(id, List.of(new Input.Restarted(disk(id))));
    }

    public boolean isRunning(NodeId id) {
        return running.containsKey(id);
    }

    public void crash(NodeId id) {
        running.remove(id);
        deadlines.remove(id);
        gathered.remove(id);
        paused.remove(id);
        dying.remove(id);
    }

    /** The node crashes when it next writes: after so many of the turn's writes, and before any answer leaves. */
    public void crashWhenWriting(NodeId id, int writes) {
        dying.put(id, writes);
    }

    /** Nobody crashes by {@link #crashWhenWriting} any more. */
    public void spareAll() {
        dying.clear();
    }

    /** The node gets no time to run until it is {@link #resume}d; what is sent to it waits. */
    public void pause(NodeId id) {
        if (running.containsKey(id) && !paused.containsKey(id)) {
            paused.put(id, deadlines.remove(id));
        }
    }

    public void resume(NodeId id) {
        Long deadline = paused.remove(id);
        if (deadline != null) {
            deadlines.put(id, deadline);
            turnWithAll(id, List.of());
        }
    }

    /** Cuts the way from one node to another; the way back stays. */
    public void cut(NodeId from, NodeId to) {
        cut.add(from + "->" + to);
    }

    public void isolate(NodeId node) {
        for (NodeId other : members) {
            cut(node, other);
            cut(other, node);
        }
    }

    public void healAll() {
        cut.clear();
    }

    public void give(NodeId node, Message message) {
        arrive(node, new Input.Received(message));
    }

    /** A client asks a node; the answer comes to stand in {@link #answers} or {@link #started}. */
    public void ask(NodeId node, Input request) {
        arrive(node, request);
    }

    /** Everything a node's state machine was given, as a query at that very node tells it. */
    public List<String> words(NodeId node) {
        return machines.get(node).query(new Word("")).all();
    }

    public long now() {
        return now;
    }

    public NodeStatus status(NodeId node) {
        return running.get(node).status();
    }

    public List<NodeId> members() {
        return members;
    }

    /** The running leader of the highest term, or null. */
    public NodeId leader() {
        return running.values().stream()
                .map(RaftNode::status)
                .filter(status -> status.role() == Role.LEADER)
                .max(Comparator.comparingLong(NodeStatus::term))
                .map(NodeStatus::node)
                .orElse(null);
    }

    /** Lets that much time pass. */
    public void run(long nanos) {
        runUntil(now + nanos, cluster -> false);
    }

    /** Lets time pass until the condition holds, at most that long; returns whether it held. */
    public boolean await(long nanos, Predicate<LittleCluster> condition) {
        return runUntil(now + nanos, condition);
    }

    /** Lets time pass until there is a leader that all running nodes follow. */
    public NodeId awaitLeader() {
        boolean elected = await(10_000 * MS, LittleCluster::agrees);
        if (!elected) {
            throw new AssertionError("no leader that all follow after 10 s: "
                    + running.values().stream().map(RaftNode::status).toList());
        }
        return leader();
    }

    public boolean agrees() {
        NodeId leader = leader();
        return leader != null
                && running.values().stream()
                        .allMatch(node ->
                                node.status().leader().filter(leader::equals).isPresent());
    }

    public List<Reported> reports(Class<? extends Fact> kind) {
        return reported.stream()
                .filter(report -> kind.isInstance(report.fact()))
                .toList();
    }

    public List<Sent> sent(Class<? extends Message> kind) {
        return sent.stream()
                .filter(message -> kind.isInstance(message.message()))
                .toList();
    }

    private boolean runUntil(long end, Predicate<LittleCluster> condition) {
        while (!condition.test(this)) {
            NodeId next = null;
            for (NodeId id : deadlines.keySet()) {
                if (next == null || deadlines.get(id) < deadlines.get(next)) {
                    next = id;
                }
            }
            long deadline = next == null ? Long.MAX_VALUE : deadlines.get(next);
            long due = queue.isEmpty() ? Long.MAX_VALUE : queue.peek().at();
            if (Math.min(deadline, due) > end) {
                now = end;
                return condition.test(this);
            }
            now = Math.max(now, Math.min(deadline, due));
            if (due <= deadline) {
                queue.remove().action().run();
            } else {
                turnWithAll(next, List.of(Input.Deadline.REACHED));
            }
        }
        return true;
    }

    private void arrive(NodeId id, Input input) {
        if (!running.containsKey(id)) {
            return;
        }
        if (turns == null && !paused.containsKey(id)) {
            turn(id, List.of(input));
            return;
        }
        List<Input> waiting = gathered.computeIfAbsent(id, none -> new ArrayList<>());
        waiting.add(input);
        if (waiting.size() == 1 && turns != null) {
            queue.add(new Due(now + turns.getAsLong(), seq++, () -> turnWithAll(id, List.of())));
        }
    }

    /** What waits for the node, and then those inputs, make one turn. */
    private void turnWithAll(NodeId id, List<Input> last) {
        if (paused.containsKey(id)) {
            return;
        }
        List<Input> inputs = new ArrayList<>(gathered.getOrDefault(id, List.of()));
        gathered.remove(id);
        inputs.addAll(last);
        if (!inputs.isEmpty()) {
            turn(id, inputs);
        }
    }

    private void turn(NodeId id, List<Input> inputs) {
        RaftNode node = running.get(id);
        if (node == null) {
            return;
        }
        Effects effects = node.step(now, inputs);
        effects.early().forEach(envelope -> send(id, envelope));
        if (dying.containsKey(id) && !effects.persist().isEmpty()) {
            effects.persist().stream().limit(dying.get(id)).forEach(written(id)::write);
            crash(id);
            return;
        }
        effects.persist().forEach(written(id)::write);
        for (NodeEvent event : effects.events()) {
            reported.add(new Reported(id, event));
            watcher.accept(new Reported(id, event));
        }
        effects.messages().forEach(envelope -> send(id, envelope));
        effects.started().forEach(answer -> started.put(answer.id(), answer));
        effects.answers().forEach(this::answered);
        effects.persistLate().forEach(written(id)::write);
        deadlines.put(id, effects.deadline());
        if (effects.applies()) {
            turn(id, List.of(Input.Apply.NOW));
        }
    }

    private void answered(Answer answer) {
        Answer before = answers.put(answer.id(), answer);
        if (before != null) {
            throw new AssertionError("two answers to one request: " + before + " and " + answer);
        }
    }

    private void send(NodeId from, Envelope envelope) {
        Sent message = new Sent(now, from, envelope.to(), envelope.message());
        sent.add(message);
        for (long delay : links.delays(message)) {
            queue.add(new Due(now + delay, seq++, () -> {
                if (!cut.contains(from + "->" + message.to())) {
                    arrive(message.to(), new Input.Received(message.message()));
                }
            }));
        }
    }
}
