package io.faultline.node.failpoint;

import java.util.function.LongSupplier;

/**
 * A node's clock: the monotonic clock of the machine, until it is made to run at another rate or to jump. It never goes
 * back.
 *
 * <p>Whatever is to be true of the machine, such as how long to wait or whether the process was held up, is asked of
 * the machine's clock; a node's deadlines are instants of its own. May be used by any thread.
 *
 * <pre>{@code
 * NodeClock.Reading now = clock.read();
 * long sleep = clock.waitFor(deadline - now.node());
 * }</pre>
 */
public final class NodeClock {
    private static final long FOR_EVER = Long.MAX_VALUE / 2;

    private final LongSupplier machine;

    /** Where the two clocks were when the rate last changed; guarded by this, as are the next three. */
    private long sinceMachine;

    private long sinceNode;
    private double rate = 1;
    private long jumped;
    private volatile Runnable listener = () -> {};

    /** A clock that shows what the machine's shows, in ns. */
    public NodeClock(LongSupplier machine) {
        this.machine = machine;
    }

    /**
     * One instant by both clocks.
     *
     * @param node what the node's own clock shows, ns
     * @param machine what that of the machine shows, ns
     */
    public record Reading(long node, long machine) {}

    /** What a request may have made of the clock. */
    record Skew(double rate, long jumped, long ahead) {}

    /** Now, by both clocks. */
    public synchronized Reading read() {
        long now = machine.getAsLong();
        return new Reading(nodeAt(now), now);
    }

    /** Now, by the clock of the machine alone. */
    public long machine() {
        return machine.getAsLong();
    }

    /** How long, by the machine's clock, until the node's has advanced so far; never too short. */
    public synchronized long waitFor(long ahead) {
        if (rate == 1) {
            return ahead;
        }
        double wait = Math.ceil(ahead / rate) + 1;
        return wait >= FOR_EVER ? FOR_EVER : (long) wait;
    }

    /** Who is told that rate or reading were changed, as an instant waited for may have come nearer; one at a time. */
    public void onChange(Runnable told) {
        listener = told;
    }

    /**
     * From now on the clock runs at that rate, and has jumped ahead by so much in all.
     *
     * @throws IllegalArgumentException when that would be a jump back
     */
    void skew(double newRate, long jumpedInAll) {
        synchronized (this) {
            if (jumpedInAll < jumped) {
                throw new IllegalArgumentException("the clock has jumped by " + jumped + " ns in all, so it can't be "
                        + jumpedInAll + ": a monotonic clock never goes back");
            }
            long now = machine.getAsLong();
            sinceNode = nodeAt(now) + jumpedInAll - jumped;
            sinceMachine = now;
            rate = newRate;
            jumped = jumpedInAll;
        }
        listener.run();
    }

    synchronized Skew skew() {
        Reading now = read();
        return new Skew(rate, jumped, now.node() - now.machine());
    }

    private long nodeAt(long now) {
        long elapsed = now - sinceMachine;
        return sinceNode + (rate == 1 ? elapsed : (long) (elapsed * rate));
    }
}
