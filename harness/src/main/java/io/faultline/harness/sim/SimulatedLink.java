package io.faultline.harness.sim;

import io.faultline.nemesis.fault.CutKind;
import io.faultline.nemesis.play.LinkState;
import io.faultline.node.raft.Message;
import java.util.ArrayDeque;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * One directed link.
 *
 * <p>As <em>datagrams</em>, messages are independent of each other and a cut swallows them. As a
 * <em>stream</em>, it behaves like TCP: order is kept, a cut stalls what is said into it, and a cut that lasts too
 * long, or the end of the receiver, resets the connection and loses what was under way.
 */
final class SimulatedLink {
    private static final int STALLED_MAX = 256;
    private static final long RECONNECT = 50_000_000;

    /**
     * How far a sender's bounded queue runs ahead of a narrow link, in time; what comes then is dropped. Without a bound
     * a link that is narrower than the heartbeats piles up a backlog that outlasts every recovery.
     */
    private static final long BACKLOG_MAX = 3_000_000_000L;

    /** A message waiting for a cut to heal. */
    private record Stalled(Message message, long since) {}

    private final VirtualTime time;
    private final Consumer<Message> receiver;
    private final SplittableRandom random;
    private final NetworkWeather weather;
    private final ArrayDeque<Stalled> stalled = new ArrayDeque<>();

    private LinkState state = LinkState.HEALTHY;
    private boolean touched;
    private int connection;
    private long lastArrival;
    private long connectedAt;
    private long carriedBytes;
    private long brokenUntil;
    private long busyUntil;

    SimulatedLink(VirtualTime time, Consumer<Message> receiver, SplittableRandom random, NetworkWeather weather) {
        this.time = time;
        this.receiver = receiver;
        this.random = random;
        this.weather = weather;
    }

    void send(Message message) {
        if (touched) {
            sendTouched(message);
        } else {
            deliverAfter(message, weatherDelay());
        }
    }

    /** From now on this is done to the link; stalled messages go on their way when a cut heals. */
    void touch(LinkState newState) {
        LinkState before = state;
        state = newState;
        touched = !newState.isHealthy();
        if (resetAfter(newState) != LinkState.Stream.NEVER && resetAfter(before) == LinkState.Stream.NEVER) {
            connectedAt = time.now();
        }
        if (newState.cut() == CutKind.REFUSED) {
            breakConnection(0);
        }
        if (before.isCut() && !newState.isCut()) {
            releaseStalled();
        }
    }

    private static long resetAfter(LinkState state) {
        return state.stream().resetNanos();
    }

    /** The receiver died: what was under way on the connection to it is lost. */
    void receiverDied() {
        if (weather.stream()) {
            breakConnection(0);
        }
    }

    /** Until when messages sent earlier may hold up later ones. */
    long settledAt() {
        return weather.stream() ? lastArrival : 0;
    }

    private void sendTouched(Message message) {
        if (state.isCut()) {
            if (stalls()) {
                deliverAfter(message, weatherDelay());
            }
            return;
        }
        if (isClogged() || isBroken(MessageSize.of(message)) || happens(state.loss())) {
            return;
        }
        deliverAfter(message, touchedDelay(message));
        if (happens(state.duplication())) {
            deliverAfter(message, touchedDelay(message));
        }
    }

    private boolean isClogged() {
        return state.stream().bytesPerSecond() != LinkState.Stream.NEVER && busyUntil - time.now() > BACKLOG_MAX;
    }

    private boolean happens(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    /** Whether a reset or a data limit has closed the connection; it comes back after a while. */
    private boolean isBroken(int bytes) {
        long now = time.now();
        if (now < brokenUntil) {
            return true;
        }
        if (now - connectedAt >= resetAfter(state)) {
            breakConnection(RECONNECT);
            return true;
        }
        carriedBytes += bytes;
        if (carriedBytes > state.stream().limitBytes()) {
            breakConnection(RECONNECT);
            return true;
        }
        return false;
    }

    private void breakConnection(long pause) {
        connection++;
        stalled.clear();
        carriedBytes = 0;
        brokenUntil = time.now() + pause;
        connectedAt = brokenUntil;
        lastArrival = 0;
    }

    private long weatherDelay() {
        return weather.base() + scaled(random.nextLong(), weather.jitter());
    }

    private long touchedDelay(Message message) {
        long delay = weatherDelay() + state.delayNanos();
        if (state.jitterNanos() > 0) {
            delay += scaled(random.nextLong(), state.jitterNanos());
        }
        LinkState.Stream stream = state.stream();
        int bytes = MessageSize.of(message);
        if (stream.bytesPerSecond() != LinkState.Stream.NEVER) {
            long now = time.now();
            busyUntil = Math.max(busyUntil, now) + bytes * 1_000_000_000L / stream.bytesPerSecond();
            delay += busyUntil - now;
        }
        delay += (bytes - 1) / stream.sliceBytes() * stream.sliceNanos();
        if (happens(state.reordering())) {
            delay += scaled(random.nextLong(), state.reorderingNanos());
        }
        return delay;
    }

    /** A uniform draw from [0, bound) out of 64 random bits, without a division. */
    private static long scaled(long bits, long bound) {
        return Math.multiplyHigh(bits >>> 1, bound << 1);
    }

    private void deliverAfter(Message message, long delay) {
        long arrival = time.now() + delay;
        if (weather.stream()) {
            if (state.reordering() == 0 && arrival < lastArrival) {
                arrival = lastArrival;
            }
            lastArrival = Math.max(lastArrival, arrival);
        }
        time.at(arrival, new Delivery(this, connection, message));
    }

    /** Whether what is said into the cut waits at its far end, in order, instead of being lost. */
    private boolean stalls() {
        return weather.stream() && state.cut() == CutKind.BLACK_HOLE;
    }

    /** Retransmission finds the healed link, unless the connection was given up long ago. */
    private void releaseStalled() {
        if (stalled.isEmpty()) {
            return;
        }
        if (time.now() - stalled.peek().since() > weather.giveUpAfter()) {
            breakConnection(RECONNECT);
            return;
        }
        long retransmission = scaled(random.nextLong(), weather.retransmit());
        while (!stalled.isEmpty()) {
            deliverAfter(stalled.poll().message(), retransmission + weatherDelay());
        }
    }

    private void arrive(Message message, int sentOver) {
        if (weather.stream() && sentOver != connection) {
            return;
        }
        if (state.isCut()) {
            if (stalls() && stalled.size() < STALLED_MAX) {
                stalled.add(new Stalled(message, time.now()));
            }
        } else {
            receiver.accept(message);
        }
    }

    /** A message under way. */
    private static final class Delivery implements Runnable {
        private final SimulatedLink link;
        private final int connection;
        private final Message message;

        Delivery(SimulatedLink link, int connection, Message message) {
            this.link = link;
            this.connection = connection;
            this.message = message;
        }

        @Override
        public void run() {
            link.arrive(message, connection);
        }
    }
}
