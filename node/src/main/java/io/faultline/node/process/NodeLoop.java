package io.faultline.node.process;

import io.faultline.node.failpoint.NodeClock;
import io.faultline.node.failpoint.TurnPoint;
import io.faultline.node.kv.KvCommand;
import io.faultline.node.meter.RpcMeter;
import io.faultline.node.raft.Answer;
import io.faultline.node.raft.DiskWrite;
import io.faultline.node.raft.Effects;
import io.faultline.node.raft.Envelope;
import io.faultline.node.raft.Fact;
import io.faultline.node.raft.Input;
import io.faultline.node.raft.Message;
import io.faultline.node.raft.NodeEvent;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.NodeStatus;
import io.faultline.node.raft.RaftNode;
import io.faultline.node.raft.Role;
import io.faultline.node.raft.StartAnswer;
import io.faultline.node.raft.Stored;
import io.faultline.node.raft.Timing;
import io.faultline.node.storage.Recovered;
import io.faultline.node.storage.WriteAheadLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Drives one {@link RaftNode}: takes what comes in, waits for its deadline, carries out its effects in their order.
 *
 * <p>The thread that calls {@link #run} owns the node, its log, its events and its meter. Every other method may be
 * called by any thread and does not wait.
 */
final class NodeLoop {
    /** Ten seconds' worth of messages in a cluster of seven; what is more is dropped, as a network may. */
    static final int LONGEST_INBOX = 1024;

    /**
     * So many inputs may go before a deadline that is overdue, and those that share a turn with the last of them. After
     * a pause the heartbeats that came in meanwhile are heard first, so that no election is called without need; but a
     * flood of them does not put it off for good.
     */
    private static final int MOST_BEFORE_DEADLINE = 64;

    /** So many inputs share a turn at most. */
    static final int BATCH_MAX = 64;

    private final RaftNode node;
    private final WriteAheadLog wal;
    private final EventLog events;
    private final RpcMeter meter;
    private final Consumer<Envelope> network;
    private final NodeClock clock;
    private final Consumer<TurnPoint> passage;
    private final StallWatch stalls;

    private final BlockingQueue<Input> inbox = new ArrayBlockingQueue<>(LONGEST_INBOX);
    private final PendingRequests requests;
    private final List<Input> batch = new ArrayList<>(BATCH_MAX);
    private volatile boolean stopAsked;

    /** What is durable and reported; other threads read it, so it is never waited for. */
    private volatile NodeStatus status;

    private long deadline;
    private int overtakers;

    /**
     * A loop that does not run yet.
     *
     * @param passage told of each point between two steps of a turn that is passed
     */
    NodeLoop(
            RaftNode node,
            WriteAheadLog wal,
            EventLog events,
            RpcMeter meter,
            Consumer<Envelope> network,
            NodeClock clock,
            Consumer<TurnPoint> passage,
            Timing timing) {
        this.node = node;
        this.wal = wal;
        this.events = events;
        this.meter = meter;
        this.network = network;
        this.clock = clock;
        this.passage = passage;
        // Only to wake it up, as the deadline may have come nearer; one that is not reached yet is harmless.
        clock.onChange(() -> inbox.offer(Input.Deadline.REACHED));
        this.stalls = new StallWatch(timing.electionTimeoutMin());
        this.requests = new PendingRequests(inbox);
        this.status = before(wal.recovered().disk());
    }

    /** Until the node has started: what its disk says. */
    private NodeStatus before(Stored disk) {
        NodeStatus fresh = node.status();
        return new NodeStatus(
                fresh.node(),
                disk.hardState().term(),
                Role.FOLLOWER,
                disk.hardState().votedFor(),
                Optional.empty(),
                disk.tail(),
                0,
                0,
                disk.snapshot().map(saved -> saved.meta().index()).orElse(0L),
                fresh.configuration());
    }

    /** The node's state as it last was when nothing was under way. */
    NodeStatus status() {
        return status;
    }

    /** Hands over a message of a peer; dropped when the inbox is full. */
    void receive(Message message) {
        inbox.offer(new Input.Received(message));
    }

    /** Asks the node to start a command; the answer fails as {@link PendingRequests} says. */
    CompletableFuture<StartAnswer> start(KvCommand command) {
        return requests.start(id -> new Input.Start(id, command));
    }

    /** Asks the node to do a command; the answer fails when the node has ended before or has too much to do. */
    CompletableFuture<Answer> propose(KvCommand command) {
        return requests.change(id -> new Input.Propose(id, command));
    }

    /** Asks the node to answer a query; the answer also fails when the node ends meanwhile. */
    CompletableFuture<Answer> read(KvCommand query) {
        return requests.read(id -> new Input.Read(id, query));
    }

    /** Asks the node to change the members, as {@link #propose}. */
    CompletableFuture<Answer> reconfigure(Input.Change change, NodeId member) {
        return requests.change(id -> new Input.Reconfigure(id, change, member));
    }

    /** Asks the loop to end soon; asking again changes nothing. */
    void stop() {
        stopAsked = true;
        // Only to wake it up: when the inbox is full it is awake.
        inbox.offer(new Input.Stop());
    }

    /** Runs the node until it is stopped or can't go on. */
    Ending run() throws IOException, InterruptedException {
        try {
            Recovered recovered = wal.recovered();
            Ending ending = step(List.of(new Input.Restarted(recovered.disk(), recovered.torn())));
            while (ending == null) {
                Input input = next();
                reportStall();
                stalls.expect(clock.machine());
                // Whatever else is in the inbox: it is not said to have been done.
                ending = step(stopAsked ? List.of(new Input.Stop()) : withCompany(input));
                if (ending == null) {
                    reportStall();
                }
            }
            return ending;
        } finally {
            requests.end();
        }
    }

    /** What waits already shares the turn, so that one sync serves all of it. */
    private List<Input> withCompany(Input first) {
        overtakers++;
        if (!mayShareTurn(first)) {
            return List.of(first);
        }
        batch.clear();
        batch.add(first);
        while (batch.size() < BATCH_MAX && mayShareTurn(inbox.peek())) {
            batch.add(inbox.poll());
        }
        overtakers += batch.size() - 1;
        return batch;
    }

    private static boolean mayShareTurn(Input input) {
        return input instanceof Input.Received
                || input instanceof Input.Propose
                || input instanceof Input.Read
                || input instanceof Input.Start;
    }

    private Input next() throws InterruptedException {
        NodeClock.Reading now = clock.read();
        Input input;
        stalls.expect(now.machine());
        if (deadline > now.node()) {
            overtakers = 0;
            input = await();
        } else {
            input = overtakers < MOST_BEFORE_DEADLINE ? inbox.poll() : null;
        }
        if (input != null) {
            return input;
        }
        overtakers = 0;
        return Input.Deadline.REACHED;
    }

    /** Waits for an input until the deadline, in steps short enough to notice a stall. */
    private Input await() throws InterruptedException {
        while (true) {
            NodeClock.Reading now = clock.read();
            if (deadline <= now.node()) {
                return null;
            }
            long wait = Math.min(clock.waitFor(deadline - now.node()), stalls.longestWait());
            stalls.expect(now.machine() + wait);
            Input input = inbox.poll(wait, TimeUnit.NANOSECONDS);
            if (input != null || stalls.stalledFor(clock.machine()) > 0) {
                return input;
            }
        }
    }

    private void reportStall() throws IOException {
        NodeClock.Reading now = clock.read();
        long nanos = stalls.stalledFor(now.machine());
        if (nanos > 0) {
            report(now, new Fact.Stalled(nanos));
        }
    }

    /** Gives the node some inputs and carries out what it asks; returns how the loop ends, or null. */
    private Ending step(List<Input> inputs) throws IOException {
        NodeClock.Reading now = clock.read();
        Effects effects = node.step(now.node(), inputs);
        try {
            carryOut(now, effects);
            while (effects.applies()) {
                passage.accept(TurnPoint.BEFORE_APPLY);
                now = clock.read();
                effects = node.step(now.node(), Input.Apply.NOW);
                carryOut(now, effects);
            }
        } catch (StorageFailedException e) {
            // Of what is durable, not of what would have been: the failed step did not happen.
            report(now, new Fact.StorageFailed(e.getMessage()));
            return Ending.STORAGE_FAILED;
        }
        deadline = effects.deadline();
        return inputs.get(0) instanceof Input.Stop ? Ending.STOPPED : null;
    }

    /** Of the node as it was when nothing was under way. */
    private void report(NodeClock.Reading now, Fact fact) throws IOException {
        events.report(new NodeEvent(now.node(), status.term(), status.role(), fact), now.machine());
    }

    /** The order is that of {@link Effects}; that of the meter's reports is: after the events, before the messages. */
    private void carryOut(NodeClock.Reading now, Effects effects) throws IOException, StorageFailedException {
        boolean persists =
                !effects.persist().isEmpty() || !effects.persistLate().isEmpty();
        List<Fact> excess = measure(now.node(), effects.messages(), measure(now.node(), effects.early(), List.of()));
        effects.early().forEach(network);
        pass(TurnPoint.BEFORE_PERSIST, persists);
        persist(effects.persist());
        pass(TurnPoint.AFTER_PERSIST, persists);
        for (NodeEvent event : effects.events()) {
            events.report(event, now.machine());
        }
        status = node.status();
        for (Fact fact : excess) {
            report(now, fact);
        }
        effects.messages().forEach(network);
        effects.started().forEach(requests::answered);
        effects.answers().forEach(requests::answered);
        pass(TurnPoint.AFTER_SEND, persists);
        persist(effects.persistLate());
    }

    private void pass(TurnPoint point, boolean persists) {
        if (persists) {
            passage.accept(point);
        }
    }

    private List<Fact> measure(long now, List<Envelope> envelopes, List<Fact> before) {
        List<Fact> excess = before;
        for (Envelope envelope : envelopes) {
            Fact found = meter.onSend(now, envelope.to(), envelope.message());
            if (found != null) {
                excess = new ArrayList<>(excess);
                excess.add(found);
            }
        }
        return excess;
    }

    private void persist(List<DiskWrite> writes) throws StorageFailedException {
        if (writes.isEmpty()) {
            return;
        }
        try {
            writes.forEach(wal::append);
            wal.flush();
        } catch (IOException e) {
            throw new StorageFailedException(e);
        }
    }

    /** Tells a failure of the disk from one of standard output. */
    private static final class StorageFailedException extends Exception {
        private static final long serialVersionUID = 1;

        StorageFailedException(IOException cause) {
            super(String.valueOf(cause.getMessage()), cause);
        }
    }
}
