package io.faultline.harness.cli;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C as a question the running trial asks: it stops between two steps, frees its cluster and writes what there is,
 * and only then does the process end.
 */
final class Interruption {
    private static final long WRITING_MAX_SECONDS = 20;

    private final Semaphore work = new Semaphore(1);
    private volatile boolean requested;

    /** An interruption that the end of the process requests. */
    static Interruption atShutdown() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::requestAndAwait, "interruption"));
        return interruption;
    }

    /** Asks whatever runs to stop. */
    void request() {
        requested = true;
    }

    boolean requested() {
        return requested;
    }

    /** Work begins that must not be cut off. */
    void begin() {
        work.acquireUninterruptibly();
    }

    /** The work is done, all its files are written. */
    void end() {
        work.release();
    }

    private void requestAndAwait() {
        request();
        try {
            // Whoever hangs must not keep the process from ending.
            if (work.tryAcquire(WRITING_MAX_SECONDS, TimeUnit.SECONDS)) {
                work.release();
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
