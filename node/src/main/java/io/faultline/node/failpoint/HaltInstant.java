package io.faultline.node.failpoint;

import java.util.concurrent.locks.LockSupport;

/**
 * The instant of the machine's monotonic clock at which the process is to end, if any.
 *
 * <p>A thread of its own waits for it, and for the last moment without sleeping: who measures from that instant must
 * not measure how late a sleeper wakes. Ending takes the process a moment all the same, so whoever reads the clock
 * through this stands still from the instant on: no turn of the node begins after it.
 */
final class HaltInstant {
    /** A sleeper wakes late by some tenths of a millisecond, and by more where much else is to be done. */
    private static final long AWAKE_BEFORE = 2_000_000;

    private final Runnable halt;
    private Thread waiter;
    private volatile Long instant;

    HaltInstant(Runnable halt) {
        this.halt = halt;
    }

    /** Arms it, in place of what was armed before. */
    synchronized void arm(long machine) {
        disarm();
        instant = machine;
        waiter = new Thread(() -> await(machine), "halt-at");
        waiter.setDaemon(true);
        waiter.start();
    }

    synchronized void disarm() {
        if (waiter != null) {
            waiter.interrupt();
            waiter = null;
            instant = null;
        }
    }

    /** The machine's clock; does not return once the instant has come. */
    long read() {
        long now = System.nanoTime();
        for (Long last = instant; last != null && now - last >= 0; last = instant) {
            LockSupport.parkNanos(AWAKE_BEFORE);
        }
        return now;
    }

    /** The instant; null when none is armed. */
    Long armed() {
        return instant;
    }

    private void await(long machine) {
        long left = machine - System.nanoTime();
        while (left > 0) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            if (left > AWAKE_BEFORE) {
                LockSupport.parkNanos(left - AWAKE_BEFORE);
            } else {
                Thread.onSpinWait();
            }
            left = machine - System.nanoTime();
        }
        if (!Thread.currentThread().isInterrupted()) {
            halt.run();
        }
    }
}
