package io.faultline.harness.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.DockerException;
import io.faultline.nemesis.fault.DownMode;
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
    private static final int STOP_WITHIN_SECONDS = 10;
    private static final long SPEAKS_WITHIN_SECONDS = 5;
    private static final long CLOSE_WITHIN_SECONDS = 15;

    private final DockerClient docker;
    private final String node;
    private final String container;
    private final NodeLog log;
    private final Runnable ready;
    private final ExecutorService thread;

    /**
     * The container of a node that does not run yet.
     *
     * @param ready returns when a node that was just started is ready; it may block
     */
    NodeContainer(DockerClient docker, String node, String container, NodeLog log, Runnable ready) {
        this.docker = docker;
        this.node = node;
        this.container = container;
        this.log = log;
        this.ready = ready;
        this.thread = Executors.newSingleThreadExecutor(work -> {
            Thread made = new Thread(work, "faultline-" + node);
            made.setDaemon(true);
            return made;
        });
    }

    /**
     * How a node is to be.
     *
     * @param down when null it runs; otherwise how it goes down if it is not
     */
    record Wanted(DownMode down, boolean paused) {
        static final Wanted RUNNING = new Wanted(null, false);
    }

    /**
     * How a node was found to be afterwards.
     *
     * @param asWanted whether that is what was wanted
     * @param readBack what the engine says, for the record
     */
    record Found(boolean asWanted, boolean running, boolean paused, String readBack) {}

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

    /** Looks how it is, after all that is under way. */
    void look(Consumer<Found> done) {
        run(() -> {
            try {
                done.accept(found(Wanted.RUNNING));
            } catch (RuntimeException failure) {
                done.accept(new Found(false, false, false, node + ": " + sentence(failure)));
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
            return new Found(false, found.running(), found.paused(), said + "; " + found.readBack());
        } catch (RuntimeException engineGone) {
            return new Found(false, false, false, said);
        }
    }

    private void act(Wanted wanted) {
        ContainerState state = state();
        boolean running = is(state.getRunning());
        if (wanted.down() != null) {
            if (running) {
                goDown(wanted.down());
            }
            return;
        }
        if (!running) {
            docker.startContainerCmd(container).exec();
            log.follow(SPEAKS_WITHIN_SECONDS);
            ready.run();
        }
        boolean paused = is(state.getPaused());
        if (wanted.paused() && !paused) {
            pause();
        } else if (!wanted.paused() && paused) {
            docker.unpauseContainerCmd(container).exec();
        }
    }

    /** Now and then the kernel can't freeze a process at once; the second try comes a moment later. */
    private void pause() {
        try {
            docker.pauseContainerCmd(container).exec();
        } catch (DockerException notAtOnce) {
            if (is(state().getRunning())) {
                docker.pauseContainerCmd(container).exec();
            }
        }
    }

    private void goDown(DownMode mode) {
        try {
            if (mode == DownMode.STOP) {
                docker.stopContainerCmd(container)
                        .withTimeout(STOP_WITHIN_SECONDS)
                        .exec();
            } else {
                docker.killContainerCmd(container).exec();
            }
        } catch (DockerException perhapsGone) {
            // It may have ended by itself in between; what is found afterwards decides.
            if (is(state().getRunning())) {
                throw perhapsGone;
            }
        }
    }

    private Found found(Wanted wanted) {
        ContainerState state = state();
        boolean running = is(state.getRunning());
        boolean paused = is(state.getPaused());
        boolean asWanted = wanted.down() != null ? !running : running && paused == wanted.paused();
        String exit = running ? "" : " with exit code " + state.getExitCodeLong();
        return new Found(asWanted, running, paused, node + " is " + state.getStatus() + exit);
    }

    private ContainerState state() {
        return docker.inspectContainerCmd(container).exec().getState();
    }

    private static boolean is(Boolean flag) {
        return Boolean.TRUE.equals(flag);
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
