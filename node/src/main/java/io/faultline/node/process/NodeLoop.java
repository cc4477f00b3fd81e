package io.faultline.node.process;

import io.faultline.node.meter.RpcMeter;
import io.faultline.node.raft.Effects;
import io.faultline.node.raft.Envelope;
import io.faultline.node.raft.Fact;
import io.faultline.node.raft.HardState;
import io.faultline.node.raft.Input;
import io.faultline.node.raft.Message;
import io.faultline.node.raft.NodeEvent;
import io.faultline.node.raft.NodeStatus;
import io.faultline.node.raft.RaftNode;
import io.faultline.node.raft.Role;
import io.faultline.node.raft.StartAnswer;
import io.faultline.node.raft.Timing;
import io.faultline.node.storage.Recovered;
import io.faultline.node.storage.WriteAheadLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

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
     * How many inputs may go before a deadline that is overdue. After a pause the heartbeats that came in meanwhile
     * are heard first, so that no election is called without need; but a flood of them does not put it off for good.
     */
    private static final int MOST_BEFORE_DEADLINE = 64;

    private final RaftNode node;
    private final WriteAheadLog wal;
    private final EventLog events;
    private final RpcMeter meter;
    private final Consumer<Envelope> network;
    private final LongSupplier clock;
    private final StallWatch stalls;

    private final BlockingQueue<Input> inbox = new ArrayBlockingQueue<>(LONGEST_INBOX);
    private final Map<Long, CompletableFuture<StartAnswer>> unanswered = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();
    private volatile boolean stopAsked;
    private volatile boolean ended;

    /** What is durable and reported; other threads read it, so it is never waited for. */
    private volatile NodeStatus status;

    private long deadline;
    private int overtakers;

    NodeLoop(
            RaftNode node,
            WriteAheadLog wal,
            EventLog events,
            RpcMeter meter,
            Consumer<Envelope> network,
            LongSupplier clock,
            Timing timing) {
        this.node = node;
        this.wal = wal;
        this.events = events;
        this.meter = meter;
        this.network = network;
        this.clock = clock;
        this.stalls = new StallWatch(timing.electionTimeoutMin());
        Recovered recovered = wal.recovered();
        HardState kept = recovered.hardState();
        this.status = new NodeStatus(
                node.status().node(), kept.term(), Role.FOLLOWER, kept.votedFor(), Optional.empty(), recovered.log());
    }

    /** The node's state as it last was when nothing was under way. */
    NodeStatus status() {
        return status;
    }

    /** Hands over a message of a peer; dropped when the inbox is full. */
    void receive(Message message) {
        inbox.offer(new Input.Received(message));
    }

    /** Asks the node to start a command; the answer fails when the node has ended or has too much to do. */
    CompletableFuture<StartAnswer> start() {
        long id = lastId.incrementAndGet();
        CompletableFuture<StartAnswer> answer = new CompletableFuture<>();
        unanswered.put(id, answer);
        if (!inbox.offer(new Input.Start(id))) {
            unanswered.remove(id);
            answer.completeExceptionally(new RejectedExecutionException("the node has too much to do"));
        } else if (ended) {
            failUnanswered();
        }
        return answer;
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
            Ending ending = step(new Input.Restarted(recovered.hardState(), recovered.log()));
            while (ending == null) {
                Input input = next();
                reportStall();
                stalls.expect(clock.getAsLong());
                // Whatever else is in the inbox: it is not said to have been done.
                ending = step(stopAsked ? new Input.Stop() : input);
                if (ending == null) {
                    reportStall();
                }
            }
            return ending;
        } finally {
            ended = true;
            failUnanswered();
        }
    }

    private Input next() throws InterruptedException {
        long now = clock.getAsLong();
        Input input;
        stalls.expect(now);
        if (deadline > now) {
            overtakers = 0;
            input = await();
        } else {
            input = overtakers++ < MOST_BEFORE_DEADLINE ? inbox.poll() : null;
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
            long now = clock.getAsLong();
            long wait = Math.min(deadline - now, stalls.longestWait());
            if (wait <= 0) {
                return null;
            }
            stalls.expect(now + wait);
            Input input = inbox.poll(wait, TimeUnit.NANOSECONDS);
            if (input != null || stalls.stalledFor(clock.getAsLong()) > 0) {
                return input;
            }
        }
    }

    private void reportStall() throws IOException {
        long now = clock.getAsLong();
        long nanos = stalls.stalledFor(now);
        if (nanos > 0) {
            events.report(new NodeEvent(now, status.term(), status.role(), new Fact.Stalled(nanos)));
        }
    }

    /** Gives the node one input and carries out what it asks; returns how the loop ends, or null. */
    private Ending step(Input input) throws IOException {
        long now = clock.getAsLong();
        Effects effects = node.step(now, input);
        try {
            carryOut(now, effects);
        } catch (StorageFailedException e) {
            // Of what is durable, not of what would have been: the failed step did not happen.
            events.report(new NodeEvent(now, status.term(), status.role(), new Fact.StorageFailed(e.getMessage())));
            return Ending.STORAGE_FAILED;
        }
        deadline = effects.deadline();
        return input instanceof Input.Stop ? Ending.STOPPED : null;
    }

    /** The order is that of {@link Effects}; that of the meter's reports is: after the events, before the messages. */
    private void carryOut(long now, Effects effects) throws IOException, StorageFailedException {
        List<Fact> excess = measure(now, effects.messages(), measure(now, effects.early(), List.of()));
        effects.early().forEach(network);
        persist(effects.persist());
        for (NodeEvent event : effects.events()) {
            events.report(event);
        }
        status = node.status();
        for (Fact fact : excess) {
            events.report(new NodeEvent(now, status.term(), status.role(), fact));
        }
        effects.messages().forEach(network);
        for (StartAnswer answer : effects.answers()) {
            CompletableFuture<StartAnswer> waiting = unanswered.remove(answer.id());
            if (waiting != null) {
                waiting.complete(answer);
            }
        }
        persist(effects.persistLate());
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

    private void persist(List<HardState> states) throws StorageFailedException {
        try {
            for (HardState state : states) {
                wal.append(state);
                wal.flush();
            }
        } catch (IOException e) {
            throw new StorageFailedException(e);
        }
    }

    private void failUnanswered() {
        for (Long id : unanswered.keySet()) {
            CompletableFuture<StartAnswer> answer = unanswered.remove(id);
            if (answer != null) {
                answer.completeExceptionally(new RejectedExecutionException("the node has ended"));
            }
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
