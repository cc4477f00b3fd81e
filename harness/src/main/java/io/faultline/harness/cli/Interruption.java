package io.faultline.harness.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C as a question the running trial asks: it stops between two steps, frees its cluster and writes what there is,
 * and only then does the process end.
 */
final class Interruption {
    private static final long WRITING_MAX_SECONDS = 20;

    private final Semaphore running = new Semaphore(1);
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

    /**
     * Does work that must not be cut off: the process ends only when it has returned, that is when its files are written
     * and what there is to say is said.
     *
     * @return what the work returned, or the exit code of an interruption
     */
    int guard(PrintStream err, Callable<Integer> work) throws Exception {
        running.acquireUninterruptibly();
        try {
            return work.call();
        } catch (TrialInterrupted stopped) {
            err.println("faultline: " + stopped.getMessage());
            if (stopped.folder() != null) {
                err.println("faultline: what happened until then is in " + stopped.folder());
            }
            return ExitCode.INTERRUPTED.code();
        } finally {
            running.release();
        }
    }

    void requestAndAwait() {
        request();
        try {
            // Whoever hangs must not keep the process from ending.
            if (running.tryAcquire(WRITING_MAX_SECONDS, TimeUnit.SECONDS)) {
                running.release();
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
