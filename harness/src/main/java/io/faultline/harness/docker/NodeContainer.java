package io.faultline.harness.docker;

import io.faultline.nemesis.fault.DownMode;
import io.faultline.nemesis.play.Outcome;
import io.faultline.node.failpoint.Halt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The container of one node, for all its starts.
 *
 * <p>All that is done to it is done one after the other in a thread of its own, which it owns: what is wanted later
 * wins, and one container that hangs delays no other.
 */
final class NodeContainer implements AutoCloseable {
    private static final long SPEAKS_WITHIN_SECONDS = 5;
    private static final long CLOSE_WITHIN_SECONDS = 15;

    private final String node;
    private final ContainerControl control;
    private final NodeLog log;
    private final Runnable ready;
    private final ProcessFailpoints failpoints;
    private final ExecutorService thread;

    /**
     * The container of a node that does not run yet.
     *
     * @param ready returns when a node that was just started is ready; it may block
     */
    NodeContainer(String node, ContainerControl control, NodeLog log, Runnable ready, ProcessFailpoints failpoints) {
        this.node = node;
        this.control = control;
        this.log = log;
        this.ready = ready;
        this.failpoints = failpoints;
        this.thread = Executors.newSingleThreadExecutor(work -> {
            Thread made = new Thread(work, "faultline-" + node);
            made.setDaemon(true);
            return made;
        });
    }

    /**
     * How a node is to be.
     *
     * @param down when null it is not to be taken down; otherwise how it goes down if it is not
     * @param start whether it is started when it does not run; otherwise one that has ended by itself stays so
     * @param failpoints what is asked of it from within, while it runs
     * @param jump by how much its clock is to jump now, ns; nothing if it does not run
     */
    record Wanted(DownMode down, boolean start, boolean paused, NodeFailpoints failpoints, long jump) {
        static final Wanted RUNNING = new Wanted(null, true, false, NodeFailpoints.NONE, 0);
    }

    /**
     * How a node was found to be afterwards.
     *
     * @param asWanted whether that is what was wanted
     * @param end what the end of its process says of faults, told once
     * @param readBack what the engine says, and the node of its failpoints, for the record
     */
    record Found(boolean asWanted, boolean running, boolean paused, ProcessFailpoints.End end, String readBack) {}

    String node() {
        return node;
    }

    /** What the node last wrote on standard error. */
    String lastError() {
        return log.lastError();
    }

    /** Brings the node there; {@code done} is told in this container's thread, also when that failed. */
    void bring(Wanted wanted, Consumer<Found> done) {
        run(() -> {
            try {
                act(wanted);
                done.accept(found(wanted));
            } catch (RuntimeException failure) {
                // docker-java's exceptions, and those of the transport below it, have no type in common.
                done.accept(failed(failure));
            }
        });
    }

    /** Lets the node end when the machine's monotonic clock reads so; tells what came of asking it. */
    void haltAt(long monotonic, Consumer<Outcome> done) {
        run(() -> {
            try {
                boolean taken = failpoints.haltAt(monotonic);
                done.accept(new Outcome(taken, taken ? node + " halts then" : node + " does not answer"));
            } catch (FailpointException refused) {
                done.accept(new Outcome(false, refused.getMessage()));
            }
        });
    }

    /** Looks how it is, after all that is under way. */
    void look(Consumer<Found> done) {
        run(() -> {
            try {
                done.accept(found(Wanted.RUNNING));
            } catch (RuntimeException failure) {
                done.accept(unknown(node + ": " + sentence(failure)));
            }
        });
    }

    private void run(Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException closed) {
            // Nobody waits for an answer any more.
        }
    }

    /** What could not be brought about is as it is, if the engine tells. */
    private Found failed(RuntimeException failure) {
        String said = node + ": " + sentence(failure);
        try {
            Found found = found(Wanted.RUNNING);
            return new Found(false, found.running(), found.paused(), found.end(), said + "; " + found.readBack());
        } catch (RuntimeException engineGone) {
            return unknown(said);
        }
    }

    private static Found unknown(String said) {
        return new Found(false, false, false, ProcessFailpoints.End.NOTHING, said);
    }

    private void act(Wanted wanted) {
        ContainerControl.State state = control.state();
        if (wanted.down() != null) {
            if (state.running()) {
                goDown(wanted.down(), state.paused());
            }
            return;
        }
        if (!state.running()) {
            failpoints.ended(state.exitCode());
            if (!wanted.start()) {
                return;
            }
            start();
        }
        if (state.paused() && wanted.paused()) {
            failpoints.owe(wanted.jump());
            return;
        }
        if (state.paused()) {
            control.unpause();
        }
        tell(wanted);
        if (wanted.paused()) {
            control.pause();
        }
    }

    private void start() {
        control.start();
        failpoints.started();
        log.follow(SPEAKS_WITHIN_SECONDS);
        ready.run();
    }

    /** A node that ends before it can be told that it is not to, is started once more if it is to run. */
    private void tell(Wanted wanted) {
        if (failpoints.tell(wanted.failpoints(), wanted.jump())) {
            return;
        }
        requireEnd();
        if (wanted.start()) {
            start();
            if (!failpoints.tell(wanted.failpoints(), 0)) {
                requireEnd();
            }
        }
    }

    /** Waits until the engine knows why the process did not answer. */
    private void requireEnd() {
        if (!control.seenToEnd()) {
            throw new FailpointException(node + " does not answer for its failpoints, though it runs");
        }
        failpoints.ended(control.state().exitCode());
    }

    private void goDown(DownMode mode, boolean paused) {
        switch (mode) {
            case STOP -> control.stop();
            case KILL, POWER_CUT -> control.kill();
            case TORN_RECORD, CORRUPT_RECORD -> {
                if (paused) {
                    control.unpause();
                }
                spoil(mode);
            }
        }
    }

    /** One that can't be made to spoil its log goes down all the same, and the fault counts as not done. */
    private void spoil(DownMode mode) {
        try {
            failpoints.spoil(mode == DownMode.TORN_RECORD ? "torn" : "corrupted");
            requireEnd();
        } catch (FailpointException failure) {
            control.kill();
            throw failure;
        }
        boolean spoiled = control.state().exitCode() == Halt.LOG_SPOILED.exitCode();
        if (spoiled && mode == DownMode.CORRUPT_RECORD) {
            failpoints.damaged();
        } else if (!spoiled && !failpoints.excused()) {
            throw new FailpointException(node + " ended in another way than by spoiling its log");
        }
    }

    private Found found(Wanted wanted) {
        ContainerControl.State state = control.state();
        if (!state.running()) {
            failpoints.ended(state.exitCode());
        }
        String exit = state.running() ? "" : " with exit code " + state.exitCode();
        String inside = failpoints.readBack();
        return new Found(
                isAsWanted(state, wanted),
                state.running(),
                state.paused(),
                failpoints.takeEnd(),
                node + " is " + state.word() + exit + (inside.isEmpty() ? "" : " (" + inside + ")"));
    }

    private boolean isAsWanted(ContainerControl.State state, Wanted wanted) {
        if (wanted.down() != null) {
            return !state.running();
        }
        return state.running() ? state.paused() == wanted.paused() : failpoints.excused();
    }

    private static String sentence(RuntimeException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("failed");
    }

    /** Ends following and acting; the container itself is left as it is. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException hurry) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
        log.close();
    }
}
