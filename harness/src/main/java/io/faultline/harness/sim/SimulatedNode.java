package io.faultline.harness.sim;

import io.faultline.nemesis.fault.DownMode;
import io.faultline.nemesis.fault.Point;
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
import io.faultline.node.raft.RaftConfig;
import io.faultline.node.raft.RaftNode;
import io.faultline.node.raft.RaftRules;
import io.faultline.node.raft.Role;
import io.faultline.node.raft.StartAnswer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The driver of one simulated node: it carries out what the core asks, in the documented order, and dies where it is
 * told to.
 *
 * <p>While a record is being flushed the node does nothing else and inputs wait, as in the real process, whose loop
 * blocks in its one fsync.
 */
final class SimulatedNode {
    private static final int INBOX_MAX = 4096;

    /** As in the real process: what has waited is handled in one turn, and made durable by one flush. */
    private static final int BATCH_MAX = 64;

    private final RaftConfig config;
    private final NodeParts parts;
    private final NodeSurroundings surroundings;
    private final VirtualTime time;
    private final SimulatedClock clock;
    private final SimulatedDisk disk;
    private final SplittableRandom timeouts;
    private final CrashPoints crashPoints = new CrashPoints();
    private final ArrayDeque<Input> inbox = new ArrayDeque<>();
    private final List<Input> batch = new ArrayList<>(BATCH_MAX);
    private final Runnable wake = this::onWake;

    private RaftRules rules;
    private RaftNode raft;
    private RpcMeter meter;
    private int incarnation;
    private long sequence;
    private boolean paused;
    private FlushingTurn flushing;
    private long deadline = Long.MAX_VALUE;
    private long wakeAt = Long.MAX_VALUE;
    private boolean stopping;
    private boolean startsAfterStop;

    SimulatedNode(RaftConfig config, NodeParts parts, NodeSurroundings surroundings, VirtualTime time) {
        this.config = config;
        this.parts = parts;
        this.surroundings = surroundings;
        this.time = time;
        this.clock = parts.clock();
        this.disk = parts.disk();
        this.timeouts = parts.timeouts();
    }

    NodeId id() {
        return config.self();
    }

    /** Which start this is; 0 before the first. */
    int incarnation() {
        return incarnation;
    }

    boolean isUp() {
        return raft != null;
    }

    boolean isPaused() {
        return paused;
    }

    SimulatedClock clock() {
        return clock;
    }

    SimulatedDisk disk() {
        return disk;
    }

    CrashPoints crashPoints() {
        return crashPoints;
    }

    /** The state of the running node; empty when it is down. */
    Optional<NodeStatus> status() {
        return raft == null ? Optional.empty() : Optional.of(raft.status());
    }

    /** Until when the flush under way keeps the node from anything else; in the past when none is. */
    long busyUntil() {
        return flushing == null ? 0 : flushing.dueAt;
    }

    // ---- life ----

    /** Starts a new incarnation from what the disk holds; one that is stopping is started when it has stopped. */
    void start() {
        if (raft != null) {
            startsAfterStop = stopping;
            return;
        }
        incarnation++;
        sequence = 0;
        SimulatedDisk.Recovery recovery = disk.recover();
        if (!recovery.readable()) {
            emit(new NodeEvent(clock.read(time.now()), 0, Role.FOLLOWER, new Fact.StorageFailed(recovery.problem())));
            return;
        }
        rules = parts.rules().get();
        raft = new RaftNode(config, rules, timeouts, parts.machine().get());
        meter = new RpcMeter(config.timing());
        handle(new Input.Restarted(recovery.disk(), recovery.torn()));
        ensureWake();
    }

    /** Takes the node down; a graceful stop waits until the node comes to it. */
    void goDown(DownMode mode) {
        if (raft == null) {
            return;
        }
        if (mode == DownMode.STOP) {
            stopping = true;
            offer(new Input.Stop());
            return;
        }
        die(mode == DownMode.TORN_RECORD);
        if (mode == DownMode.CORRUPT_RECORD) {
            disk.corruptMiddle();
        }
    }

    void setPaused(boolean nowPaused) {
        if (paused == nowPaused) {
            return;
        }
        paused = nowPaused;
        if (!paused && raft != null) {
            time.schedule(0, this::resume);
        }
    }

    /** The clock's rate or reading was changed: the deadline may have come nearer. */
    void clockChanged() {
        ensureWake();
    }

    private void resume() {
        if (raft == null || paused) {
            return;
        }
        if (flushing != null && flushing.isDue()) {
            flushing.proceed();
        }
        drain();
    }

    private void die(boolean torn) {
        raft = null;
        flushing = null;
        stopping = false;
        startsAfterStop = false;
        deadline = Long.MAX_VALUE;
        paused = false;
        inbox.clear();
        if (torn) {
            disk.crashTorn();
        } else {
            disk.crash();
        }
        surroundings.nodeDied(this);
    }

    // ---- inputs ----

    void receive(Message message) {
        offer(new Input.Received(message));
    }

    void offer(Input input) {
        if (raft == null) {
            return;
        }
        if (paused || flushing != null) {
            if (inbox.size() < INBOX_MAX) {
                inbox.add(input);
            }
            return;
        }
        handle(input);
        ensureWake();
    }

    private void onWake() {
        if (time.now() != wakeAt) {
            return;
        }
        wakeAt = Long.MAX_VALUE;
        if (raft == null || paused || flushing != null) {
            return;
        }
        if (clock.read(time.now()) >= deadline) {
            handle(Input.Deadline.REACHED);
        }
        ensureWake();
    }

    /** A deadline that moves away is left alone: the wake that comes too early finds the new one. */
    private void ensureWake() {
        if (raft == null || deadline == Long.MAX_VALUE) {
            return;
        }
        long due = clock.trueTimeOf(deadline, time.now());
        if (due < wakeAt) {
            wakeAt = due;
            time.at(due, wake);
        }
    }

    private void drain() {
        while (raft != null && !paused && flushing == null && !inbox.isEmpty()) {
            Input first = inbox.poll();
            if (inbox.isEmpty() || !mayShareTurn(first)) {
                handle(first);
            } else {
                handleBatch(first);
            }
        }
        if (raft != null && !paused && flushing == null && clock.read(time.now()) >= deadline) {
            handle(Input.Deadline.REACHED);
        }
        ensureWake();
    }

    private static boolean mayShareTurn(Input input) {
        return input instanceof Input.Received
                || input instanceof Input.Propose
                || input instanceof Input.Read
                || input instanceof Input.Start;
    }

    private void handleBatch(Input first) {
        batch.clear();
        batch.add(first);
        while (batch.size() < BATCH_MAX && !inbox.isEmpty() && mayShareTurn(inbox.peek())) {
            batch.add(inbox.poll());
        }
        carryOut(raft.step(clock.read(time.now()), batch));
    }

    // ---- a turn ----

    private void handle(Input input) {
        carryOut(raft.step(clock.read(time.now()), input));
        if (input instanceof Input.Stop && raft != null) {
            boolean startAgain = startsAfterStop;
            die(false);
            if (startAgain) {
                surroundings.nodeMayStart(this);
            }
        }
    }

    private void carryOut(Effects effects) {
        deadline = effects.deadline();
        post(effects.early());
        if (effects.persist().isEmpty() && effects.persistLate().isEmpty()) {
            speak(effects);
            applyIfDue(effects);
        } else if (!crashesAt(Point.BEFORE_PERSIST)) {
            flushing = new FlushingTurn(effects);
            flushing.begin();
        }
    }

    /** The end of a turn: what was committed reaches the state machine before anything else happens. */
    private void applyIfDue(Effects effects) {
        if (effects.applies() && raft != null && !crashesAt(Point.BEFORE_APPLY)) {
            carryOut(raft.step(clock.read(time.now()), Input.Apply.NOW));
        }
    }

    private void speak(Effects effects) {
        List<NodeEvent> events = effects.events();
        for (int i = 0; i < events.size(); i++) {
            emit(events.get(i));
        }
        post(effects.messages());
        List<StartAnswer> started = effects.started();
        for (int i = 0; i < started.size(); i++) {
            surroundings.answered(this, started.get(i));
        }
        List<Answer> answers = effects.answers();
        for (int i = 0; i < answers.size(); i++) {
            surroundings.answered(this, answers.get(i));
        }
    }

    private void post(List<Envelope> envelopes) {
        for (int i = 0; i < envelopes.size(); i++) {
            Envelope envelope = envelopes.get(i);
            long now = clock.read(time.now());
            Fact.RpcRate excess = meter.onSend(now, envelope.to(), envelope.message());
            if (excess != null) {
                NodeStatus status = raft.status();
                emit(new NodeEvent(now, status.term(), status.role(), excess));
            }
            surroundings.send(this, envelope);
        }
    }

    private void emit(NodeEvent event) {
        surroundings.reported(this, incarnation, ++sequence, event);
    }

    private boolean crashesAt(Point point) {
        if (!crashPoints.passes(point)) {
            return false;
        }
        die(false);
        return true;
    }

    /** A turn that must reach the disk: first the flush, then words, then the flush that a mutant puts off. */
    private final class FlushingTurn implements Runnable {
        private final Effects effects;
        private boolean spoken;
        private long dueAt;

        FlushingTurn(Effects effects) {
            this.effects = effects;
        }

        void begin() {
            if (effects.persist().isEmpty()) {
                afterFirst();
            } else {
                flush(effects.persist());
            }
        }

        boolean isDue() {
            return time.now() >= dueAt;
        }

        @Override
        public void run() {
            if (flushing == this && !paused) {
                proceed();
                drain();
            }
        }

        /** A flush has completed. */
        void proceed() {
            disk.completeFlush();
            if (spoken) {
                end();
            } else {
                afterFirst();
            }
        }

        private void flush(List<DiskWrite> group) {
            long latency = disk.beginFlush(group);
            if (latency < 0 && rules.goesOnAfterFailedWrite()) {
                disk.letOverwrite();
                flushing = null;
                carryOut(raft.step(clock.read(time.now()), new Input.WriteFailed()));
                return;
            }
            if (latency < 0) {
                NodeStatus status = raft.status();
                emit(new NodeEvent(
                        clock.read(time.now()),
                        status.term(),
                        status.role(),
                        new Fact.StorageFailed("writing to the log failed: the disk reports an I/O error")));
                die(false);
                return;
            }
            dueAt = time.now() + latency;
            time.at(dueAt, this);
        }

        private void afterFirst() {
            if (crashesAt(Point.AFTER_PERSIST)) {
                return;
            }
            speak(effects);
            if (crashesAt(Point.AFTER_SEND)) {
                return;
            }
            spoken = true;
            if (effects.persistLate().isEmpty()) {
                end();
            } else {
                flush(effects.persistLate());
            }
        }

        private void end() {
            flushing = null;
            applyIfDue(effects);
        }
    }
}
