package io.faultline.harness.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.DockerException;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * What the engine can do to one container, and what it says of it. Blocks; for one thread.
 *
 * <p>A process may end by itself at any moment: what takes it down or freezes it is content when that has happened.
 */
final class ContainerControl {
    private static final int STOP_WITHIN_SECONDS = 10;

    /** So long the engine may take to notice that a process has ended. */
    private static final Duration END_SEEN_WITHIN = Duration.ofSeconds(3);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final DockerClient docker;
    private final String container;

    ContainerControl(DockerClient docker, String container) {
        this.docker = docker;
        this.container = container;
    }

    /**
     * How a container is.
     *
     * @param word the engine's, such as {@code exited}
     * @param exitCode that of its last process; of no meaning while it runs
     */
    record State(boolean running, boolean paused, long exitCode, String word) {}

    State state() {
        ContainerState state = docker.inspectContainerCmd(container).exec().getState();
        return new State(
                Boolean.TRUE.equals(state.getRunning()),
                Boolean.TRUE.equals(state.getPaused()),
                Optional.ofNullable(state.getExitCodeLong()).orElse(0L),
                state.getStatus());
    }

    void start() {
        docker.startContainerCmd(container).exec();
    }

    /** SIGTERM, and after a while SIGKILL. */
    void stop() {
        unlessItHasEnded(() -> docker.stopContainerCmd(container)
                .withTimeout(STOP_WITHIN_SECONDS)
                .exec());
    }

    /** SIGKILL. */
    void kill() {
        unlessItHasEnded(() -> docker.killContainerCmd(container).exec());
    }

    /** Now and then the kernel can't freeze a process at once; the second try comes a moment later. */
    void pause() {
        unlessItHasEnded(() -> {
            try {
                docker.pauseContainerCmd(container).exec();
            } catch (DockerException notAtOnce) {
                docker.pauseContainerCmd(container).exec();
            }
        });
    }

    void unpause() {
        docker.unpauseContainerCmd(container).exec();
    }

    /** Waits until the engine has noticed the end of a process that seems to have ended; false when it runs on. */
    boolean seenToEnd() {
        try {
            Awaitility.await("the end of a process is noticed")
                    .atMost(END_SEEN_WITHIN)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(LOOK_AGAIN)
                    .until(() -> !state().running());
        } catch (ConditionTimeoutException runsOn) {
            return false;
        }
        return true;
    }

    /** What is found afterwards decides. */
    private void unlessItHasEnded(Runnable action) {
        try {
            action.run();
        } catch (DockerException perhapsGone) {
            if (state().running()) {
                throw perhapsGone;
            }
        }
    }
}
