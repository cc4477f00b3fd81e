package io.faultline.harness.sim;

import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.harness.cluster.ClientCall;
import io.faultline.harness.cluster.ClientOutcome;
import io.faultline.harness.cluster.ClientReply;
import io.faultline.harness.cluster.Cluster;
import io.faultline.harness.cluster.DiskUse;
import io.faultline.harness.cluster.MemberChange;
import io.faultline.harness.cluster.Membership;
import io.faultline.harness.cluster.NodeView;
import io.faultline.harness.cluster.ReconfigureOutcome;
import io.faultline.harness.cluster.StartReply;
import io.faultline.harness.cluster.StatusReply;
import io.faultline.harness.cluster.Traffic;
import io.faultline.harness.members.MembersTold;
import io.faultline.nemesis.fault.Link;
import io.faultline.nemesis.play.FaultInjector;
import io.faultline.nemesis.play.LinkState;
import io.faultline.nemesis.play.Timeline;
import io.faultline.node.kv.KvCommand;
import io.faultline.node.kv.KvOperation;
import io.faultline.node.raft.Answer;
import io.faultline.node.raft.Envelope;
import io.faultline.node.raft.Input;
import io.faultline.node.raft.Message;
import io.faultline.node.raft.NodeEvent;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.NodeStatus;
import io.faultline.node.raft.StartAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A cluster whose nodes, links, disks and clocks live in one thread under virtual time. */
final class SimulatedCluster implements Cluster, NodeSurroundings {
    private final List<String> names;
    private final VirtualTime time;
    private final ToldEvents told;
    private final SimulatedFaults faults;
    private final List<SimulatedNode> nodes = new ArrayList<>();
    private final List<Long> startTimes = new ArrayList<>();
    private final SimulatedLink[][] links;
    private final Map<Long, Consumer<ClientOutcome<StartReply>>> awaiting = new TreeMap<>();
    private final ClientLinks clientLinks;
    private final ClientCalls calls;
    private final MemberCalls memberCalls;
    private final MembersTold members = new MembersTold();
    private long nextRequest = 1;
    private long rpcs;
    private long bytes;
    private boolean closed;

    /** @param clientJitter draws how late what clients say and hear is, where they are made late */
    SimulatedCluster(List<String> names, VirtualTime time, SplittableRandom clientJitter, HistoryRecorder recorder) {
        this.names = names;
        this.time = time;
        this.told = new ToldEvents(recorder, members);
        this.links = new SimulatedLink[names.size() + 1][names.size() + 1];
        this.faults = new SimulatedFaults(this, time, recorder);
        this.clientLinks = new ClientLinks(time, clientJitter, names.size());
        this.calls = new ClientCalls(time, clientLinks);
        this.memberCalls = new MemberCalls(time);
    }

    void add(SimulatedNode node, long startsAt) {
        nodes.add(node);
        startTimes.add(startsAt);
    }

    /** Lays a link each way between every two nodes, each with a random stream of its own. */
    void connect(NetworkWeather weather, SplittableRandom random) {
        for (int from = 1; from <= names.size(); from++) {
            for (int to = 1; to <= names.size(); to++) {
                if (from != to) {
                    links[from][to] = new SimulatedLink(time, nodes.get(to - 1)::receive, random.split(), weather);
                }
            }
        }
    }

    // ---- Cluster ----

    @Override
    public List<String> nodes() {
        return names;
    }

    @Override
    public Timeline timeline() {
        return time;
    }

    @Override
    public FaultInjector faults() {
        return faults;
    }

    @Override
    public void start() {
        faults.recordCondition();
        for (int i = 0; i < nodes.size(); i++) {
            time.schedule(startTimes.get(i), new FirstStart(nodes.get(i)));
        }
    }

    @Override
    public void runUntil(long instant) {
        time.runUntil(instant);
    }

    @Override
    public boolean runUntil(BooleanSupplier condition, long timeoutNanos) {
        long limit = time.now() + timeoutNanos;
        while (!condition.getAsBoolean()) {
            if (!time.step(limit)) {
                return condition.getAsBoolean();
            }
        }
        return true;
    }

    @Override
    public Optional<NodeView> view(String node) {
        SimulatedNode simulated = node(node);
        return simulated.status().map(status -> view(status, simulated.isPaused()));
    }

    @Override
    public void startCommand(String node, String command, Consumer<ClientOutcome<StartReply>> done) {
        long request = nextRequest++;
        awaiting.put(request, done);
        SimulatedNode asked = node(node);
        clientLinks.request(asked, () -> {
            if (asked.isUp()) {
                asked.offer(new Input.Start(request, lab(command)));
            } else {
                clientLinks.tell(asked, () -> settle(request, new ClientOutcome.Fail<>("no connection")));
            }
        });
        time.schedule(ANSWER_WITHIN, () -> settle(request, new ClientOutcome.Info<>("no answer in time")));
    }

    /** What {@code Start} is called with: a write of which nothing matters but its text. */
    private static KvCommand lab(String command) {
        return new KvCommand(new KvOperation.Write("start", command), null);
    }

    @Override
    public void call(String node, ClientCall call, Consumer<ClientOutcome<ClientReply>> done) {
        calls.send(nextRequest++, node(node), call, done);
    }

    @Override
    public Optional<Membership> membership(String node) {
        return node(node).isUp() ? members.of(node) : Optional.empty();
    }

    @Override
    public void reconfigure(String node, MemberChange change, String subject, Consumer<ReconfigureOutcome> done) {
        memberCalls.send(nextRequest++, node(node), change, node(subject).id(), done);
    }

    private void settle(long request, ClientOutcome<StartReply> outcome) {
        Consumer<ClientOutcome<StartReply>> done = awaiting.remove(request);
        if (done != null) {
            done.accept(outcome);
        }
    }

    @Override
    public void readStatus(String node, Consumer<ClientOutcome<StatusReply>> done) {
        SimulatedNode asked = node(node);
        Once<ClientOutcome<StatusReply>> told = new Once<>(done);
        clientLinks.request(asked, () -> {
            if (!asked.isUp()) {
                clientLinks.reply(asked, () -> told.accept(new ClientOutcome.Fail<>("no connection")));
            } else if (!asked.isPaused()) {
                StatusReply reply = reply(asked);
                clientLinks.reply(asked, () -> told.accept(new ClientOutcome.Ok<>(reply)));
            }
        });
        time.schedule(ANSWER_WITHIN, () -> told.accept(new ClientOutcome.Fail<>("no answer in time")));
    }

    /** Who asked hears the first of all answers. */
    private static final class Once<T> implements Consumer<T> {
        private Consumer<T> listener;

        Once(Consumer<T> listener) {
            this.listener = listener;
        }

        @Override
        public void accept(T answer) {
            Consumer<T> first = listener;
            listener = null;
            if (first != null) {
                first.accept(answer);
            }
        }
    }

    private static StatusReply reply(SimulatedNode node) {
        NodeView view = view(node.status().orElseThrow(), false);
        return new StatusReply(view.node(), node.incarnation(), view.term(), view.role(), view.leader());
    }

    @Override
    public Optional<Traffic> traffic() {
        return Optional.of(new Traffic(rpcs, bytes));
    }

    @Override
    public Optional<DiskUse> diskUse(String node) {
        return Optional.of(node(node).disk().use());
    }

    @Override
    public void close() {
        closed = true;
    }

    // ---- for the faults ----

    SimulatedNode node(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("there is no node " + name + "; nodes are " + names);
        }
        return nodes.get(index);
    }

    /** From now on this is done to a link of clients. */
    void touchClients(Link link, LinkState state) {
        String node = link.from().equals(Link.CLIENTS) ? link.to() : link.from();
        clientLinks.touch(link, node(node).id().number(), state);
    }

    SimulatedLink link(Link link) {
        return links[node(link.from()).id().number()][node(link.to()).id().number()];
    }

    List<SimulatedNode> members() {
        return nodes;
    }

    // ---- NodeSurroundings ----

    @Override
    public void send(SimulatedNode from, Envelope envelope) {
        Message message = envelope.message();
        rpcs += isRequest(message) ? 1 : 0;
        bytes += MessageSize.of(message);
        links[from.id().number()][envelope.to().number()].send(message);
    }

    private static boolean isRequest(Message message) {
        return !(message instanceof Message.AppendReply
                || message instanceof Message.VoteReply
                || message instanceof Message.SnapshotReply);
    }

    @Override
    public void reported(SimulatedNode node, int incarnation, long sequence, NodeEvent event) {
        told.take(time.now(), node.id(), incarnation, sequence, event);
    }

    @Override
    public void answered(SimulatedNode node, StartAnswer answer) {
        Optional<String> hint = answer.hint().map(Translation::name);
        StartReply translated = new StartReply(answer.leader(), answer.term(), answer.index(), hint);
        clientLinks.reply(node, () -> settle(answer.id(), new ClientOutcome.Ok<>(translated)));
    }

    @Override
    public void answered(SimulatedNode node, Answer answer) {
        calls.answered(answer);
        memberCalls.answered(answer);
    }

    @Override
    public void nodeDied(SimulatedNode node) {
        calls.nodeDied(node);
        memberCalls.nodeDied(node);
        int number = node.id().number();
        for (int from = 1; from <= names.size(); from++) {
            if (from != number) {
                links[from][number].receiverDied();
            }
        }
        faults.nodeDied(node);
    }

    @Override
    public void nodeMayStart(SimulatedNode node) {
        faults.startUnlessHeldDown(node);
    }

    private static NodeView view(NodeStatus status, boolean paused) {
        return new NodeView(
                Translation.name(status.node()),
                status.term(),
                Translation.role(status.role()),
                status.leader().map(NodeId::toString),
                paused);
    }

    /** The first start of a node; a fault may have taken it down before it ever ran. */
    private final class FirstStart implements Runnable {
        private final SimulatedNode node;

        FirstStart(SimulatedNode node) {
            this.node = node;
        }

        @Override
        public void run() {
            if (!closed) {
                faults.startUnlessHeldDown(node);
            }
        }
    }
}
